"""One line of rough text becomes a dated note."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.write_note import write_note
from secondstory.incidents.models import Note
from secondstory.journal.models import Event
from secondstory.people.models import TeamMembership
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

LINE = "The copy tool sat there without a word for ten minutes."


def test_one_line_becomes_a_dated_note(cast: Cast):
    note = write_note(LINE, by=cast.ana)
    assert (note.text, note.created_by) == (LINE, cast.ana)
    assert timezone.now() - note.at < timedelta(minutes=1)


def test_it_is_for_the_author_s_team_when_they_have_one(cast: Cast):
    note = write_note(LINE, by=cast.ana)
    assert (note.audience, note.team) == ("team", cast.storage)


def test_it_is_for_the_author_alone_when_they_are_in_no_team(cast: Cast):
    TeamMembership.objects.filter(person=cast.cy).delete()
    assert write_note(LINE, by=cast.cy).audience == "me"


@pytest.mark.parametrize(("audience", "readers"), [("me", "ana"), ("team", "ana bo"), ("organization", "ana bo cy")])
def test_it_is_read_by_those_it_is_for_and_nobody_else(cast: Cast, audience, readers):
    write_note(LINE, by=cast.ana, audience=audience)
    reading = [who for who in ("ana", "bo", "cy") if Note.objects.visible_to(getattr(cast, who)).exists()]
    assert reading == readers.split()


def test_invariant_01_a_private_note_is_its_author_s_alone(cast: Cast):
    builders.grant(cast.bo, "steward")
    builders.grant(cast.cy, "leader")
    study = builders.study(cast.bo)
    builders.role(study, cast.bo)
    builders.participant(study, cast.ana)
    write_note(LINE, by=cast.ana, audience="me", incident=study.incident)
    assert not Note.objects.visible_to(cast.bo).exists()
    assert not Note.objects.visible_to(cast.cy).exists()
    assert not Note.objects.visible_to(None).exists()


def test_sending_it_twice_writes_it_once(cast: Cast):
    first = write_note(LINE, by=cast.ana, client_id="a1")
    assert write_note("Sent again after the tunnel", by=cast.ana, client_id="a1") == first
    assert [note.text for note in Note.objects.all()] == [LINE]


def test_two_people_may_have_the_same_client_id(cast: Cast):
    assert write_note(LINE, by=cast.ana, client_id="a1") != write_note(LINE, by=cast.bo, client_id="a1")


def test_importing_it_twice_writes_it_once(cast: Cast):
    first = write_note(LINE, by=cast.ana, source="import", source_system="slack", source_id="C1:1.2")
    assert write_note(LINE, by=cast.bo, source="import", source_system="slack", source_id="C1:1.2") == first


def test_the_journal_knows_and_holds_none_of_the_words(cast: Cast):
    note = write_note(LINE, by=cast.ana)
    event = Event.objects.get(kind="note.written")
    assert (event.subject_id, event.by) == (note.pk, cast.ana)
    assert "copy" not in str(event.facts)


def test_a_team_one_is_not_in_is_refused(cast: Cast):
    with pytest.raises(Refusal, match="your own teams"):
        write_note(LINE, by=cast.cy, audience="team", team=cast.storage)
    assert not Note.objects.exists()


def test_an_incident_one_does_not_read_is_not_found(cast: Cast):
    incident = builders.incident(cast.ana, audience="team", team=cast.storage)
    with pytest.raises(NotFound):
        write_note(LINE, by=cast.cy, incident=incident)
    assert write_note(LINE, by=cast.bo, incident=incident).incident == incident


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write one line"),
        ("  \n ", "Write one line"),
        ("a\x00b", "NUL byte"),
        ("a\ud800b", "half of a character"),
        ("a" * 1_000_000, "at most 4000"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_written(cast: Cast, text, says):
    with pytest.raises(Refusal, match=says) as refused:
        write_note(text, by=cast.ana)
    assert refused.value.field == "text"
    assert not Note.objects.exists()


def test_words_in_a_right_to_left_script_keep_their_marks(cast: Cast):
    assert write_note("\u200fהכלי שתק עשר דקות", by=cast.ana).text.startswith("\u200f")


def test_a_moment_still_to_come_is_refused(cast: Cast):
    with pytest.raises(Refusal, match="still to come"):
        write_note(LINE, by=cast.ana, at=timezone.now() + timedelta(hours=1))


def test_a_correction_is_a_new_note_and_the_old_one_stays(cast: Cast):
    first = write_note(LINE, by=cast.ana, audience="me", at=builders.NOON)
    second = write_note("Twelve minutes, not ten.", by=cast.ana, corrects=first)
    assert (second.corrects, second.audience, second.at) == (first, "me", builders.NOON)
    assert Note.objects.get(pk=first.pk).text == LINE


def test_a_colleague_does_not_correct_it(cast: Cast):
    first = write_note(LINE, by=cast.ana)
    with pytest.raises(NotAllowed, match="Its author corrects it"):
        write_note("It was twelve.", by=cast.bo, corrects=first)
    with pytest.raises(NotFound):
        write_note("It was twelve.", by=cast.cy, corrects=first)
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"text": "Other words"}, {"at": timezone.now()}, {"created_by_id": None}], ids=lambda c: next(iter(c))
)
def test_the_database_itself_keeps_a_note_as_it_was(cast: Cast, change):
    note = write_note(LINE, by=cast.ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.filter(pk=note.pk).delete()
