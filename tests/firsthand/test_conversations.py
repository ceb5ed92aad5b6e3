"""A talk instead of a form: consent first, approval before anybody else reads, off the record without a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests import builders
from tests.firsthand.conftest import SECRET

from secondstory.firsthand.actions.conversations import (
    approve_notes,
    call_off,
    hold,
    let_learners_read,
    note_off_record,
    plan_conversation,
    take_back_notes,
    wish_to_talk,
    write_notes,
)
from secondstory.firsthand.models import Conversation, NotesVersion, OffRecordNote
from secondstory.firsthand.queries import off_record, talk_for, talks
from secondstory.firsthand.retention import expire
from secondstory.journal.models import Event
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal

TODAY = timezone.now().date


def notes(story, person) -> list[str]:
    return [talk.notes for talk in talks(story.study, person)]


@pytest.fixture
def dan(db) -> Person:
    return Person.objects.create(email="dan@example.org", display_name="Dan", password="!")


@pytest.fixture
def held(story, dan) -> Conversation:
    """Dan, the note-taker, talks with Ana; Bo facilitates."""
    builders.role(story.study, dan, "note_taker")
    talk = plan_conversation(story.part, by=story.bo, interviewer=dan)
    hold(talk, by=dan, agreed_to_notes=True)
    return write_notes(talk, SECRET, by=dan)


def test_whoever_was_there_can_wish_for_one(story) -> None:
    assert wish_to_talk(story.part, by=story.ana) == wish_to_talk(story.part, by=story.ana)
    assert Event.objects.filter(kind="conversation.wished").count() == 1
    for other in (story.bo, story.cy):
        with pytest.raises(NotFound):
            wish_to_talk(story.part, by=other)


def test_planning_takes_the_wish_up(story) -> None:
    wished = wish_to_talk(story.part, by=story.ana)
    planned = plan_conversation(story.part, by=story.bo)
    assert (planned, planned.state, planned.interviewer) == (wished, "planned", story.bo)
    assert plan_conversation(story.part, by=story.bo) == planned
    with pytest.raises(NotAllowed):
        plan_conversation(story.part, by=story.eve)
    with pytest.raises(NotFound):
        plan_conversation(story.part, by=story.cy)


@pytest.mark.requirement("R-003-22")
def test_no_note_is_taken_without_consent(story) -> None:
    talk = plan_conversation(story.part, by=story.bo)
    hold(talk, by=story.bo, agreed_to_notes=False)
    with pytest.raises(Refusal, match="only when the person agreed"):
        write_notes(talk, SECRET, by=story.bo)


def test_before_approval_the_two_read_the_notes_and_nobody_else(story, held, dan) -> None:
    assert (notes(story, story.ana), notes(story, dan)) == ([SECRET], [SECRET])
    assert notes(story, story.bo) == [""]
    assert notes(story, story.eve) == notes(story, story.cy) == []


def test_approved_the_facilitator_reads_that_version_only(story, held, dan) -> None:
    approve_notes(held, by=story.ana, seen=1)
    write_notes(held, "and more", by=dan)
    assert notes(story, story.bo) == [SECRET]
    assert notes(story, story.ana) == ["and more"]
    take_back_notes(held, by=story.ana)
    assert notes(story, story.bo) == [""]


def test_only_the_person_approves_and_only_what_they_read(story, held, dan) -> None:
    with pytest.raises(NotAllowed):
        approve_notes(held, by=dan, seen=1)
    with pytest.raises(NotFound):
        approve_notes(held, by=story.cy, seen=1)
    write_notes(held, "changed", by=dan)
    with pytest.raises(Conflict):
        approve_notes(held, by=story.ana, seen=1)


def test_learners_read_when_both_say_so(story, held, dan, cast) -> None:
    builders.role(story.study, story.cy, "learner")
    approve_notes(held, by=story.ana, seen=1)
    let_learners_read(held, True, by=story.ana)
    assert notes(story, story.cy) == []
    let_learners_read(held, True, by=dan)
    assert notes(story, story.cy) == [SECRET]
    let_learners_read(held, False, by=story.ana)
    assert notes(story, story.cy) == []


def test_taking_consent_back_deletes_the_notes(story, held, dan) -> None:
    hold(held, by=dan, agreed_to_notes=False)
    assert not NotesVersion.objects.exists()
    assert notes(story, story.ana) == [""]


def test_invariant_28_at_the_end_of_their_time_notes_are_deleted_and_a_marker_stays(story, held, dan) -> None:
    hold(held, by=dan, agreed_to_notes=True, keep_until=TODAY())
    Conversation.objects.update(keep_until=TODAY() - timedelta(days=1))
    assert notes(story, dan) == [""]  # not read any more, even before the deletion has run
    assert expire() == 1
    assert expire() == 0
    assert not NotesVersion.objects.exists()
    held.refresh_from_db()
    assert held.expired_at is not None
    assert Event.objects.filter(kind="conversation.expired").count() == 1


def test_a_day_that_is_over_is_refused(story, held, dan) -> None:
    with pytest.raises(Refusal, match="This day is over"):
        hold(held, by=dan, agreed_to_notes=True, keep_until=TODAY() - timedelta(days=1))


def test_either_of_the_two_calls_it_off(story) -> None:
    talk = plan_conversation(story.part, by=story.bo)
    call_off(talk, by=story.ana)
    call_off(talk, by=story.ana)
    assert Event.objects.filter(kind="conversation.called_off").count() == 1


def test_invariant_18_off_the_record_there_is_no_name_anywhere(story) -> None:
    plan_conversation(story.part, by=story.bo)
    note = note_off_record(story.study, SECRET, by=story.bo)
    assert note_off_record(story.study, SECRET, by=story.bo) == note
    assert {field.name for field in OffRecordNote._meta.get_fields()} == {
        "id",
        "retrospective",
        "noted_on",
        "sealed",
        "keep_until",
    }
    assert note.pk.version == 4  # a random id tells no time; a UUIDv7 would
    event = Event.objects.get(kind="study.noted_off_record")
    assert (event.by, event.facts, event.subject_id) == (None, {}, story.study.pk)


def test_off_the_record_the_facilitator_reads_and_nobody_else(story) -> None:
    note_off_record(story.study, SECRET, by=story.bo)
    assert [text for _, text in off_record(story.study, story.bo)] == [SECRET]
    for other in (story.ana, story.eve, story.cy):
        assert off_record(story.study, other) == []
    with pytest.raises(NotAllowed):
        note_off_record(story.study, "x", by=story.eve)


def test_nothing_of_it_is_stored_in_the_clear(story, held) -> None:
    note_off_record(story.study, SECRET, by=story.bo)
    raw = [bytes(one.sealed) for one in (*NotesVersion.objects.all(), *OffRecordNote.objects.all())]
    assert all(SECRET.encode() not in one for one in raw)


def test_notes_that_were_deleted_and_written_anew_are_not_those_that_were_read(story, held, dan) -> None:
    """Their numbers begin at one again."""
    read = talk_for(write_notes(held, "as she said it", by=dan), story.ana)
    hold(held, by=dan, agreed_to_notes=False)
    hold(held, by=dan, agreed_to_notes=True)
    write_notes(held, "as he heard it", by=dan)
    with pytest.raises(Conflict):
        approve_notes(held, by=story.ana, seen=1, version=read.version)
    assert approve_notes(held, by=story.ana, seen=1, version=talk_for(held, story.ana).version).approved_number == 1


def test_whoever_holds_a_talk_can_note_something_off_the_record(story, held, dan) -> None:
    client = Client()
    client.force_login(dan)
    url = reverse("off-record", args=[story.study.pk])
    assert url in client.get(reverse("conversations", args=[story.study.pk])).content.decode()
    long = client.post(url, {"text": "z" * 20_001})
    assert long.status_code == 422
    assert "z" * 20_001 in long.content.decode()
    client.post(url, {"text": SECRET})
    assert SECRET not in client.get(reverse("conversations", args=[story.study.pk])).content.decode()
    assert [text for _, text in off_record(story.study, story.bo)] == [SECRET]
