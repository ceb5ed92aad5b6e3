"""What went well, or why nothing is named."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.strengths import say_no_strength_because
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


def test_whoever_takes_part_says_why_there_is_none(study, cast):
    say_no_strength_because(study, " We looked, and nobody could say. ", by=cast.bo)
    study.refresh_from_db()
    assert study.no_strength_because == "We looked, and nobody could say."
    assert Event.objects.filter(kind="strength.none_explained", by=cast.bo).count() == 1


def test_saying_it_twice_changes_nothing(study, cast):
    for _ in range(2):
        say_no_strength_because(study, "Nobody could say.", by=cast.ana)
    assert Event.objects.filter(kind="strength.none_explained").count() == 1


def test_somebody_outside_learns_nothing(study, cast):
    with pytest.raises(NotFound):
        say_no_strength_because(study, "No.", by=cast.cy)


def test_it_is_one_line_of_at_most_a_thousand(study, cast):
    with pytest.raises(Refusal, match="at most 1000"):
        say_no_strength_because(study, "x" * 1001, by=cast.ana)
