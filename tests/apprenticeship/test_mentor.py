"""The learner chooses who walks along; whoever was asked agrees or not; either of them ends it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast

from secondstory.apprenticeship.actions.mentor import agree_to_mentor, ask_mentor, end_mentorship
from secondstory.apprenticeship.actions.notes import show_to_mentor
from secondstory.apprenticeship.models import Apprenticeship, LearnerNote, Mentorship
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.home import home_of

pytestmark = pytest.mark.requirement("R-002-34")


def test_the_learner_asks_and_it_begins_when_they_agree(cast: Cast, anas, asked):
    assert not Apprenticeship.objects.visible_to(cast.bo).exists()
    agree_to_mentor(asked, by=cast.bo)
    assert Apprenticeship.objects.visible_to(cast.bo).get() == anas
    kinds = ["mentorship.asked", "mentorship.agreed"]
    assert [one.kind for one in Event.objects.filter(kind__in=kinds).order_by("seq")] == kinds


def test_twice_is_safe(cast: Cast, anas, asked):
    assert ask_mentor(anas, cast.bo, by=cast.ana) == asked
    first = agree_to_mentor(asked, by=cast.bo).accepted_at
    assert agree_to_mentor(Mentorship.objects.get(), by=cast.bo).accepted_at == first
    end_mentorship(asked, by=cast.bo)
    end_mentorship(asked, by=cast.ana)
    for kind in ("asked", "agreed", "ended"):
        assert Event.objects.filter(kind=f"mentorship.{kind}").count() == 1


def test_nobody_asks_or_agrees_for_others(cast: Cast, anas, asked, dee):
    for outsider in (cast.cy, dee):
        with pytest.raises(NotFound):
            ask_mentor(anas, cast.bo, by=outsider)
        with pytest.raises(NotFound):
            agree_to_mentor(asked, by=outsider)
        with pytest.raises(NotFound):
            end_mentorship(asked, by=outsider)
    with pytest.raises(NotAllowed):
        agree_to_mentor(asked, by=cast.ana)
    assert Mentorship.objects.get().accepted_at is None


def test_nobody_is_their_own_and_there_is_one_at_a_time(cast: Cast, anas):
    with pytest.raises(Refusal):
        ask_mentor(anas, cast.ana, by=cast.ana)
    ask_mentor(anas, cast.bo, by=cast.ana)
    with pytest.raises(Refusal) as refused:
        ask_mentor(anas, cast.cy, by=cast.ana)
    assert refused.value.field == "person"
    with pytest.raises(IntegrityError), transaction.atomic():
        Mentorship.objects.create(apprenticeship=anas, mentor=cast.cy, created_by=cast.ana)


def test_the_database_knows_no_mentor_of_oneself(cast: Cast, anas):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mentorship.objects.create(apprenticeship=anas, mentor=cast.ana, created_by=cast.ana)


@pytest.mark.parametrize("who", ["ana", "bo"])
def test_either_ends_it_and_what_was_shown_closes(cast: Cast, along, note, who):
    show_to_mentor(note, by=cast.ana)
    assert LearnerNote.objects.visible_to(cast.bo).exists()
    end_mentorship(along, by=getattr(cast, who))
    assert not LearnerNote.objects.visible_to(cast.bo).exists()
    assert not Apprenticeship.objects.visible_to(cast.bo).exists()
    assert not Mentorship.objects.visible_to(cast.bo).exists()
    again = agree_to_mentor(ask_mentor(along.apprenticeship, cast.bo, by=cast.ana), by=cast.bo)
    assert again != along
    assert not LearnerNote.objects.visible_to(cast.bo).exists()


def test_whoever_was_asked_finds_it_on_their_first_page(cast: Cast, asked):
    (ask,) = home_of(cast.bo).asks
    assert ask.what == "Ana asks whether you would walk along"
    assert ask.url == f"/how-we-work/learning/beside/{asked.pk}/"
    assert home_of(cast.ana).asks == home_of(cast.cy).asks == []
    agree_to_mentor(asked, by=cast.bo)
    assert home_of(cast.bo).asks == []
