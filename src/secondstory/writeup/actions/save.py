"""Saving a section. Every save is a revision, and two people saving at once lose nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils import timezone

from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Conflict, Refusal
from secondstory.writeup.actions.turn import fresh
from secondstory.writeup.models import Revision, Section
from secondstory.writeup.policies import check_can_write

if TYPE_CHECKING:
    from secondstory.people.models import Person

MOST = 200_000


class TwoTexts(Conflict):
    """Both texts are kept: ``shown`` is the section as it reads now, ``beside`` what this person saved."""

    code = "two_texts"

    def __init__(self, shown: Section, beside: Revision) -> None:
        super().__init__(
            "Somebody else saved this section while you were writing. Both texts are kept; look at them side by"
            " side and bring them together."
        )
        self.shown = shown
        self.beside = beside


def save_section(section: Section, *, text: str, based_on: int, by: Person, beside: int = 0) -> Revision:
    """Save ``text`` for a section, having read revision ``based_on`` of it (0: before the first).

    Returns the revision that now holds the text; saving what the section already says writes nothing. Raises
    TwoTexts, after keeping the text as a revision beside, when somebody saved another text since
    ``based_on``. (The keeping is committed before it is raised, unless the caller holds a transaction open.)

    ``beside`` is the number of a revision kept beside that this text takes in, or leaves out on purpose: it
    no longer waits after that.
    """
    shown, revision = _keep(section, text=text, based_on=based_on, by=by, beside=beside)
    if revision.is_beside:
        raise TwoTexts(shown, revision)
    return revision


@action
def _keep(section: Section, *, text: str, based_on: int, by: Person, beside: int) -> tuple[Section, Revision]:
    section = fresh(section, check_can_write, by)
    text = checked(text)
    if based_on > section.number:
        raise Refusal("The revision this was based on is not there. Reload the section.", code="no_such_revision")
    if beside:
        if not section.revisions.filter(number=beside, is_beside=True).exists():
            raise Refusal("No text of that number waits beside this section. Reload it.", code="no_such_revision")
        if settled := section.revisions.filter(merged=beside, text=text).first():
            return section, settled
    elif text == section.text:
        return section, latest(section)
    if based_on == section.number:
        kind = "section.merged" if beside else "section.saved"
        return section, put(section, text, based_on=based_on, by=by, merged=beside, kind=kind)
    again = section.revisions.filter(text=text, based_on=based_on, is_beside=True, created_by=by).first()
    if again:
        return section, again
    kept = add(section, text, based_on=based_on, by=by, is_beside=True, merged=beside)
    record(
        "section.kept_beside",
        about=section,
        by=by,
        study=section.writeup.retrospective_id,
        number=kept.number,
        shown=section.number,
    )
    return section, kept


@action
def restore(section: Section, number: int, *, by: Person) -> Revision:
    """Save an earlier revision again, as a new one. When the section already says it, nothing is written."""
    section = fresh(section, check_can_write, by)
    earlier = section.revisions.filter(number=number).first()
    if earlier is None:
        raise Refusal("This section has no revision of that number. Reload its history.", code="no_such_revision")
    if earlier.text == section.text:
        return latest(section)
    return put(section, earlier.text, based_on=section.number, by=by, restored=number, kind="section.restored")


@action
def still_holds(section: Section, *, by: Person) -> Revision:
    """Say that a section holds as it is: its words become the latest written. The summary is asked last, and
    after a change elsewhere it may well be right already."""
    section = fresh(section, check_can_write, by)
    if not section.text:
        raise Refusal("There is nothing here yet that could hold. Write it first.", code="nothing_written")
    others = Section.objects.filter(writeup=section.writeup).exclude(pk=section.pk)
    newest = others.aggregate(at=Max("written_at"))["at"]
    if section.written_at and (newest is None or section.written_at >= newest):
        return latest(section)
    return put(section, section.text, based_on=section.number, by=by, kind="section.still_holds")


def checked(text: str) -> str:
    return prose(text, most=MOST, field="text")


def put(
    section: Section,
    text: str,
    *,
    based_on: int,
    by: Person,
    merged: int = 0,
    restored: int = 0,
    kind: str = "section.saved",
) -> Revision:
    """Make ``text`` what the section says."""
    revision = add(section, text, based_on=based_on, by=by, merged=merged, restored=restored)
    section.text, section.number, section.written_at = text, revision.number, revision.created_at
    section.save(update_fields=["text", "number", "written_at"])
    record(kind, about=section, by=by, study=section.writeup.retrospective_id, number=revision.number)
    return revision


def add(
    section: Section,
    text: str,
    *,
    based_on: int,
    by: Person,
    is_beside: bool = False,
    merged: int = 0,
    restored: int = 0,
) -> Revision:
    last = section.revisions.aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(
        section=section,
        number=max(last, section.number) + 1,
        text=text,
        based_on=based_on,
        is_beside=is_beside,
        merged=merged,
        restored=restored,
        created_by=by,
        created_at=timezone.now(),
    )


def latest(section: Section) -> Revision:
    """The revision shown; for a section nobody wrote in yet, an empty one that is not stored."""
    found = section.revisions.filter(number=section.number).first()
    return found or Revision(section=section, number=section.number, text=section.text)
