"""Somebody close to the work says what a recommendation would be for it; a decision without it says so quietly."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.recommendations.actions.look_closely import look_closely
from secondstory.recommendations.actions.propose import remove_idea
from secondstory.recommendations.models import CloseLook, Recommendation

WORDS = "At night one hand is on the rail."
WITHOUT = "not looked at by anybody close to the work"


@pytest.fixture
def study(cast):
    study = builders.study(cast.ana, team=cast.storage, work_open_to="organization")
    builders.role(study, cast.ana)
    return study


@pytest.fixture
def proposed(study, cast) -> Recommendation:
    return builders.recommendation(study, "A hand pump", status="proposed")


def say(it, cast, *, by=None, team=None, verdict="in_the_way", text=WORDS) -> CloseLook:
    return look_closely(it, verdict, text, team=team or cast.storage, by=by or cast.bo)


@pytest.mark.requirement("R-002-39")
def test_whoever_does_the_work_says_what_it_would_be_and_is_shown_by_team(proposed, cast, as_bo, as_ana):
    address = reverse("recommendation", args=[proposed.pk])
    assert "Say what it would be in our work" in as_bo.get(address).content.decode()
    told = {"verdict": "in_the_way", "text": WORDS, "team": str(cast.storage.pk)}
    assert as_bo.post(reverse("recommendation-close-looks", args=[proposed.pk]), told).status_code == 302
    html = as_ana.get(address).content.decode()
    part = html[html.index('id="close"') : html.index("</section>", html.index('id="close"'))]
    assert "It would get in the way." in part
    assert WORDS in part
    assert "somebody of the team Storage" in part
    assert "Bo" not in part


@pytest.mark.requirement("R-002-39")
def test_a_decision_without_it_says_so_in_one_quiet_sentence(study, cast, as_ana):
    planned = builders.recommendation(study, "A loud bell", status="planned", owner=cast.ana)
    address = reverse("recommendation", args=[planned.pk])
    assert WITHOUT in as_ana.get(address).content.decode()
    say(planned, cast)
    html = as_ana.get(address).content.decode()
    assert WITHOUT not in html
    assert "what they said of it" in html


def test_it_is_asked_where_one_decides_and_one_can_decide_without(proposed, as_ana):
    html = as_ana.get(reverse("recommendation", args=[proposed.pk])).content.decode()
    assert "Would you ask somebody whose day it changes, before you decide?" in html


def test_nobody_far_from_the_work_says_it(proposed, cast, as_cy):
    """Cy reads the study, and neither takes part nor does this work."""
    with pytest.raises(NotAllowed):
        say(proposed, cast, by=cast.cy, team=cast.billing)
    told = {"verdict": "makes_sense", "text": "Fine.", "team": str(cast.billing.pk)}
    assert as_cy.post(reverse("recommendation-close-looks", args=[proposed.pk]), told).status_code == 403
    assert "Say what it would be" not in as_cy.get(reverse("recommendation", args=[proposed.pk])).content.decode()
    assert not CloseLook.objects.exists()


def test_whoever_does_not_read_it_learns_nothing(proposed, study, cast, as_cy):
    study.work_open_to = "group"
    study.save()
    with pytest.raises(NotFound):
        say(proposed, cast, by=cast.cy, team=cast.billing)
    assert as_cy.post(reverse("recommendation-close-looks", args=[proposed.pk]), {}).status_code == 404


def test_whoever_took_part_says_it_of_their_own_team(proposed, study, cast):
    builders.participant(study, cast.cy)
    assert say(proposed, cast, by=cast.cy, team=cast.billing).of_team == "Billing"


def test_nobody_speaks_for_another_team(proposed, cast):
    with pytest.raises(Refusal) as refused:
        say(proposed, cast, team=cast.billing)
    assert refused.value.field == "team"


@pytest.mark.parametrize(("verdict", "text"), [("in_the_way", "  "), ("fine", WORDS), ("in_the_way", "x" * 2001)])
def test_it_says_what_it_needs(proposed, cast, verdict, text, as_bo):
    with pytest.raises(Refusal):
        say(proposed, cast, verdict=verdict, text=text)
    told = {"verdict": verdict, "text": text, "team": str(cast.storage.pk)}
    assert as_bo.post(reverse("recommendation-close-looks", args=[proposed.pk]), told).status_code == 422
    assert not CloseLook.objects.exists()


def test_twice_it_is_said_once_and_the_journal_knows_no_word_of_it(proposed, cast):
    assert say(proposed, cast) == say(proposed, cast)
    assert WORDS not in repr(Event.objects.get(kind="recommendation.looked_at_closely").facts)


def test_said_differently_both_stay(proposed, cast):
    say(proposed, cast)
    say(proposed, cast, verdict="makes_sense", text="With a strap it works.")
    assert [one.verdict for one in proposed.close_looks.all()] == ["in_the_way", "makes_sense"]


def test_an_idea_that_was_looked_at_is_not_taken_out(study, cast):
    idea = builders.recommendation(study, "A strap", status="idea")
    say(idea, cast)
    with pytest.raises(Refusal, match="kept with it"):
        remove_idea(idea, by=cast.ana)
    assert Recommendation.objects.filter(pk=idea.pk).exists()
