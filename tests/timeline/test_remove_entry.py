"""Taking an entry out removes its words and leaves a marker where it stood."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.timeline.actions.disputes import open_dispute
from secondstory.timeline.actions.references import add_reference, attach_reference
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.models import Entry, Reference
from secondstory.timeline.policies import can_take_out


@pytest.fixture
def entry(study, cast) -> Entry:
    return builders.entry(study, created_by=cast.bo, known_by="responders", was={"text": "Replication stops."})


def test_its_author_takes_it_out(entry, study, cast) -> None:
    remove_entry(entry, by=cast.bo)
    assert not Entry.objects.exists()
    assert not study.entries.exists()


def test_a_marker_without_words_stays(entry, cast) -> None:
    remove_entry(entry, by=cast.bo)
    marker = Entry.everything.get()
    assert (marker.at, marker.text, marker.known_by, marker.was) == (entry.at, "", "", {})
    assert marker.withdrawn_at


def test_the_facilitator_takes_it_out(entry, cast) -> None:
    assert can_take_out(entry, cast.ana)
    remove_entry(entry, by=cast.ana)
    assert not Entry.objects.exists()


def test_another_participant_puts_a_version_beside_it_instead(study, cast) -> None:
    mine = builders.entry(study, created_by=cast.ana)
    assert not can_take_out(mine, cast.bo)
    with pytest.raises(NotAllowed, match="beside it"):
        remove_entry(mine, by=cast.bo)


def test_a_stranger_learns_nothing(entry, cast) -> None:
    with pytest.raises(NotFound):
        remove_entry(entry, by=cast.cy)


def test_taking_it_out_twice_changes_nothing_and_the_journal_knows(entry, cast) -> None:
    remove_entry(entry, by=cast.bo)
    remove_entry(entry, by=cast.bo)
    assert Event.objects.get(kind="entry.taken_out").by == cast.bo


def test_a_final_study_stays_as_it_is(entry, final_study, cast) -> None:
    with pytest.raises(Refusal, match="final"):
        remove_entry(entry, by=cast.bo)


def test_its_references_stay_in_the_study(entry, study, cast) -> None:
    attach_reference(entry, add_reference(study, by=cast.bo, title="The log", kind="log"), by=cast.bo)
    remove_entry(entry, by=cast.bo)
    assert Reference.objects.get().entries.count() == 0


def test_a_side_of_a_dispute_stays(entry, study, cast) -> None:
    other = builders.entry(study, "It ran on.")
    open_dispute(study, by=cast.bo, question="Did it stop?", entries=[entry, other])
    with pytest.raises(Refusal, match="keeps all its versions"):
        remove_entry(entry, by=cast.bo)
    assert Entry.objects.count() == 2


def test_the_database_holds_no_words_of_what_was_taken_out(entry, cast) -> None:
    remove_entry(entry, by=cast.bo)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.everything.update(text="back again")
