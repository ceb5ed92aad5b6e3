"""The address of a tracker's form for a new ticket, and that form filled in from a recommendation. Plain values: whoever
follows the link sends it, nothing goes out from here.

The places are those that each tracker documents for its own form: GitHub ``title`` and ``body``, GitLab
``issue[title]`` and ``issue[description]``, Jira ``summary`` and ``description`` (with ``pid`` and ``issuetype`` in the
address), Linear ``title`` and ``description``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from secondstory.people.refusals import Refusal

# Servers in between take no longer addresses than this for granted.
LONGEST = 6000
TITLE, TEXT, LINK = "{title}", "{text}", "{link}"
QUERIES = {
    "github": f"title={TITLE}&body={TEXT}",
    "gitlab": f"issue%5Btitle%5D={TITLE}&issue%5Bdescription%5D={TEXT}",
    "jira": f"summary={TITLE}&description={TEXT}",
    "linear": f"title={TITLE}&description={TEXT}",
}
HOST = re.compile(r"(?!-)[a-z0-9.-]+(:[0-9]{1,5})?", re.IGNORECASE)
PLAIN = re.compile(r"[!-~]*")
PLACE = re.compile(r"\{(title|text|link)\}")


@dataclass(frozen=True, slots=True)
class Ticket:
    """All that leaves with the link: nothing else of a study."""

    title: str
    why: str
    done_when: str
    link: str


def check_address(kind: str, address: str) -> str:
    """The address as it may be kept, or a Refusal that says what is missing."""

    def refuse(sentence: str) -> Refusal:
        return Refusal(sentence, code="tracker_address", field="address")

    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not HOST.fullmatch(parts.netloc):
        raise refuse("Write the address of the form as the browser shows it. It begins with https:// and a host alone.")
    if not PLAIN.fullmatch(address) or "\\" in address or parts.fragment:
        raise refuse("Copy the address from the browser's bar, without spaces, letters beyond a to z and '#'.")
    if kind == "other" and TITLE not in parts.query:
        raise refuse("Put {title} where the title goes, after the '?'; {text} and {link} where those go, if they do.")
    if PLACE.search(parts.path) or (kind != "other" and PLACE.search(address)):
        raise refuse("Places such as {title} stand after the '?', and only where 'another tracker' is chosen.")
    if kind == "jira" and not ("pid=" in parts.query and "issuetype=" in parts.query):
        raise refuse(
            "Jira's form needs to know the project and the kind of issue: an address that ends in"
            " /secure/CreateIssueDetails!init.jspa?pid=10000&issuetype=10001 with your own two numbers."
        )
    return address


def filled(kind: str, address: str, ticket: Ticket) -> str:
    """Where 'Open a ticket' leads: the address as it is kept, its host and path untouched, and the words after the
    '?', percent-encoded. A text too long for an address is cut; the link to the whole stays."""
    base, _, query = address.partition("?")
    if kind != "other":
        query = "&".join(filter(None, [query.strip("&"), QUERIES[kind]]))
    made = ""
    for most in (4000, 2000, 1000, 500, 200, 60):
        made = f"{base}?{_put(query, ticket, most, has_link=LINK in query)}"
        if len(made) <= LONGEST:
            break
    return made


def _put(query: str, ticket: Ticket, most: int, *, has_link: bool) -> str:
    done_when = f"Done when: {_cut(ticket.done_when, most)}" if ticket.done_when else ""
    told = [_cut(ticket.why, most), done_when, "" if has_link else ticket.link]
    words = {
        "title": _cut(ticket.title, min(most, 300)),
        "text": "\n\n".join(filter(None, told)),
        "link": ticket.link,
    }
    return PLACE.sub(lambda place: quote(words[place[1]], safe=""), query)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
