"""The timeline of a write-up goes into a study that is there, beside what other sources tell. Its other words stay out."""

from __future__ import annotations

from collections.abc import Iterator

from secondstory.importers.entries import Incoming, Link, add_new, known_entries
from secondstory.importers.markdown.plan import entry_text, plan_of
from secondstory.importers.markdown.shapes import ReadWriteUp
from secondstory.importers.refusals import ImportRefused
from secondstory.importers.report import Outcome, Report
from secondstory.importers.sources import source_id_of
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.told import Told, check_told
from secondstory.timeline.gathering import Lacking, keep_gaps, source_named
from secondstory.timeline.models import Lack, ReferenceKind
from secondstory.timeline.parse.shapes import ParsedEntry
from secondstory.timeline.reading import as_zone_name
from secondstory.ui.text import shorten

SYSTEM = "markdown"


@action
def gather_times(text: str, read: ReadWriteUp, study: Retrospective, *, by: Person, name: str = "") -> Report:
    """Add the entries of ``text`` to ``study``, all or none; the same file again adds what is new in it. What it tells
    without a zone or a day is kept as known to be missing, and the report asks."""
    check_can_contribute(study, by)
    plan = plan_of(text, read)
    if not plan.entries and not plan.waiting:
        raise ImportRefused(
            "no_times",
            "This file tells no times, so nothing of it belongs in a timeline. Import it as a study of its own.",
            file=read.file,
        )
    file = source_id_of(SYSTEM, name or read.file)[:12]
    here = known_entries(study, SYSTEM)
    entries = {f"{file} {id}": entry for id, entry in plan.entries}
    moments = [entry.utc for entry in entries.values() if entry.utc]
    zone = as_zone_name(read.zone or "")
    source = source_named(study, plan.title, ReferenceKind.DOCUMENT.value, by=by, moments=moments, zone=zone)
    left: list[str] = []
    new: list[Incoming] = []
    for id, entry in entries.items():
        if id in here:
            continue
        try:
            told = _told(entry, study)
        except Refusal as refusal:
            left.append(f"“{entry_text(entry)[:60]}” was left out: {refusal.sentence}")
            continue
        was = {"text": told.text, "at": told.at.isoformat(), "precision": told.precision}
        links = (Link(title=source.reference.title, kind=source.reference.kind), *map(Link, dict.fromkeys(entry.links)))
        new.append(Incoming(id, told, links, was, source=source, speaker=entry.actor or ""))
    made = add_new(study, SYSTEM, new, by=by)
    gaps = keep_gaps(study, source, _lacking(file, read, left), by=by)
    added = {"entries": len(made), "again": len(new) - len(made), "gaps": gaps}
    added = {what: count for what, count in added.items() if count}
    if added:
        record("study.imported", about=study, by=by, source=SYSTEM, **added)
    return Report(
        file=read.file,
        outcome=Outcome.CHANGED if added else Outcome.UNCHANGED,
        title=study.title,
        study=study.pk,
        incident=study.incident_id,
        added=added,
        waiting=plan.waiting,
        zone=read.zone,
        zone_needed=read.zone_needed,
        date_needed=read.date_needed,
        coaching=read.coaching,
        warnings=tuple(left),
    )


def _told(entry: ParsedEntry, study: Retrospective) -> Told:
    assert entry.utc is not None  # a plan holds no others
    until = entry.until_utc if entry.until_utc and entry.until_utc >= entry.utc else None
    return check_told(
        Told(
            at=entry.utc,
            text=entry_text(entry),
            precision=entry.precision.value,
            approximate=entry.approximate,
            until=until,
        ),
        study,
    )


def _lacking(file: str, read: ReadWriteUp, left: list[str]) -> Iterator[Lacking]:
    for entry in read.entries:
        if entry.utc is None:
            words = shorten(" ".join(entry.raw.split()), 200)
            yield Lacking(Lack.UNREAD, f"{file} {words}", f"Its moment is not known: ‘{words}’.")
    for sentence in left:
        yield Lacking(Lack.UNREAD, f"{file} {sentence}", sentence)
