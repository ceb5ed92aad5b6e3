"""A page asks once whether somebody reads it; an action always asks anew."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.incidents.actions.give_role import give_role
from secondstory.incidents.actions.take_back_role import take_back_role
from secondstory.incidents.models import Retrospective, StudyRole
from secondstory.incidents.policies import check_can_read_study
from secondstory.incidents.study import get_study
from secondstory.journal.actions import action
from secondstory.people.refusals import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(cast) -> Retrospective:
    """Read by whoever has a part in it. Cy reviews it."""
    study = builders.study(cast.ana, "Who steered what?")
    builders.role(study, cast.ana)
    builders.role(study, cast.cy, "reviewer")
    return study


@action
def read_within_an_action(study, by) -> None:
    check_can_read_study(study, by)


def test_what_was_fetched_for_somebody_is_not_asked_for_again(study, cast, django_assert_num_queries):
    fetched = get_study(cast.cy, study.pk)
    with django_assert_num_queries(0):
        check_can_read_study(fetched, cast.cy)


def test_what_was_fetched_for_one_says_nothing_of_another(study, cast):
    fetched = get_study(cast.cy, study.pk)
    with pytest.raises(NotFound):
        check_can_read_study(fetched, cast.bo)


def test_an_action_asks_anew(study, cast):
    fetched = get_study(cast.cy, study.pk)
    StudyRole.objects.filter(person=cast.cy).delete()
    with pytest.raises(NotFound):
        read_within_an_action(fetched, cast.cy)


def test_whoever_loses_their_part_is_asked_again_on_the_same_page(study, cast):
    fetched = get_study(cast.cy, study.pk)
    take_back_role(fetched, cast.cy, "reviewer", by=cast.ana)
    with pytest.raises(NotFound):
        check_can_read_study(fetched, cast.cy)


def test_what_came_by_another_way_is_asked_for(study, cast):
    StudyRole.objects.filter(person=cast.cy).delete()
    with pytest.raises(NotFound):
        check_can_read_study(Retrospective.objects.get(pk=study.pk), cast.cy)
    give_role(study, cast.cy, "reviewer", by=cast.ana)
    check_can_read_study(Retrospective.objects.get(pk=study.pk), cast.cy)
