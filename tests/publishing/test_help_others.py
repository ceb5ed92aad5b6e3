"""Whoever was part of it offers a talk and tells newcomers what to read: in their own name, for colleagues alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.journal.models import Event
from secondstory.people.models import Service
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.help_others import (
    offer_talk,
    take_back_from_newcomers,
    take_back_talk,
    write_for_newcomers,
)
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.publishing.models import ForNewcomers, OfferedTalk, Publication

pytestmark = pytest.mark.requirement("R-001-31")
TALK, HOW, NOTE = "how the standbys grew apart", "twenty minutes, on a call", "Why no dump is trusted untried."


@pytest.fixture
def pumps(db) -> Service:
    return Service.objects.create(name="Pumps", slug="pumps")


@pytest.fixture
def published(cast: Cast, pumps) -> Publication:
    """By Ana, with Bo's part in it, about the pumps; Cy reads it and had no part."""
    incident = builders.incident(cast.ana, team=cast.storage)
    incident.services.add(pumps)
    text = builders.publication(cast.ana, "The pump", team=cast.storage, incident=incident)
    builders.participant(text.retrospective, cast.bo)
    return text


@pytest.fixture
def offered(published, cast) -> OfferedTalk:
    return offer_talk(published, TALK, HOW, by=cast.bo)


@pytest.fixture
def note(published, pumps, cast) -> ForNewcomers:
    return write_for_newcomers(published, pumps, NOTE, by=cast.bo)


