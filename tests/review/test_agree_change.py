"""A change that was agreed is ticked off before the study is final."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.incidents.actions.move import GuardHolds
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound
from secondstory.review.actions.comments import agree_change, tick_change
from secondstory.review.actions.complete import finalize
from secondstory.review.guards import changes_ticked
from secondstory.review.models import AgreedChange


def test_it_holds_the_end_until_it_is_ticked_and_the_journal_knows(agreed, cast):
    change = agree_change(agreed, "Name the copy", by=cast.ana)
    assert not changes_ticked(agreed)
    with pytest.raises(GuardHolds, match="tick them off"):
        finalize(agreed, by=cast.ana)
    tick_change(change, by=cast.ana)
    assert changes_ticked(agreed)
    kinds = Event.objects.filter(subject_id=change.pk).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["change.agreed", "change.made"]
    assert finalize(agreed, by=cast.ana)


def test_twice_is_one_change_ticked_once(agreed, cast):
    change = agree_change(agreed, "Name the copy", by=cast.ana)
    assert agree_change(agreed, " Name the  copy", by=cast.ana) == change
    at = tick_change(change, by=cast.ana).done_at
    assert tick_change(change, by=cast.ana).done_at == at
    assert Event.objects.filter(kind="change.made").count() == 1


def test_a_reviewer_neither_agrees_nor_ticks_and_a_participant_ticks(agreed, cast):
    with pytest.raises(NotAllowed):
        agree_change(agreed, "Name the copy", by=cast.bo)
    with pytest.raises(NotFound):
        agree_change(agreed, "Name the copy", by=cast.cy)
    change = agree_change(agreed, "Name the copy", by=cast.ana)
    with pytest.raises(NotAllowed):
        tick_change(change, by=cast.bo)
    with pytest.raises(NotFound):
        tick_change(change, by=cast.cy)
    assert AgreedChange.objects.get().done_at is None
    builders.participant(agreed, cast.bo)
    assert tick_change(change, by=cast.bo).done_at
