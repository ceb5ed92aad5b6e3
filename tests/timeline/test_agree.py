"""The facilitator agrees with what is told; what is disputed is not agreed away."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.timeline.actions.agree import agree, agree_with_all
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.models import Entry


@pytest.fixture
def entry(study, cast) -> Entry:
    return builders.entry(study, created_by=cast.bo)


@pytest.mark.requirement("R-001-03")
def test_the_facilitator_agrees(entry, cast) -> None:
    agree(entry, by=cast.ana)
    entry.refresh_from_db()
    assert entry.status == "agreed"


def test_a_participant_leaves_that_to_the_facilitator(entry, cast) -> None:
    with pytest.raises(NotAllowed):
        agree(entry, by=cast.bo)


def test_a_stranger_learns_nothing(entry, cast) -> None:
    with pytest.raises(NotFound):
        agree(entry, by=cast.cy)


def test_agreeing_twice_changes_nothing_and_the_journal_knows(entry, cast) -> None:
    agree(entry, by=cast.ana)
    agree(entry, by=cast.ana)
    assert Event.objects.get(kind="entry.agreed").by == cast.ana


def test_what_is_disputed_is_explained_instead(study, cast) -> None:
    with pytest.raises(Refusal, match="more than one version"):
        agree(builders.entry(study, status="disputed"), by=cast.ana)


def test_what_was_taken_out_is_past_agreeing(entry, cast) -> None:
    remove_entry(entry, by=cast.bo)
    with pytest.raises(Refusal, match="taken out"):
        agree(entry, by=cast.ana)


def test_a_final_study_stays_as_it_is(entry, final_study, cast) -> None:
    with pytest.raises(Refusal, match="final"):
        agree(entry, by=cast.ana)
    with pytest.raises(Refusal, match="final"):
        agree_with_all(final_study, by=cast.ana)


def test_all_that_is_proposed_is_agreed_at_once(study, entry, cast) -> None:
    disputed = builders.entry(study, "Another version", status="disputed")
    builders.entry(study, "More", minutes=3)
    assert agree_with_all(study, by=cast.ana) == 2
    assert agree_with_all(study, by=cast.ana) == 0
    disputed.refresh_from_db()
    assert disputed.status == "disputed"
    assert Event.objects.filter(kind="entry.agreed").count() == 2


def test_only_the_facilitator_agrees_with_all(study, entry, cast) -> None:
    with pytest.raises(NotAllowed):
        agree_with_all(study, by=cast.bo)
    with pytest.raises(NotFound):
        agree_with_all(study, by=cast.cy)