def seen_by(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def at(text: Publication) -> str:
    return f"/library/{text.slug}/"


OF_SERVICE = "/services/pumps/"


# what colleagues read


def test_a_colleague_finds_both_under_the_text_and_on_the_services_page(published, offered, note, cast, as_cy):
    for address in (at(published), OF_SERVICE):
        shown = seen_by(as_cy, address)
        for words in (TALK, HOW, NOTE):
            assert words in shown, address
    assert f"mailto:{cast.bo.email}" in seen_by(as_cy, at(published))
    assert f"{at(published)}#newcomers" in seen_by(as_cy, OF_SERVICE)


def test_nobody_outside_reads_either_however_widely_the_text_is_published(published, offered, note, cast, stranger):
    change_audience(published, to="public", by=cast.ana)
    shown = seen_by(stranger, at(published))
    assert "The copy grew old" in shown
    for words in (TALK, NOTE, cast.bo.email, "Pumps</a>"):
        assert words not in shown


def test_whoever_may_not_read_the_text_reads_neither(published, offered, note, cast, as_cy):
    change_audience(published, to="team", by=cast.ana)
    shown = seen_by(as_cy, OF_SERVICE)
    for words in (TALK, NOTE, "The pump"):
        assert words not in shown
    assert not OfferedTalk.objects.visible_to(cast.cy).exists()
    assert not ForNewcomers.objects.visible_to(cast.cy).exists()


def test_withdrawn_with_the_text_they_are_shown_to_nobody(published, offered, note, cast, as_ana):
    withdraw(published, by=cast.ana)
    shown = seen_by(as_ana, OF_SERVICE)
    assert TALK not in shown
    assert NOTE not in shown


def test_of_somebody_who_left_nothing_stands_there(published, offered, note, cast, as_cy):
    cast.bo.is_active = False
    cast.bo.save()
    shown = seen_by(as_cy, at(published))
    assert TALK not in shown
    assert NOTE not in shown


# who may


def test_nobody_offers_who_had_no_part_in_it(published, pumps, cast, as_cy):
    with pytest.raises(NotAllowed, match="had a part"):
        offer_talk(published, TALK, by=cast.cy)
    with pytest.raises(NotAllowed, match="had a part"):
        write_for_newcomers(published, pumps, NOTE, by=cast.cy)
    assert as_cy.post(f"{at(published)}talk/", {"about": TALK}).status_code == 403
    assert "Offer a talk" not in seen_by(as_cy, at(published))


def test_nobody_offers_who_may_not_read_it(published, pumps, cast):
    change_audience(published, to="team", by=cast.ana)
    with pytest.raises(NotFound):
        offer_talk(published, TALK, by=cast.cy)
    with pytest.raises(NotFound):
        write_for_newcomers(published, pumps, NOTE, by=cast.cy)


# again, and back


def test_the_same_again_changes_nothing_and_other_words_are_said_anew(published, pumps, offered, note, cast):
    assert offer_talk(published, TALK, HOW, by=cast.bo) == offered
    assert write_for_newcomers(published, pumps, NOTE, by=cast.bo) == note
    kinds = ["offered_talk.offered", "for_newcomers.written"]
    assert [Event.objects.filter(kind=kind).count() for kind in kinds] == [1, 1]
    offer_talk(published, "how the bell was hung", by=cast.bo)
    write_for_newcomers(published, pumps, "How the bell was hung.", by=cast.bo)
    assert [(one.about, one.how) for one in OfferedTalk.objects.all()] == [("how the bell was hung", "")]
    assert [one.text for one in ForNewcomers.objects.all()] == ["How the bell was hung."]
    assert "bell" not in str(list(Event.objects.values()))


def test_one_writes_to_the_newcomers_of_each_service(published, note, cast):
    other = Service.objects.create(name="Gates", slug="gates")
    write_for_newcomers(published, other, NOTE, by=cast.bo)
    assert ForNewcomers.objects.count() == 2


def test_whoever_offered_it_takes_it_back_and_twice_is_safe(published, offered, note, cast, as_bo):
    for _ in range(2):
        take_back_talk(offered, by=cast.bo)
        take_back_from_newcomers(note, by=cast.bo)
    assert not OfferedTalk.objects.exists()
    assert not ForNewcomers.objects.exists()
    kinds = ["offered_talk.taken_back", "for_newcomers.taken_back"]
    assert [Event.objects.filter(kind=kind).count() for kind in kinds] == [1, 1]


def test_nobody_else_takes_it_back(published, offered, note, cast, as_cy):
    for person, refused in ((cast.ana, NotAllowed), (cast.cy, NotAllowed)):
        with pytest.raises(refused):
            take_back_talk(offered, by=person)
        with pytest.raises(refused):
            take_back_from_newcomers(note, by=person)
    change_audience(published, to="team", by=cast.ana)
    assert as_cy.post(reverse("no-talk", args=[offered.pk])).status_code == 404
    assert as_cy.post(reverse("not-for-newcomers", args=[note.pk])).status_code == 404
    assert OfferedTalk.objects.exists()


def test_they_find_their_own_and_take_it_back_when_they_read_the_text_no_more(published, offered, note, cast, as_bo):
    assert TALK in seen_by(as_bo, reverse("offers"))
    change_audience(published, to="group", by=cast.ana)
    published.retrospective.participants.update(left_at=builders.NOON)
    shown = seen_by(as_bo, reverse("offers"))
    assert TALK in shown
    assert NOTE in shown
    assert "The pump" not in shown
    assert as_bo.post(reverse("no-talk", args=[offered.pk]))["Location"] == reverse("offers")
    assert as_bo.post(reverse("not-for-newcomers", args=[note.pk]))["Location"] == reverse("offers")
    assert not OfferedTalk.objects.exists()


# the forms


def test_it_is_offered_on_the_page(published, pumps, as_bo, as_ana):
    told = as_bo.post(f"{at(published)}talk/", {"about": TALK, "how": HOW}, follow=True).content.decode()
    assert "Take my offer back" in told
    told = as_bo.post(f"{at(published)}newcomers/", {"service": "pumps", "text": NOTE}, follow=True).content.decode()
    assert NOTE in told
    assert "Take my offer back" not in seen_by(as_ana, at(published))


@pytest.mark.parametrize("words", ["", "   ", "x" * 601])
def test_what_cannot_be_kept_comes_back_as_typed(published, pumps, cast, as_bo, words):
    for name, told in (("talk", {"about": words}), ("newcomers", {"service": "pumps", "text": words})):
        answer = as_bo.post(f"{at(published)}{name}/", told)
        assert answer.status_code == 422
        assert words.strip() in answer.content.decode()
    with pytest.raises(Refusal):
        offer_talk(published, words, by=cast.bo)
    with pytest.raises(Refusal):
        write_for_newcomers(published, pumps, words, by=cast.bo)


def test_the_services_page_costs_the_same_however_many_there_are(
    published, pumps, note, offered, cast, as_cy, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10) as few:
        seen_by(as_cy, OF_SERVICE)
    for person in (cast.ana,):
        offer_talk(published, TALK, by=person)
        write_for_newcomers(published, pumps, NOTE, by=person)
    with django_assert_max_num_queries(10) as many:
        seen_by(as_cy, OF_SERVICE)
    assert len(few) == len(many)
