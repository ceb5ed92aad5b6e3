"""What it is like to work this way: told by anybody, read by those who keep the process, grouped by step."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import builders
from tests.cast import Cast
from tests.practice.conftest import proposed

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.practice.actions.report import tell_experience
from secondstory.practice.models import Experience
from secondstory.practice.views.experience import grouped

pytestmark = pytest.mark.requirement("R-002-57")


@pytest.fixture
def study(cast: Cast):
    study = builders.study(cast.ana, "Hers alone")
    builders.role(study, cast.ana)
    return study


def test_ana_tells_what_worked_and_what_got_in_the_way(cast: Cast, study):
    told = tell_experience(
        by=cast.ana, way="keep", stage="review", worked="Two more pairs of eyes.", in_the_way="Friday.", study=study
    )
    assert (told.study, told.created_by) == (study, cast.ana)
    event = Event.objects.get(kind="experience.told")
    assert (event.by, event.facts) == (cast.ana, {"stage": "review", "way": "keep"})


def test_without_a_name_neither_name_nor_study_is_stored(cast: Cast, study):
    told = tell_experience(by=cast.ana, way="drop", in_the_way="Nobody answered.", study=study, without_name=True)
    assert (told.study, told.created_by) == (None, None)
    assert not Event.objects.filter(by=cast.ana).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Experience.objects.create(way="keep", worked="So.", study=study)


def test_twice_is_once(cast: Cast):
    for _ in range(2):
        tell_experience(by=cast.ana, way="keep", worked="So.")
    assert Experience.objects.count() == 1


def test_of_a_study_one_does_not_read_nothing_is_told(cast: Cast, study):
    with pytest.raises(NotFound):
        tell_experience(by=cast.cy, way="keep", worked="So.", study=study)


@pytest.mark.parametrize("told", [{"way": "burn"}, {"worked": " "}, {"worked": "x" * 2001}, {"stage": "nowhere"}])
def test_what_cannot_be_is_told(cast: Cast, told):
    with pytest.raises(Refusal):
        tell_experience(by=cast.ana, **{"way": "keep", "worked": "So.", **told})
    assert not Experience.objects.exists()


def test_it_is_read_by_those_who_keep_the_process_and_by_who_told_it(cast: Cast, dee, study):
    builders.grant(cast.bo, "leader")
    tell_experience(by=cast.ana, way="keep", worked="So.", study=study)
    tell_experience(by=cast.ana, way="drop", in_the_way="Else.", without_name=True)
    read = {
        person: set(Experience.objects.visible_to(person).values_list("way", flat=True))
        for person in (cast.ana, cast.bo, cast.cy, dee)
    }
    assert read == {cast.ana: {"keep"}, cast.bo: set(), cast.cy: set(), dee: {"keep", "drop"}}


def test_it_is_grouped_by_step_and_the_study_is_named_to_those_who_read_it(cast: Cast, dee, study):
    tell_experience(by=cast.ana, way="keep", worked="So.", stage="review", study=study)
    tell_experience(by=cast.bo, way="drop", in_the_way="Else.", stage="capture")
    tell_experience(by=cast.bo, way="try", in_the_way="All of it.")
    assert [group.name for group in grouped(dee)] == ["Capture", "Review", "All of it"]
    told = grouped(dee)[1].told[0]
    assert not vars(told)["reads_study"]
    assert vars(grouped(cast.ana)[0].told[0])["reads_study"]


def test_a_proposal_grows_from_it_and_the_link_stays(cast: Cast, dee):
    told = tell_experience(by=cast.ana, way="drop", in_the_way="Nobody answered.")
    with pytest.raises(NotAllowed):
        proposed(cast.bo, grew_from=told)
    made = proposed(dee, grew_from=told)
    assert list(told.proposals.all()) == [made]


def test_words_told_to_those_who_keep_the_process_go_no_further(cast: Cast, dee):
    told = tell_experience(by=cast.ana, way="drop", in_the_way="Nobody answered\nfor a week.")
    for said in ({"what": "Nobody answered for a week."}, {"why": "She said: Nobody answered  for a week."}):
        with pytest.raises(Refusal) as refused:
            proposed(dee, grew_from=told, **said)
        assert refused.value.code == "not_your_words"
    own = tell_experience(by=dee, way="drop", in_the_way="Too many pages.")
    assert proposed(dee, why="Too many pages.", grew_from=own)
