"""Do the addresses still lead somewhere? Asked by a command, or by a button for one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from secondstory.evidence.outside.addresses import NoSuchHost, NotFetched
from secondstory.evidence.rules import ask
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.models import Reference

GONE = {404, 410}
WORKS = range(200, 400)
SECONDS = 8.0
BUTTON_SECONDS = 4.0


@dataclass(frozen=True, slots=True)
class Found:
    """``works`` is None when nothing was learned: no answer this time, or an address we do not ask."""

    works: bool | None
    is_unknown_name: bool = False
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    asked: int = 0
    works: int = 0
    gone: int = 0
    unclear: int = 0


def look(url: str, *, seconds: float = SECONDS) -> Found:
    """Whether the address leads somewhere. A door that asks for a name or has a bad day is no missing page."""
    try:
        status = ask(url, most=0, seconds=seconds).status
    except NoSuchHost as trouble:
        return Found(False, is_unknown_name=True, sentence=trouble.sentence)
    except NotFetched as trouble:
        return Found(None, sentence=trouble.sentence)
    if status in GONE:
        return Found(False, sentence=f"It answers {status}: nothing there any more.")
    return Found(True) if status in WORKS else Found(None, sentence=f"It answers {status}, which says neither.")


def look_at(reference: Reference, *, by: Person) -> Found:
    """One address, for somebody who pressed the button; the mark follows what was found."""
    check_can_contribute(reference.retrospective, by)
    if not reference.href:
        raise Refusal("This reference has no web address to look at.", code="no_web_address")
    found = look(reference.href, seconds=BUTTON_SECONDS)
    if found.works is not None:
        mark_link(reference, works=found.works, by=by)
    return found


def check_links(references: Iterable[Reference] | None = None) -> Checked:
    """Look at every address once and mark what leads nowhere; unmark what came back. What is unclear stays as it was.

    When no name at all could be found, this machine has no network, and nothing is marked.
    """
    chosen = Reference.objects.exclude(url="").order_by("url", "id") if references is None else references
    by_url: dict[str, list[Reference]] = {}
    for reference in chosen:
        if reference.href:
            by_url.setdefault(reference.href, []).append(reference)
    found = {url: look(url) for url in by_url}
    if len(found) > 1 and all(one.is_unknown_name for one in found.values()):
        raise Refusal(
            "Not one of the names could be found, so this machine is offline. Nothing was marked.", code="offline"
        )
    for url, one in found.items():
        if one.works is not None:
            for reference in by_url[url]:
                mark_link(reference, works=one.works, by=None)
    said = [one.works for one in found.values()]
    return Checked(len(found), said.count(True), said.count(False), said.count(None))


@action
def mark_link(reference: Reference, *, works: bool, by: Person | None) -> Reference:
    """What a look found; also in a final study, whose text stays as it is: the mark stands beside it."""
    reference.refresh_from_db(fields=["gone_at"])
    if works == (reference.gone_at is None):
        return reference
    reference.gone_at = None if works else timezone.now()
    reference.save(update_fields=["gone_at"])
    record("reference.link_marked", about=reference, by=by, works=works)
    return reference
