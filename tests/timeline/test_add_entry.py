"""An entry is added by a hand of the study, once, after those of the same instant; and the journal knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tests import builders
from tests.builders import NOON

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.timeline.actions.add_entry import add_entry
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.actions.told import Told
from secondstory.timeline.models import Entry

TOLD = Told(at=NOON, text="Replication stops.", lane="System")


def test_a_participant_adds_one(study, cast) -> None:
    entry = add_entry(study, TOLD, by=cast.bo)
    assert Entry.objects.get() == entry
    assert (entry.at, entry.text, entry.status, entry.created_by) == (NOON, "Replication stops.", "proposed", cast.bo)


def test_a_stranger_learns_nothing(study, cast) -> None:
    with pytest.raises(NotFound):
        add_entry(study, TOLD, by=cast.cy)
    assert not Entry.everything.exists()


def test_a_learner_reads_and_does_not_write(study, cast) -> None:
    builders.role(study, cast.cy, "learner")
    with pytest.raises(NotAllowed):
        add_entry(study, TOLD, by=cast.cy)


def test_adding_it_twice_adds_it_once(study, cast) -> None:
    assert add_entry(study, TOLD, by=cast.bo) == add_entry(study, TOLD, by=cast.bo)
    assert Entry.objects.count() == 1
    assert Event.objects.filter(kind="entry.added").count() == 1


def test_the_journal_knows_that_and_not_what(study, cast) -> None:
    entry = add_entry(study, TOLD, by=cast.bo)
    event = Event.objects.get(kind="entry.added")
    assert (event.subject_id, event.by) == (entry.pk, cast.bo)
    assert "Replication" not in str(event.facts)


def test_a_final_study_stays_as_it_is(final_study, cast) -> None:
    with pytest.raises(Refusal, match="final"):
        add_entry(final_study, TOLD, by=cast.ana)


def test_those_of_the_same_instant_stand_in_the_order_they_came(study, cast) -> None:
    for text in ("one", "two", "three"):
        add_entry(study, replace(TOLD, text=text), by=cast.bo)
    assert [entry.text for entry in Entry.objects.in_order()] == ["one", "two", "three"]


def test_a_moment_told_with_an_offset_is_the_same_instant(study, cast) -> None:
    there = NOON.astimezone(timezone(timedelta(hours=9)))
    assert add_entry(study, replace(TOLD, at=there), by=cast.bo).at == NOON


def test_an_import_comes_back_as_it_stands_now(study, cast) -> None:
    first = add_entry(study, TOLD, by=cast.ana, source_system="chat", source_id="1", was={"text": TOLD.text})
    again = add_entry(study, replace(TOLD, text="Newer words"), by=cast.ana, source_system="chat", source_id="1")
    assert again == first
    assert again.text == "Replication stops."


def test_an_import_that_was_taken_out_does_not_come_back(study, cast) -> None:
    first = add_entry(study, TOLD, by=cast.ana, source_system="chat", source_id="1")
    remove_entry(first, by=cast.ana)
    again = add_entry(study, TOLD, by=cast.ana, source_system="chat", source_id="1")
    assert again.withdrawn_at
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "a NUL \x00 byte"}, "text"),
        ({"text": "half a \ud83d character"}, "text"),
        ({"lane": "x" * 1_000_000}, "lane"),
        ({"known_by": "x" * 301}, "known_by"),
        ({"until": NOON - timedelta(minutes=1)}, "until"),
        ({"precision": "fortnight"}, "precision"),
        ({"kind": "blunder"}, "kind"),
        ({"at": datetime(3026, 1, 1, tzinfo=UTC)}, "at"),
        ({"at": datetime(1, 1, 1, tzinfo=UTC)}, "at"),
    ],
)
def test_what_cannot_be_stored_is_asked_for_again(study, cast, fields, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        add_entry(study, replace(TOLD, **fields), by=cast.ana)
    assert refused.value.field == field
    assert not Entry.everything.exists()


def test_somebody_of_another_study_was_not_there(study, cast) -> None:
    other = builders.participant(builders.study(cast.ana), cast.ana)
    with pytest.raises(Refusal, match="take no part"):
        add_entry(study, replace(TOLD, participant=other), by=cast.ana)


def test_direction_marks_cannot_dress_up_a_lane(study, cast) -> None:
    assert add_entry(study, replace(TOLD, lane="Sys\u202etem"), by=cast.ana).lane == "System"


def test_a_moment_without_a_zone_is_a_mistake_of_the_caller(study, cast) -> None:
    with pytest.raises(ValueError, match="zone"):
        add_entry(study, replace(TOLD, at=datetime(2026, 3, 2, 12)), by=cast.ana)  # noqa: DTZ001


def test_one_that_waited_while_the_study_became_final_is_told_so(study, cast):
    """Saved into the timeline, it would be missing from the edition that was frozen meanwhile."""
    seen_before = type(study).objects.get(pk=study.pk)
    type(study).objects.filter(pk=study.pk).update(state="final", finalized_at=NOON)
    with pytest.raises(Refusal, match="final"):
        add_entry(seen_before, Told(at=NOON, text="The pump stops."), by=cast.ana)
