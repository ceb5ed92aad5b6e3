"""What one would leave out of a text, or write otherwise, before it goes outside. Plain values, no database."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from secondstory.outside.kinds import Kind
from secondstory.outside.words import form, plain

LONGEST = 300

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
HANDLE = re.compile(r"(?<![\w@./+-])@[A-Za-z0-9](?:[\w.-]{0,37}\w)?")
LINK = re.compile(r"https?://[^\s<>()\[\]\"'`|]{3,280}", re.IGNORECASE)
IP4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)")
IP6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])")
TICKET = re.compile(r"(?<![\w/-])[A-Z][A-Z0-9]{1,9}-\d{1,7}(?![\w-])")
DOTTED = re.compile(r"(?<![\w@./-])(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,6}[A-Za-z][A-Za-z0-9-]{1,62}(?![\w@/])")
NUMBERED = re.compile(r"(?<![\w@./-])[a-z]{2,20}(?:-[a-z0-9]{1,20}){0,4}-\d{1,4}(?![\w.]\w|[\w-])")
# What looks like a ticket and is a standard, or a number within the text.
NO_TICKET = {"SC", "UTF", "SHA", "ISO", "RFC", "CVE", "UTC", "GMT", "ASCII", "HTTP", "TLS", "IPV", "X", "R", "MD"}
# The end of a name of a file, or of a word with dots, not of a host.
NO_HOST = frozenset(
    ["py", "js", "ts", "go", "rs", "rb", "java", "cpp", "md", "txt", "log", "json", "yaml", "yml", "toml"]
)
NO_HOST |= frozenset(
    ["conf", "cfg", "ini", "sql", "sh", "csv", "html", "css", "xml", "pdf", "png", "svg", "zip", "tar"]
)
NO_HOST |= frozenset(["gz", "db", "lock", "md5", "service", "timer", "exe", "bak", "tmp", "dump", "jpg", "gif", "so"])
INTERNAL = ("internal", "local", "lan", "corp", "intranet", "intra", "localdomain", "home", "svc", "cluster", "private")
TRACKED = re.compile(r"/(?:browse|issues?|tickets?|incidents?|pull|merge_requests|wiki|archives|d)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """``phrase`` wherever it stands, and what would stand instead."""

    phrase: str
    kind: Kind
    instead: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who may be named in a text. ``shown`` is what to call them instead: their role, never a name."""

    key: str
    name: str
    email: str
    shown: str = ""


def proposals(
    texts: Sequence[str],
    *,
    people: Iterable[Named] = (),
    services: Iterable[str] = (),
    suppliers: Iterable[str] = (),
    own_hosts: Iterable[str] = (),
) -> list[Proposal]:
    """In the order of their kinds, then as they are met. What says the same of two gets a letter."""
    whole = plain("\n".join(texts))
    low = whole.casefold()
    found: dict[str, Proposal] = {}

    def add(one: Proposal) -> None:
        if len(one.phrase) <= LONGEST:
            found.setdefault(one.phrase.casefold(), one)

    for person in _people(whole, low, people):
        add(person)
    for kind, word, names in ((Kind.SERVICE, "service", services), (Kind.SUPPLIER, "supplier", suppliers)):
        met = [name for name in _in_order(whole, names) if name.casefold() not in found]
        for number, name in enumerate(met):
            add(Proposal(name, kind, f"{word} {letter(number)}"))
    hosts = {host.casefold() for host in own_hosts if host}
    for kind, instead, seen in (
        (Kind.EMAIL, "[an e-mail address]", (m[0].rstrip(".") for m in EMAIL.finditer(whole))),
        (Kind.LINK, "[an internal address]", _links(whole, hosts)),
        (Kind.TICKET, "[a ticket]", (m[0] for m in TICKET.finditer(whole) if m[0].split("-")[0] not in NO_TICKET)),
        (Kind.IP, "[an IP address]", _addresses(whole)),
    ):
        for phrase in seen:
            add(Proposal(phrase, kind, instead))
    for kind, word, seen in (
        (Kind.HANDLE, "a colleague", (m[0] for m in HANDLE.finditer(whole))),
        (Kind.HOST, "host", _hosts(whole, hosts)),
    ):
        new = [one for one in dict.fromkeys(seen) if one.casefold() not in found]
        for number, phrase in enumerate(new):
            add(Proposal(phrase, kind, f"{word} {letter(number)}" if kind == Kind.HOST else word))
    return list(found.values())


