"""How work is really done, and the signs people go by: by their own audience, or with the study they were told in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from secondstory.analysis.models import Cue, KnownHere, WorkNote
from secondstory.publishing.findable.findable import Findable, Line, keys_of_work
from secondstory.publishing.findable.rows import Row, columns
from secondstory.publishing.findable.touch import every, within
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.sources import Source, itself
from secondstory.ui.menu import address

WORK, CUES = "work-note", "cue"


def keys_of(thing: KnownHere) -> set[str]:
    found = keys.of_audience(thing.audience, thing.team_id) | keys.people(thing.told_by_id)
    return found | keys_of_work(thing.retrospective) if thing.retrospective else found


def work_notes(ids: Sequence[UUID]) -> Iterator[Document]:
    """With what people offered to be asked about, and without their names: those stand on its page."""
    rows = WorkNote.objects.filter(pk__in=ids).select_related("retrospective")
    for note in rows.prefetch_related("themes", "artefacts", "ways", "services", "offers"):
        words = [note.done, note.imagined, note.constraints, note.source]
        words += [theme.name for theme in note.themes.all()] + [one.text for one in note.artefacts.all()]
        words += [one.says for one in note.ways.all()]
        words += [service.name for service in note.services.all()] + [offer.about for offer in note.offers.all()]
        yield Document(
            WORK, note.pk, note.topic, "\n".join(filter(None, words)), frozenset(keys_of(note)), at=note.created_at
        )


def cues(ids: Sequence[UUID]) -> Iterator[Document]:
    rows = Cue.objects.filter(pk__in=ids).select_related("retrospective").prefetch_related("services", "offers")
    for cue in rows:
        words = [cue.tells, cue.domain]
        words += [service.name for service in cue.services.all()] + [offer.about for offer in cue.offers.all()]
        yield Document(
            CUES, cue.pk, cue.text, "\n".join(filter(None, words)), frozenset(keys_of(cue)), at=cue.created_at
        )


def _work_line(row: Row) -> Line:
    return Line("How work is done", address("work-note", row.id))


def _cue_line(row: Row) -> Line:
    return Line(str(Cue.Kind(row.more).label).capitalize(), address("cue", row.id))


FINDABLE_WORK = Findable(
    Source(
        WORK,
        work_notes,
        every(WorkNote),
        {"analysis.worknote": itself, "incidents.retrospective": within(WorkNote)},
    ),
    "How work is done",
    lambda who, ids: columns(
        WORK,
        WorkNote.objects.visible_to(who).filter(pk__in=list(ids)),
        at="created_at",
        title="topic",
        text="done",
        more="imagined",
    ),
    _work_line,
)
FINDABLE_CUES = Findable(
    Source(CUES, cues, every(Cue), {"analysis.cue": itself, "incidents.retrospective": within(Cue)}),
    "Cues",
    lambda who, ids: columns(
        CUES,
        Cue.objects.visible_to(who).filter(pk__in=list(ids)),
        at="created_at",
        title="text",
        text="tells",
        more="kind",
    ),
    _cue_line,
)
