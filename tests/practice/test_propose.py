"""Anybody here proposes to keep, drop or try something, with their name or without."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from tests import builders
from tests.cast import Cast
from tests.practice.conftest import WHAT, WHY, proposed, to_come

from secondstory.journal.models import Event
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.practice.models import Proposal, ShownBy
from secondstory.practice.studies import read_studies, studies_of

pytestmark = pytest.mark.requirement("R-002-15")


def test_ana_proposes_a_change(cast: Cast):
    with time_machine.travel("2026-03-02T12:00:00Z", tick=False):
        made = proposed(cast.ana, about="stage:writeup", trouble="not_worth_it", hoped_for="An hour for the timeline")
    assert (made.state, made.due_on) == ("open", date(2026, 3, 16))
    event = Event.objects.get(kind="proposal.made")
    assert (event.by, event.facts) == (cast.ana, {"element": "stage:writeup", "way": "drop"})


def test_somebody_of_no_team_and_no_role_proposes_too(cast: Cast):
    eve = Person.objects.create(email="eve@example.org", display_name="Eve", password="!")
    assert proposed(eve).created_by == eve


def test_twice_is_once(cast: Cast):
    assert proposed(cast.ana) == proposed(cast.ana)
    assert proposed(cast.ana, without_name=True) == proposed(cast.bo, without_name=True)
    assert Proposal.objects.count() == Event.objects.filter(kind="proposal.made").count() == 2


def test_without_a_name_no_name_is_stored(cast: Cast):
    made = proposed(cast.ana, without_name=True)
    assert made.created_by is None
    assert Event.objects.get(kind="proposal.made").by is None
    assert not Event.objects.filter(by=cast.ana).exists()


def test_without_a_name_a_study_that_few_read_is_not_named(cast: Cast):
    text = builders.publication(cast.ana, "For all", audience="organization")
    few = builders.publication(cast.ana, "For the team", audience="team", team=cast.storage)
    closed = builders.study(cast.ana)
    for study in (few.retrospective_id, closed.pk):
        with pytest.raises(Refusal, match="tell your name") as refused:
            proposed(cast.ana, without_name=True, studies=[text.retrospective_id, study])
        assert refused.value.field == "studies"
    made = proposed(cast.ana, without_name=True, studies=[text.retrospective_id])
    assert made.shown_by.count() == 1
    assert proposed(cast.ana, studies=[closed.pk]).shown_by.count() == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"what": " "}, "what"),
        ({"why": ""}, "why"),
        ({"what": "x" * 201}, "what"),
        ({"why": "x" * 4001}, "why"),
        ({"way": "burn"}, "way"),
        ({"trouble": "else-where"}, "trouble"),
        ({"look_again_on": date(2020, 1, 1)}, "look_again_on"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(cast: Cast, told, field):
    with pytest.raises(Refusal) as refused:
        proposed(cast.ana, told.pop("what", WHAT), told.pop("why", WHY), **told)
    assert refused.value.field == field
    assert not Proposal.objects.exists()


def test_studies_that_show_it_are_shown_to_those_who_read_them(cast: Cast):
    study = builders.study(cast.ana, "Hers alone")
    builders.role(study, cast.ana)
    made = proposed(cast.ana, studies=read_studies(f"/retrospectives/{study.pk}/", cast.ana))
    assert [one.title for one in studies_of(made, cast.ana)] == ["Hers alone"]
    assert studies_of(made, cast.cy) == []
    assert ShownBy.objects.count() == 1


def test_nobody_names_a_study_they_do_not_read(cast: Cast):
    study = builders.study(cast.ana, "Hers alone")
    builders.role(study, cast.ana)
    for line in (f"/retrospectives/{study.pk}/", "/people/", "http://[", "no address"):
        with pytest.raises(Refusal) as refused:
            read_studies(line, cast.cy)
        assert refused.value.code == "no_study"


def test_a_published_text_can_be_named_by_whoever_reads_it(cast: Cast):
    text = builders.publication(cast.ana)
    made = proposed(cast.cy, studies=read_studies(f"https://here.example.org/library/{text.slug}/", cast.cy))
    assert [one.url for one in studies_of(made, cast.bo)] == [f"/library/{text.slug}/"]


def test_a_day_to_look_again_is_kept(cast: Cast):
    assert proposed(cast.ana, look_again_on=to_come(30)).look_again_on == to_come(30)
