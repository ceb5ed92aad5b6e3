"""Questions under a published text: whoever reads it asks, its study hears of it, its words stay with its readers."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.models import Mystery
from secondstory.incidents.models import Retrospective
from secondstory.people.refusals import NotFound
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.publishing.models import Publication

pytestmark = pytest.mark.requirement("R-001-31")


@pytest.fixture
def published(cast: Cast) -> Publication:
    return builders.publication(cast.ana, "The pump", team=cast.storage)


def test_somebody_outside_asks_and_the_people_of_its_study_hear_of_it(published, cast, as_cy, as_ana):
    place = reverse("publication", args=[published.slug])
    assert f'data-place="{place}"' in as_cy.get(place).content.decode()
    sent = {"place": place, "quote": "The copy grew old", "question": "Who saw its age?", "audience": "group"}
    answer = as_cy.post(reverse("question-ask"), sent)
    asked = Mystery.objects.get()
    assert answer["Location"] == reverse("question", args=[asked.pk])
    assert (asked.retrospective, asked.raised_by) == (published.retrospective, cast.cy)
    text = as_ana.get(reverse("question", args=[asked.pk])).content.decode()
    assert "The copy grew old" in text
    assert place in text


def test_how_its_study_is_called_by_now_is_for_readers_of_the_study(published, as_ana, as_cy):
    Retrospective.objects.filter(pk=published.retrospective_id).update(title="Zebrafish")
    address = f"{reverse('question-ask')}?place={reverse('publication', args=[published.slug])}"
    assert "Zebrafish" in as_ana.get(address).content.decode()
    assert "Zebrafish" not in as_cy.get(address).content.decode()


def test_the_words_stay_with_the_study_and_its_text(published, cast, as_cy):
    place = reverse("publication", args=[published.slug])
    asked = raise_mystery("Who saw?", by=cast.ana, place=place, quote="zebrafish", audience="organization")
    change_audience(published, to="team", by=cast.ana)
    text = as_cy.get(reverse("question", args=[asked.pk])).content.decode()
    assert "Who saw?" in text
    assert "zebrafish" not in text
    assert place not in text


def test_nobody_asks_about_a_text_they_do_not_read_or_that_was_withdrawn(published, cast):
    place = reverse("publication", args=[published.slug])
    change_audience(published, to="team", by=cast.ana)
    with pytest.raises(NotFound):
        raise_mystery("Who saw?", by=cast.cy, place=place)
    change_audience(published, to="organization", by=cast.ana)
    withdraw(published, by=cast.ana)
    with pytest.raises(NotFound):
        raise_mystery("Who saw?", by=cast.cy, place=place)
    assert not Mystery.objects.exists()


def test_nobody_signed_out_is_offered_to_ask(published, cast, stranger):
    change_audience(published, to="public", by=cast.ana)
    assert "data-ask=" not in stranger.get(reverse("publication", args=[published.slug])).content.decode()
