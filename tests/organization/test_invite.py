"""A steward invites by link; the link lets one person in, once."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from secondstory.journal.models import Event
from secondstory.organization.actions.invite import (
    accept_invitation,
    find_invitation,
    invite,
    invite_first_steward,
    withdraw_invitation,
)
from secondstory.people.models import Invitation, Person, RoleGrant
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal

PASSWORD = "a long enough sentence"


@pytest.fixture
def steward(cast):
    RoleGrant.objects.create(person=cast.ana, role="steward")
    return cast.ana


def test_the_link_lets_one_person_in(steward, cast):
    _, secret = invite(by=steward, team=cast.storage)
    dee = accept_invitation(secret, email="Dee@Example.org", display_name="Dee", password=PASSWORD)
    assert dee.email == "dee@example.org"
    assert dee.check_password(PASSWORD)
    assert dee.memberships.get().team == cast.storage


def test_it_works_once(steward):
    _, secret = invite(by=steward)
    accept_invitation(secret, email="dee@example.org", display_name="Dee", password=PASSWORD)
    with pytest.raises(NotFound):
        accept_invitation(secret, email="eli@example.org", display_name="Eli", password=PASSWORD)


def test_cy_who_is_no_steward_cannot_invite(cast):
    with pytest.raises(NotAllowed):
        invite(by=cast.cy)


def test_the_journal_knows_and_holds_no_secret(steward):
    _, secret = invite(by=steward)
    event = Event.objects.get(kind="invitation.written")
    assert secret not in str(event.facts)
    assert not Invitation.objects.filter(secret_hash=secret).exists()


def test_an_old_link_is_refused(steward):
    invitation, secret = invite(by=steward)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(NotFound):
        find_invitation(secret)


def test_a_withdrawn_link_is_refused_and_withdrawing_twice_changes_nothing(steward):
    invitation, secret = invite(by=steward)
    withdraw_invitation(invitation, by=steward)
    withdraw_invitation(invitation, by=steward)
    assert Event.objects.filter(kind="invitation.withdrawn").count() == 1
    with pytest.raises(NotFound):
        find_invitation(secret)


def test_an_address_that_is_here_is_asked_to_sign_in(steward, cast):
    _, secret = invite(by=steward)
    with pytest.raises(Conflict):
        accept_invitation(secret, email=cast.bo.email.upper(), display_name="Bo", password=PASSWORD)
    assert find_invitation(secret)


def test_a_weak_password_makes_nothing(steward):
    _, secret = invite(by=steward)
    with pytest.raises(Refusal) as refused:
        accept_invitation(secret, email="dee@example.org", display_name="Dee", password="short")
    assert refused.value.field == "password"
    assert not Person.objects.filter(email="dee@example.org").exists()


def test_the_first_steward_comes_by_the_link_of_the_first_start(db, client):
    secret = invite_first_steward()
    page = client.post(
        reverse("join", args=[secret]), {"email": "s@example.org", "display_name": "Sam", "password": PASSWORD}
    )
    assert page.status_code == 302
    assert Person.objects.get().is_steward
    assert invite_first_steward() is None


def test_only_the_latest_first_link_works(db):
    first, second = invite_first_steward(), invite_first_steward()
    with pytest.raises(NotFound):
        find_invitation(first)
    assert find_invitation(second)


def test_the_page_keeps_what_was_typed(steward, client):
    _, secret = invite(by=steward)
    page = client.post(
        reverse("join", args=[secret]), {"email": "dee@example.org", "display_name": "Dee\0", "password": PASSWORD}
    )
    assert page.status_code == 422
    assert b"dee@example.org" in page.content


def test_the_page_of_a_link_that_never_was_is_not_found(client, db):
    assert client.get(reverse("join", args=["nothing"])).status_code == 404


def test_a_steward_gets_the_link_on_the_page_once(steward, client):
    client.force_login(steward)
    page = client.post(reverse("invitations"), {"team": "", "role": ""})
    assert f"{settings.BASE_URL}/join/".encode() in page.content


def test_nobody_signs_up_without_one(client, db):
    page = client.post(reverse("account_signup"), {"email": "x@example.org", "password1": PASSWORD})
    assert not Person.objects.exists()
    assert page.status_code in (200, 302, 403)
