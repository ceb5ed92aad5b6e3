"""Moments of teaching are held: what came of them, and whoever taught if they wish to be named. Nothing is counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.apprenticeship.actions.teaching import say_talk_was_held, take_back_teaching, tell_teaching
from secondstory.apprenticeship.models import TeachingMoment
from secondstory.journal.models import Event
from secondstory.people.models import Service
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.actions.help_others import offer_talk

pytestmark = pytest.mark.requirement("R-002-51")
DAY = date(2026, 3, 2)
PAGE = "/learning-from-each-other/"


def tell(by, **told):
    about = told.pop("about", "How to read the sender")
    return tell_teaching(told.pop("kind", "talk"), about, by=by, day=told.pop("day", DAY), **told)


def test_it_is_told_and_told_twice_it_is_one(cast: Cast):
    told = tell(cast.ana, came_of_it="Two can wait without fear.", taught_it=True)
    assert tell(cast.ana, came_of_it="Two can wait without fear.", taught_it=True) == told
    assert (told.taught_by, told.audience) == (cast.ana, "organization")
    event = Event.objects.get(kind="teaching.told")
    assert (event.subject_id, event.by, event.facts) == (told.pk, cast.ana, {})


def test_nobody_names_somebody_else(cast: Cast):
    assert tell(cast.bo).taught_by is None
    with pytest.raises(IntegrityError), transaction.atomic():
        TeachingMoment.objects.create(kind="talk", day=DAY, about="So", taught_by=cast.ana, created_by=cast.bo)


def test_a_teams_own_is_read_by_the_team(cast: Cast):
    told = tell(cast.ana, team=cast.storage)
    assert TeachingMoment.objects.visible_to(cast.bo).get() == told
    for other in (cast.cy, None):
        assert not TeachingMoment.objects.visible_to(other).exists()
    with pytest.raises(Refusal):
        tell(cast.cy, team=cast.storage)


def test_about_a_text_it_is_read_by_whoever_reads_that(cast: Cast):
    text = builders.publication(cast.ana, audience="team", team=cast.storage)
    told = tell(cast.ana, publication=text)
    assert TeachingMoment.objects.visible_to(cast.bo).get() == told
    assert not TeachingMoment.objects.visible_to(cast.cy).exists()
    with pytest.raises(NotFound):
        tell(cast.cy, publication=text)


def test_what_cannot_be_is_refused(cast: Cast):
    tomorrow = timezone.localdate() + timedelta(days=1)
    for field, told in {
        "kind": {"kind": "else"},
        "about": {"about": " "},
        "day": {"day": tomorrow},
        "idea": {"idea": "nothing"},
        "material": {"material": "javascript:alert(1)"},
    }.items():
        with pytest.raises(Refusal) as refused:
            tell(cast.ana, **told)
        assert refused.value.field == field
    assert not TeachingMoment.objects.exists()


def test_an_offered_talk_that_was_held_is_one(cast: Cast):
    text = builders.publication(cast.ana)
    talk = offer_talk(text, "Reading the sender", by=cast.ana)
    held = say_talk_was_held(talk, by=cast.ana)
    assert say_talk_was_held(talk, by=cast.ana) == held
    assert (held.kind, held.about, held.publication, held.taught_by) == ("talk", "Reading the sender", text, cast.ana)
    with pytest.raises(NotAllowed):
        say_talk_was_held(talk, by=cast.bo)
    assert TeachingMoment.objects.count() == 1


def test_whoever_wrote_it_down_takes_it_back(cast: Cast):
    told = tell(cast.ana)
    with pytest.raises(NotFound):
        take_back_teaching(told, by=cast.bo)
    take_back_teaching(told, by=cast.ana)
    assert not TeachingMoment.objects.exists()
    assert Event.objects.filter(kind="teaching.taken_back").count() == 1


def test_on_pages_it_is_told_found_and_taken_back(as_ana, as_cy, cast):
    assert f'href="{PAGE}"' in as_ana.get("/library/").text
    service = Service.objects.create(name="Uploads", slug="uploads")
    told = {"kind": "talk", "day": "2026-03-02", "about": "Reading the sender", "service": "uploads"}
    assert as_ana.post(PAGE, {**told, "about": "", "audience": "organization"}).status_code == 422
    assert as_ana.post(PAGE, {**told, "audience": str(cast.billing.pk)}).status_code == 422
    assert as_ana.post(PAGE, {**told, "audience": "organization", "taught_it": "on"}).status_code == 302
    for path in (PAGE, f"{PAGE}?service=uploads", f"/services/{service.slug}/"):
        assert "Reading the sender" in as_cy.get(path).text
    own = TeachingMoment.objects.get()
    assert as_cy.post(f"{PAGE}{own.pk}/removal/").status_code == 404
    assert as_ana.post(f"{PAGE}{own.pk}/removal/").status_code == 302
    assert "Reading the sender" not in as_cy.get(PAGE).text


def test_on_pages_a_talk_was_held_by_one_click(as_ana, as_cy, cast):
    text = builders.publication(cast.ana)
    talk = offer_talk(text, "Reading the sender", by=cast.ana)
    assert f"{PAGE}talks/{talk.pk}/" in as_ana.get(f"/library/{text.slug}/").text
    assert f"{PAGE}talks/{talk.pk}/" not in as_cy.get(f"/library/{text.slug}/").text
    assert as_cy.post(f"{PAGE}talks/{talk.pk}/").status_code == 403
    assert as_ana.post(f"{PAGE}talks/{talk.pk}/").status_code == 302
    assert "taught by Ana" in as_cy.get(PAGE).text


def test_statements_do_not_grow(as_cy, cast, django_assert_max_num_queries):
    for number in range(4):
        tell(cast.ana, about=f"Talk {number}", taught_it=True)
    as_cy.get(PAGE)
    with django_assert_max_num_queries(10):
        as_cy.get(PAGE)
