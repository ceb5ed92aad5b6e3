"""The pages of the organization say what is so, to whoever may read them."""

import pytest
from django.urls import reverse
from tests import builders

from secondstory.people.models import Organization


def test_how_we_work_is_open_and_names_nobody(client, cast):
    page = client.get(reverse("how-we-work"))
    assert page.status_code == 200
    assert b"example.org" not in page.content
    assert b"deciding who is responsible" in page.content


def test_the_process_is_shown_step_by_step(client, db):
    assert b"The seven systemic kinds were visited." in client.get(reverse("how-we-work")).content


@pytest.mark.parametrize("name", ["people", "services", "me", "organization"])
def test_a_stranger_is_asked_to_sign_in(stranger, db, name):
    page = stranger.get(reverse(name))
    assert page.status_code == 302
    assert page["Location"].startswith(reverse("account_login"))


def test_somebody_changes_their_own_name(as_bo, cast):
    assert as_bo.post(reverse("me"), {"display_name": "Bo B.", "zone": "Europe/Lisbon"}).status_code == 302
    cast.bo.refresh_from_db()
    assert (cast.bo.display_name, cast.bo.zone) == ("Bo B.", "Europe/Lisbon")


def test_a_service_is_added_by_anybody_here(as_cy, cast):
    assert as_cy.post(reverse("services"), {"name": "uploads", "about": "takes files", "team": ""}).status_code == 302
    assert as_cy.post(reverse("services"), {"name": "Uploads", "about": "", "team": ""}).status_code == 422
    assert as_cy.get(reverse("service", args=["uploads"])).status_code == 200


def test_the_demonstration_door_exists_in_the_demonstration_only(client, cast, settings):
    cast.ana.email = "ana@demo.example"
    cast.ana.save()
    assert client.post(reverse("demo-sign-in"), {"email": "ana@demo.example"}).status_code == 404
    assert b"ana@demo.example" not in client.get(reverse("account_login")).content
    settings.DEMO = True
    assert b"ana@demo.example" in client.get(reverse("account_login")).content
    assert client.post(reverse("demo-sign-in"), {"email": "bo@example.org"}).status_code == 404
    assert client.post(reverse("demo-sign-in"), {"email": "ana@demo.example"}).status_code == 302


def test_the_statement_is_rendered_without_scripts(client, db):
    Organization.objects.update(just_culture="<script>alert(1)</script> **learn**")
    page = client.get(reverse("how-we-work")).content
    assert b"<script>alert" not in page
    assert b"<strong>learn</strong>" in page


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_logout", "account_change_password", "mfa_index"]
)
def test_sign_in_pages_wear_the_house_s_clothes(cast, client, name, stranger):
    cast.ana.set_password("a long enough sentence")
    cast.ana.save()
    client.force_login(cast.ana)
    who = stranger if name in ("account_login", "account_reset_password") else client
    page = who.get(reverse(name))
    assert page.status_code == 200
    assert b'class="masthead"' in page.content


def test_names_that_look_alike_in_an_address_are_added_all_the_same(as_cy, cast):
    for name in ("A", "A 3", "A!", "A?"):
        assert as_cy.post(reverse("services"), {"name": name}).status_code == 302
    assert as_cy.get(reverse("services")).text.count("services/a") >= 4


def test_a_role_that_is_none_is_not_there(as_ana, cast):
    builders.grant(cast.ana, "steward")
    for role in ("%00", "emperor", "steward%00"):
        assert as_ana.post(f"/people/{cast.bo.pk}/roles/{role}/return/").status_code == 404


def test_the_door_of_the_demonstration_takes_no_odd_byte(client, cast, settings):
    settings.DEMO = True
    assert client.post(reverse("demo-sign-in"), {"email": "bo\x00@demo.example"}).status_code == 404


def test_signing_in_does_not_say_that_something_was_saved(client, cast):
    """A browser lets go of words it had sent when a page says so; who was signed out while writing has saved nothing."""
    cast.ana.set_password("a long one, for tests")
    cast.ana.save()
    told = {"login": "ana@example.org", "password": "a long one, for tests"}
    page = client.post(reverse("account_login"), told, follow=True).content.decode()
    assert "You are signed in as Ana." in page
    assert "data-saved" not in page
