"""What a reader takes with them from a text, and what they still do not understand (seed 002: what people do, and do not,
learn from them)."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.models import Mystery
from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.measures.models import ReaderNote
from secondstory.measures.policies import check_can_say, check_is_own
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.publishing.models import Publication

TAKES, WILL_CHANGE, NOT_UNDERSTOOD = 4000, 2000, 600
ME, READERS = ReaderNote.Readers.ME, ReaderNote.Readers.READERS
NAMELESS = "nameless"


@action
def note_learned(
    publication: Publication,
    *,
    by: Person,
    takes: str = "",
    will_change: str = "",
    not_understood: str = "",
    readers: str = ME,
) -> ReaderNote:
    """One note each, said anew when written again. ``readers`` is 'me', 'readers' or 'nameless': then no name is stored,
    and what the same person kept under their name until now goes: it would tell whose the other one is."""
    check_can_say(publication, by)
    if readers not in (ME, READERS, NAMELESS):
        raise Refusal(
            "Choose who reads it: only you, or colleagues who read this text, with or without your name.",
            code="no_such_readers",
            field="readers",
        )
    said = {
        "takes": prose(takes, most=TAKES, field="takes"),
        "will_change": prose(will_change, most=WILL_CHANGE, field="will_change"),
        "not_understood": line(not_understood, most=NOT_UNDERSTOOD, field="not_understood"),
    }
    if not any(said.values()):
        raise Refusal("Write at least one of the three; one line is enough.", code="empty", field="takes")
    mine = ReaderNote.objects.filter(publication=publication, person=by).first()
    if readers == NAMELESS:
        _check_names_nobody(publication, said["not_understood"], by)
        return _without_a_name(publication, said, mine)
    if mine and all(getattr(mine, name) == words for name, words in {**said, "readers": readers}.items()):
        return mine
    note = mine or ReaderNote(publication=publication, person=by)
    if note.not_understood != said["not_understood"]:
        note.question = None
    for name, words in said.items():
        setattr(note, name, words)
    note.readers = readers
    note.save()
    record("reader_note.written", about=note, by=None)
    return note


def _check_names_nobody(publication: Publication, not_understood: str, by: Person) -> None:
    asked = Mystery.objects.filter(retrospective=publication.retrospective_id, raised_by=by, question=not_understood)
    if not_understood and asked.exists():
        raise Refusal(
            "You asked this in your name, so it would tell whose note it is. Leave it out here, or share with your name.",
            code="tells_whose",
            field="not_understood",
        )


def _without_a_name(publication: Publication, said: dict[str, str], mine: ReaderNote | None) -> ReaderNote:
    same = ReaderNote.objects.filter(publication=publication, person=None, **said).first()
    note = same or ReaderNote.objects.create(id=uuid4(), publication=publication, person=None, readers=READERS, **said)
    if mine:
        mine.delete()
    if same is None:
        record("reader_note.written", about=note, by=None)
    return note


@action
def take_back_note(note: ReaderNote, *, by: Person) -> None:
    """Their own, at any time. A question that was asked from it stays."""
    check_is_own(note, by)
    if ReaderNote.objects.filter(pk=note.pk).delete()[0]:
        record("reader_note.taken_back", about=note, by=None)


@action
def ask_what_is_not_understood(note: ReaderNote, *, by: Person) -> Mystery:
    """What its author does not understand becomes an open question beside the text, in their name, for the people in the
    study first; whoever asked may open it wider. Asked twice, it is one."""
    check_is_own(note, by)
    note.refresh_from_db()
    check_can_say(note.publication, by)
    if note.question is not None:
        return note.question
    if not note.not_understood:
        raise Refusal("Write first what you still do not understand.", code="empty", field="not_understood")
    asked = raise_mystery(note.not_understood, by=by, place=reverse("publication", args=[note.publication.slug]))
    note.question = asked
    note.save(update_fields=["question"])
    return asked
