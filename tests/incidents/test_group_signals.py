"""Signals that seem to belong together."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.group_signals import group_signals
from secondstory.incidents.models import SignalGroup
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal


@pytest.fixture
def two(cast: Cast):
    return [
        builders.signal(cast.ana, audience="team", team=cast.storage),
        builders.signal(None, "Again.", audience="team", team=cast.storage),
    ]


def test_two_signals_stand_together(cast: Cast, two):
    group = group_signals(two, by=cast.bo, title="Drills that prove nothing")
    assert set(group.signals.all()) == set(two)


def test_another_joins_them(cast: Cast, two):
    group = group_signals(two, by=cast.bo, title="Drills that prove nothing")
    third = builders.signal(cast.bo)
    assert group_signals([two[0], third], by=cast.bo) == group
    assert group.signals.count() == 3


def test_grouping_twice_changes_nothing(cast: Cast, two):
    group_signals(two, by=cast.bo, title="Drills")
    group_signals(two, by=cast.bo, title="Drills again")
    assert SignalGroup.objects.get().title == "Drills"
    assert Event.objects.filter(kind="signal.grouped").count() == 2


def test_the_journal_knows(cast: Cast, two):
    group = group_signals(two, by=cast.bo, title="Drills")
    event = Event.objects.filter(kind="signal.grouped").first()
    assert event is not None
    assert (event.by, event.facts) == (cast.bo, {"group": str(group.pk)})


def test_somebody_who_does_not_read_one_of_them_does_not_group_them(cast: Cast, two):
    with pytest.raises(NotFound):
        group_signals(two, by=cast.cy, title="Drills")
    assert not SignalGroup.objects.exists()


def test_one_alone_is_no_group(cast: Cast, two):
    with pytest.raises(Refusal, match="two signals or more"):
        group_signals([two[0], two[0]], by=cast.bo, title="Drills")


def test_two_groups_are_not_mixed(cast: Cast, two):
    group_signals(two, by=cast.bo, title="Drills")
    others = [builders.signal(cast.bo), builders.signal(cast.bo)]
    group_signals(others, by=cast.bo, title="Lamps")
    with pytest.raises(Refusal, match="different groups"):
        group_signals([two[0], others[0]], by=cast.bo)
