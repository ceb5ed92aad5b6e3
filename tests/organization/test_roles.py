"""Roles open nothing; two stewards remain."""

import pytest
from django.urls import reverse
from tests import builders

from secondstory.incidents.models import Note, Retrospective
from secondstory.journal.models import Event
from secondstory.organization.actions.roles import give_role, take_back_role
from secondstory.people.models import Person, RoleGrant
from secondstory.people.refusals import NotAllowed, Refusal


@pytest.fixture
def steward(cast):
    RoleGrant.objects.create(person=cast.ana, role="steward")
    return Person.objects.get(pk=cast.ana.pk)


def test_a_steward_gives_a_role_and_twice_is_once(steward, cast):
    give_role(cast.bo, "leader", by=steward)
    give_role(cast.bo, "leader", by=steward)
    assert Event.objects.filter(kind="role.given").count() == 1


def test_cy_cannot_give_one(cast):
    with pytest.raises(NotAllowed):
        give_role(cast.cy, "steward", by=cast.cy)


@pytest.mark.parametrize("role", ["leader", "steward", "process_owner"])
def test_a_role_gives_no_extra_reading(steward, cast, role):
    give_role(cast.cy, role, by=steward)
    cy = Person.objects.get(pk=cast.cy.pk)
    builders.note(cast.ana, audience="team", team=cast.storage)
    builders.study(cast.ana, team=cast.storage, work_open_to="team")
    assert not Note.objects.visible_to(cy).exists()
    assert not Retrospective.objects.visible_to(cy).exists()


@pytest.mark.requirement("R-002-55")
def test_invariant_26_the_last_but_one_steward_stays(steward, cast):
    give_role(cast.bo, "steward", by=steward)
    with pytest.raises(Refusal, match="at least two stewards"):
        take_back_role(cast.bo, "steward", by=steward)
    give_role(cast.cy, "steward", by=steward)
    take_back_role(cast.bo, "steward", by=steward)
    assert RoleGrant.objects.filter(role="steward").count() == 2


def test_the_statement_is_changed_by_stewards_only(steward, as_bo, client):
    assert as_bo.get(reverse("organization")).status_code == 403
    client.force_login(steward)
    page = client.post(reverse("organization"), {"name": "Acme", "just_culture": "We learn.", "zone": "Mars/Base"})
    assert page.status_code == 422
    assert b"not one we know" in page.content
    saved = client.post(reverse("organization"), {"name": "Acme", "just_culture": "We learn.", "zone": "UTC"})
    assert saved.status_code == 302
    assert Event.objects.filter(kind="organization.changed").count() == 1
