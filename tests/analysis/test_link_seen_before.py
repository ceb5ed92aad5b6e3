"""'An earlier study met this' is said by hand, by somebody who reads both studies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.factors import name_factor
from secondstory.analysis.actions.seen_before import link_seen_before, unlink_seen_before
from secondstory.analysis.actions.strengths import name_condition
from secondstory.analysis.models import Condition, SystemicFactor
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal


@dataclass
class Two:
    earlier: Retrospective
    later: Retrospective
    then: SystemicFactor
    now: SystemicFactor


@pytest.fixture
def two(cast: Cast) -> Two:
    """Ana leads both and Bo takes part in both; a month lies between what they tell of."""
    a_month_ago = builders.NOON - timedelta(days=30)
    earlier = builders.study(cast.ana, "Then", incident=builders.incident(cast.ana, happened_at=a_month_ago))
    later = builders.study(cast.ana, "Now")
    for study in (earlier, later):
        builders.role(study, cast.ana)
        builders.participant(study, cast.bo)
    then, now = (name_factor(study, "dynamics", "Names drifted apart.", by=cast.ana) for study in (earlier, later))
    return Two(earlier, later, then, now)


def test_a_factor_points_at_what_an_earlier_study_met_and_the_journal_knows(two, cast):
    link_seen_before(two.now, two.then, by=cast.ana)
    assert list(two.now.seen_before.all()) == [two.then]
    assert list(two.then.seen_again.all()) == [two.now]
    assert Event.objects.filter(kind="systemic_factor.seen_before", subject_id=two.now.pk).count() == 1


def test_linking_twice_changes_nothing(two, cast):
    link_seen_before(two.now, two.then, by=cast.ana)
    link_seen_before(two.now, two.then, by=cast.ana)
    assert two.now.seen_before.count() == 1
    assert Event.objects.filter(kind="systemic_factor.seen_before").count() == 1


def test_somebody_who_takes_part_links_conditions_and_not_factors(two, cast):
    then, now = (name_condition(study, "It was night.", by=cast.bo) for study in (two.earlier, two.later))
    link_seen_before(now, then, by=cast.bo)
    assert list(now.seen_before.all()) == [then]
    with pytest.raises(NotAllowed):
        link_seen_before(two.now, two.then, by=cast.bo)


def test_a_stranger_links_nothing(two, cast):
    with pytest.raises((NotAllowed, NotFound)):
        link_seen_before(two.now, two.then, by=cast.cy)
    with pytest.raises((NotAllowed, NotFound)):
        unlink_seen_before(two.now, two.then, by=cast.cy)


def test_what_one_cannot_read_is_not_there_to_link_or_to_unlink(two, cast):
    """Cy leads a study of her own; Ana's earlier one is, for her, not there."""
    hers = builders.study(cast.cy, "Hers")
    builders.role(hers, cast.cy)
    factor = name_factor(hers, "dynamics", "Names drifted apart.", by=cast.cy)
    with pytest.raises(NotFound):
        link_seen_before(factor, two.then, by=cast.cy)
    factor.seen_before.add(two.then)
    with pytest.raises(NotFound):
        unlink_seen_before(factor, two.then, by=cast.cy)
    assert factor.seen_before.count() == 1


def test_it_is_the_later_study_that_looks_back_and_at_another_one(two, cast):
    with pytest.raises(Refusal, match="happened later"):
        link_seen_before(two.then, two.now, by=cast.ana)
    beside = name_factor(two.later, "culture", "Silence.", by=cast.ana)
    with pytest.raises(Refusal, match="same study"):
        link_seen_before(two.now, beside, by=cast.ana)
    condition: Condition = name_condition(two.earlier, "It was night.", by=cast.ana)
    with pytest.raises(Refusal, match="A factor goes with a factor"):
        link_seen_before(two.now, condition, by=cast.ana)  # type: ignore[type-var]
    assert not two.now.seen_before.exists()


def test_unlinking_leaves_both_and_twice_is_safe(two, cast):
    link_seen_before(two.now, two.then, by=cast.ana)
    unlink_seen_before(two.now, two.then, by=cast.ana)
    unlink_seen_before(two.now, two.then, by=cast.ana)
    assert not two.now.seen_before.exists()
    assert SystemicFactor.objects.count() == 2
    assert Event.objects.filter(kind="systemic_factor.seen_before_taken_back").count() == 1
