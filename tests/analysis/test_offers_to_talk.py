"""'Ask me about this': somebody offers themself, on what they can read, and takes it back; nobody does it for another."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.cues import tell_cue
from secondstory.analysis.actions.mysteries import open_question_wider
from secondstory.analysis.actions.offer_to_talk import offer_to_talk, take_back_offer
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.work_notes import change_work_note, tell_work_note
from secondstory.analysis.models import OfferToTalk
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-001-32", "R-000-24")
KNOWS = "how to read a lag graph"


@pytest.fixture(params=["question", "work-note", "cue"])
def thing(request, cast: Cast):
    made = {
        "question": lambda: raise_mystery("How do hosts differ?", by=cast.ana, team=cast.storage),
        "work-note": lambda: tell_work_note("Copies", "One waits.", by=cast.ana, audience="team"),
        "cue": lambda: tell_cue("It is silent.", by=cast.ana, audience="team"),
    }[request.param]()
    made.address = reverse(request.param, args=[made.pk])
    return made


def test_a_colleague_reads_whom_they_may_ask_and_about_what(thing, cast, as_ana):
    offer_to_talk(thing, KNOWS, by=cast.bo)
    shown = as_ana.get(thing.address).content.decode()
    assert KNOWS in shown
    assert f"mailto:{cast.bo.email}" in shown


def test_whoever_cannot_read_it_neither_offers_nor_sees_it(thing, cast, as_cy):
    offer = offer_to_talk(thing, KNOWS, by=cast.bo)
    with pytest.raises(NotFound):
        offer_to_talk(thing, "anything", by=cast.cy)
    with pytest.raises(NotFound):
        take_back_offer(offer, by=cast.cy)
    assert not OfferToTalk.objects.visible_to(cast.cy).exists()
    assert as_cy.post(f"{thing.address}offer/", {"about": "x"}).status_code == 404
    assert as_cy.post(reverse("offer-removal", args=[offer.pk])).status_code == 404
    assert OfferToTalk.objects.get().person == cast.bo


def test_nobody_takes_back_what_somebody_else_offered(thing, cast, as_ana):
    offer = offer_to_talk(thing, KNOWS, by=cast.bo)
    with pytest.raises(NotAllowed):
        take_back_offer(offer, by=cast.ana)
    assert as_ana.post(reverse("offer-removal", args=[offer.pk])).status_code == 403


def test_said_again_it_is_said_anew(thing, cast):
    for about in ("one thing", "another thing", "another thing"):
        offer_to_talk(thing, about, by=cast.bo)
    assert [one.about for one in OfferToTalk.objects.all()] == ["another thing"]
    assert Event.objects.filter(kind="offer_to_talk.made").count() == 2
    assert "another thing" not in str(list(Event.objects.values()))


def test_taken_back_it_is_gone_and_twice_is_safe(thing, cast, as_bo, as_ana):
    offer = offer_to_talk(thing, KNOWS, by=cast.bo)
    assert as_bo.post(reverse("offer-removal", args=[offer.pk]), follow=True).status_code == 200
    take_back_offer(offer, by=cast.bo)
    assert KNOWS not in as_ana.get(thing.address).content.decode()
    assert Event.objects.filter(kind="offer_to_talk.taken_back").count() == 1


def test_somebody_who_left_the_organization_is_not_named(thing, cast, as_ana):
    offer_to_talk(thing, KNOWS, by=cast.bo)
    cast.bo.is_active = False
    cast.bo.save()
    assert KNOWS not in as_ana.get(thing.address).content.decode()
    assert not OfferToTalk.objects.visible_to(cast.ana).exists()


@pytest.mark.parametrize("about", ["", "   ", "x" * 201])
def test_what_cannot_be_kept_comes_back_as_typed(thing, cast, as_bo, about):
    answer = as_bo.post(f"{thing.address}offer/", {"about": about})
    assert answer.status_code == 422
    assert about.strip() in answer.content.decode()
    with pytest.raises(Refusal):
        offer_to_talk(thing, about, by=cast.bo)


def test_it_is_offered_on_the_page_and_says_before_who_sees_the_name(thing, as_bo, as_ana):
    assert "Your name and address stand here" in as_bo.get(thing.address).content.decode()
    answer = as_bo.post(f"{thing.address}offer/", {"about": KNOWS}, follow=True)
    assert "Take my name away" in answer.content.decode()
    assert "Take my name away" not in as_ana.get(thing.address).content.decode()


def test_it_can_be_taken_back_from_what_one_no_longer_reads(cast, as_cy):
    note = tell_work_note("Copies", "One waits.", by=cast.ana)
    offer = offer_to_talk(note, KNOWS, by=cast.cy)
    change_work_note(note, by=cast.ana, audience="team", topic="A hidden topic")
    text = as_cy.get(reverse("offers")).content.decode()
    assert KNOWS in text
    assert "A hidden topic" not in text
    assert as_cy.post(reverse("offer-removal", args=[offer.pk]))["Location"] == reverse("offers")
    assert not OfferToTalk.objects.exists()


def test_one_s_own_list_holds_nobody_else(cast, as_cy):
    asked = open_question_wider(raise_mystery("How?", by=cast.ana), to="organization", by=cast.ana)
    offer_to_talk(asked, KNOWS, by=cast.bo)
    assert KNOWS not in as_cy.get(reverse("offers")).content.decode()


def test_it_goes_with_what_it_stood_on(thing, cast):
    offer_to_talk(thing, KNOWS, by=cast.bo)
    type(thing).objects.filter(pk=thing.pk).delete()
    assert not OfferToTalk.objects.exists()


def test_a_study_s_bundle_names_nobody_who_offered(cast, as_ana):
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    asked = raise_mystery("How?", study=study, by=cast.ana)
    offer_to_talk(asked, "a zebrafish", by=cast.ana)
    assert b"zebrafish" not in as_ana.get(reverse("export-bundle", args=[study.pk])).content
