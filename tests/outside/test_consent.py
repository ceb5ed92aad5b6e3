"""Whoever is quoted or named is asked anew for outside, and can take it back at any time."""

from __future__ import annotations

import pytest
from tests.outside.conftest import SAID, looked_at

from secondstory.firsthand.actions.quotes import withdraw_quote
from secondstory.journal.models import Event
from secondstory.outside.actions.consent import answer, ask_people, take_back
from secondstory.outside.actions.redact import decide, redact
from secondstory.outside.actions.send_out import send_out
from secondstory.outside.models import OutsideConsent
from secondstory.outside.queries import held, made_of, shown
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-002-53")
OUTSIDE = "a colleague told me that the service A was fine."


@pytest.fixture
def asked(decided, cast) -> OutsideConsent:
    ask_people(decided, by=cast.ana)
    return OutsideConsent.objects.get(version=decided)


def yes(consent, by):
    return answer(consent, yes=True, seen=consent.sha256, by=by)


def read(version) -> str:
    return str(made_of(held(version)).shown)


def test_a_quote_let_stand_inside_is_not_outside(decided):
    assert "was fine" not in read(decided)


def test_the_author_sees_exactly_what_would_stand_there(asked, decided, cast, client):
    client.force_login(cast.bo)
    assert OUTSIDE in client.get(f"/outside/asked/{asked.pk}/").content.decode()
    assert "May it stand outside" in client.get("/").content.decode()


def test_said_yes_it_stands_there_in_the_wording_for_outside(asked, decided, cast):
    yes(asked, cast.bo)
    assert OUTSIDE in read(decided)
    assert SAID not in read(decided)


def test_its_words_are_not_in_the_bytes(asked, decided, cast):
    yes(asked, cast.bo)
    out = send_out(looked_at(decided, cast.bo), by=cast.ana)
    assert b"was fine" not in bytes(out.canonical)
    assert OUTSIDE in str(shown(out).document)


def test_taken_back_a_marker_stands_there(asked, decided, cast):
    yes(asked, cast.bo)
    out = send_out(looked_at(decided, cast.bo), by=cast.ana)
    take_back(asked, by=cast.bo)
    told = str(shown(out).document)
    assert "was fine" not in told
    assert "withdrawn by its author" in told
    assert Event.objects.filter(kind="outside_consent.taken_back").count() == 1


def test_a_quote_withdrawn_inside_is_withdrawn_outside(asked, decided, quote, cast):
    yes(asked, cast.bo)
    out = send_out(looked_at(decided, cast.bo), by=cast.ana)
    withdraw_quote(quote, by=cast.bo)
    told = str(shown(out).document)
    assert "was fine" not in told
    assert "withdrawn by its author" in told


def test_other_words_are_asked_for_again(asked, decided, cast):
    yes(asked, cast.bo)
    redact(decided, "fine", "well", by=cast.ana)
    assert "was well" not in read(decided)
    ask_people(decided, by=cast.ana)
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_words_that_changed_are_not_agreed_to_unseen(asked, decided, cast):
    before = asked.sha256
    redact(decided, "fine", "well", by=cast.ana)
    ask_people(decided, by=cast.ana)
    with pytest.raises(Conflict):
        answer(asked, yes=True, seen=before, by=cast.bo)


def test_nobody_answers_for_another(asked, cast):
    for person in (cast.ana, cast.cy):
        with pytest.raises(NotAllowed):
            yes(asked, person)
    type(asked.version.retrospective).objects.update(work_open_to="group")
    with pytest.raises(NotFound):
        take_back(asked, by=cast.cy)


def test_asking_twice_is_once(asked, decided, cast):
    assert ask_people(decided, by=cast.ana) == []
    assert Event.objects.filter(kind="outside_version.asked").count() == 1


def test_out_without_the_words_it_stays_without(asked, decided, cast):
    send_out(looked_at(decided, cast.bo), by=cast.ana)
    with pytest.raises(Refusal, match="the next one"):
        yes(asked, cast.bo)


def test_a_name_that_is_left_stands_only_if_its_person_says_so(decided, cast):
    for one in decided.redactions.filter(person=cast.bo):
        decide(one, "left", because="Bo found it.", by=cast.ana)
    ask_people(decided, by=cast.ana)
    assert "Bo Lind" not in read(decided)
    own = OutsideConsent.objects.get(version=decided, quote=None)
    assert own.person == cast.bo
    yes(own, cast.bo)
    assert "Bo Lind saw it first" in read(decided)
    out = send_out(looked_at(decided, cast.bo), by=cast.ana)
    assert b"Bo Lind" not in bytes(out.canonical)
    assert "Bo Lind" in str(shown(out).document)
    take_back(own, by=cast.bo)
    assert "engineer on call saw it first" in str(shown(out).document)


def test_a_name_of_somebody_who_left_the_house_is_not_told(decided, cast):
    for one in decided.redactions.filter(person=cast.bo):
        decide(one, "left", because="Bo found it.", by=cast.ana)
    ask_people(decided, by=cast.ana)
    yes(OutsideConsent.objects.get(version=decided, quote=None), cast.bo)
    Person.objects.filter(pk=cast.bo.pk).update(is_active=False)
    assert "Bo Lind" not in read(decided)