def letter(number: int) -> str:
    """A, B, …, Z, AA, AB, …"""
    told = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        told = chr(65 + rest) + told
    return told


def _people(whole: str, low: str, people: Iterable[Named]) -> Iterator[Proposal]:
    """Whoever is named, by their whole name, a first name or their mail address. Two of one role get a letter."""
    named: list[tuple[Named, list[str]]] = []
    for one in people:
        words = one.name.split()
        calls = [one.name, *([words[0]] if len(words) > 1 and len(words[0]) > 1 and words[0][0].isupper() else [])]
        met = [call for call in calls if _stands(whole, low, call, is_first=call != one.name)]
        if one.email and one.email.casefold() in low:
            met.append(one.email)
        if met:
            named.append((one, met))
    roles = [one.shown or "a colleague" for one, _ in named]
    seen: dict[str, int] = {}
    for (one, calls), role in zip(named, roles, strict=True):
        told = f"{role} {letter(seen.setdefault(role, 0))}" if roles.count(role) > 1 else role
        seen[role] = seen.get(role, 0) + 1
        for call in calls:
            yield Proposal(plain(call), Kind.PERSON, told, one.key)


def _stands(whole: str, low: str, call: str, *, is_first: bool) -> bool:
    call = plain(call)
    words = call.split()
    if not words or words[0].casefold() not in low:
        return False
    return bool(re.search(form(call), whole, 0 if is_first else re.IGNORECASE))


def _in_order(whole: str, names: Iterable[str]) -> list[str]:
    """Those that stand in the text, as they are met first; the house's own way to write them."""
    places: dict[str, int] = {}
    for name in names:
        if name.strip() and (found := re.search(form(name), whole, re.IGNORECASE)):
            places[plain(name)] = found.start()
    return sorted(places, key=lambda name: places[name])


def _links(whole: str, own: set[str]) -> Iterator[str]:
    for found in LINK.finditer(whole):
        url = found[0].rstrip(".,;:!?*_")
        try:
            host = (urlsplit(url).hostname or "").casefold()
        except ValueError:
            host = ""
        if _is_internal(host, own) or TRACKED.search(url):
            yield url


def _is_internal(host: str, own: set[str]) -> bool:
    if "." not in host or _is_address(host):
        return True
    return host.rsplit(".", 1)[1] in INTERNAL or any(host == one or host.endswith(f".{one}") for one in own)


def _addresses(whole: str) -> Iterator[str]:
    for shape in (IP4, IP6):
        yield from (found[0] for found in shape.finditer(whole) if _is_address(found[0]))


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _hosts(whole: str, own: set[str]) -> Iterator[str]:
    for found in DOTTED.finditer(whole):
        host = found[0]
        parts = host.casefold().split(".")
        if parts[-1] in NO_HOST or parts[-1].isdigit() or any(len(part) == 1 for part in parts):
            continue
        if len(parts) > 2 or parts[-1] in INTERNAL or _is_internal(host.casefold(), own):
            yield host
    yield from (found[0] for found in NUMBERED.finditer(whole))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase stands: in which part, with the words around it."""

    part: str
    before: str
    words: str
    after: str


AROUND = 60
MOST_PLACES = 6


def places(phrase: str, texts: Iterable[tuple[str, str]]) -> list[Place]:
    """The first few, in reading order."""
    met = re.compile(form(phrase), re.IGNORECASE)
    found: list[Place] = []
    for part, typed in texts:
        text = plain(typed)
        for one in met.finditer(text):
            if len(found) == MOST_PLACES:
                return found
            before, after = text[max(0, one.start() - AROUND) : one.start()], text[one.end() : one.end() + AROUND]
            found.append(Place(part, " ".join(before.split()), one[0], " ".join(after.split())))
    return found
