"""Teams are a tree; whoever is in one reads what is shared with it and with those above."""

import pytest
from django.urls import reverse
from tests import builders

from secondstory.journal.models import Event
from secondstory.organization.actions.teams import change_team, form_team, join_team, leave_team
from secondstory.people.models import Person, RoleGrant, Team
from secondstory.people.refusals import Conflict, NotAllowed, Refusal


@pytest.fixture
def steward(cast):
    RoleGrant.objects.create(person=cast.ana, role="steward")
    return Person.objects.get(pk=cast.ana.pk)


def test_a_steward_forms_a_team(steward):
    assert form_team("Night shift", by=steward).slug == "night-shift"


def test_a_name_in_other_letters_gets_an_address(steward):
    assert form_team("夜間", by=steward).slug == "team"


def test_the_same_name_again_is_refused(steward):
    form_team("Night shift", by=steward)
    with pytest.raises(Conflict):
        form_team("night SHIFT", by=steward)


def test_cy_cannot_add_themself_to_a_team(cast):
    with pytest.raises(NotAllowed):
        join_team(cast.storage, cast.cy, by=cast.cy)


def test_joining_twice_changes_nothing(cast):
    join_team(cast.storage, cast.cy, by=cast.bo)
    join_team(cast.storage, cast.cy, by=cast.bo)
    assert Event.objects.filter(kind="team.joined").count() == 1


def test_the_journal_knows_who_left(cast):
    leave_team(cast.storage, cast.bo, by=cast.bo)
    leave_team(cast.storage, cast.bo, by=cast.bo)
    assert Event.objects.filter(kind="team.left").count() == 1


def test_a_team_cannot_stand_under_itself(steward, cast):
    below = form_team("Below", by=steward, parent=cast.storage)
    with pytest.raises(Refusal, match="under itself"):
        change_team(cast.storage, by=steward, name="Storage", parent=below)


def test_the_tree_has_a_depth(steward):
    parent = None
    for level in range(Team.DEPTH):
        parent = form_team(f"Level {level}", by=steward, parent=parent)
    with pytest.raises(Refusal, match="levels deep"):
        form_team("One more", by=steward, parent=parent)


def test_reading_reaches_up_the_whole_tree_in_one_statement(steward, cast, django_assert_num_queries):
    parent, teams = None, []
    for level in range(Team.DEPTH):
        parent = form_team(f"Level {level}", by=steward, parent=parent)
        teams.append(parent.pk)
    join_team(parent, cast.cy, by=steward)
    with django_assert_num_queries(1):
        assert set(teams) <= Person.objects.none().model(pk=cast.cy.pk).as_reader.team_ids


def test_the_pages_answer(as_bo, cast):
    assert as_bo.get(reverse("people")).status_code == 200
    assert as_bo.get(reverse("team", args=["storage"])).status_code == 200
    assert as_bo.post(reverse("team-members", args=["storage"]), {"person": cast.cy.pk}).status_code == 302


def test_the_page_of_people_takes_the_same_statements_however_many_teams(as_bo, steward, django_assert_max_num_queries):
    for number in range(12):
        join_team(form_team(f"Team {number}", by=steward), steward, by=steward)
    with django_assert_max_num_queries(8):
        as_bo.get(reverse("people"))


def test_names_that_look_alike_in_an_address_stand_beside_each_other(cast):
    builders.grant(cast.ana, "steward")
    made = [form_team(name, by=cast.ana) for name in ("A", "A 3", "A!", "A?")]
    assert len({team.slug for team in made}) == 4
