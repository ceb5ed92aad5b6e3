"""The time this work takes: said by a study without names, kept by people for themselves, and room said by oneself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests import builders

from secondstory.bylines.actions.sign import sign
from secondstory.hours.actions.keep import keep_own_time, take_own_time_out
from secondstory.hours.actions.room import take_room_back, tell_room
from secondstory.hours.actions.tell import tell_time
from secondstory.hours.models import EnoughTime, OwnTime, StudyTime
from secondstory.hours.queries import took, whom_to_ask
from secondstory.hours.words import days
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

TODAY = timezone.localdate()


@pytest.fixture
def study(cast) -> Retrospective:
    """Ana facilitates it and Bo takes part; Cy reads it."""
    made = builders.study(cast.ana, work_open_to="organization")
    builders.role(made, cast.ana)
    builders.participant(made, cast.bo)
    return made


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


# --- what a study took -------------------------------------------------------------------------------------


@pytest.mark.requirement("R-002-75")
def test_the_study_says_what_it_took(study, cast):
    tell_time(study, {"gathering": 3, "analysis": 10}, enough="Two evenings more.", by=cast.bo)
    told = took(study)
    assert told.lines == [("gathering", "three quarters of a day"), ("analysis", "2½ days")]
    assert (told.together, told.enough) == ("3¼ days", "Two evenings more.")


@pytest.mark.requirement("R-002-75")
def test_nobody_stands_beside_it(study, cast):
    tell_time(study, {"writing": 4}, enough="Yes.", by=cast.bo)
    assert StudyTime.objects.get().created_by is None
    assert EnoughTime.objects.get().created_by is None
    assert list(Event.objects.filter(kind__startswith="study_time.").values_list("by", flat=True)) == [None, None]


@pytest.mark.requirement("R-002-75")
def test_said_anew_and_taken_out_again(study, cast):
    tell_time(study, {"writing": 4, "review": 1}, enough="Yes.", by=cast.bo)
    tell_time(study, {"writing": 0, "review": 2}, by=cast.ana)
    assert took(study).lines == [("review", "half a day")]
    assert took(study).enough == ""


def test_the_same_twice_is_once(study, cast):
    for _ in range(2):
        tell_time(study, {"writing": 4}, enough="Yes.", by=cast.bo)
    assert Event.objects.filter(kind__startswith="study_time.").count() == 2


def test_whoever_has_no_hand_in_it_does_not_say(study, cast):
    with pytest.raises(NotAllowed):
        tell_time(study, {"writing": 4}, by=cast.cy)
    Retrospective.objects.update(work_open_to="group")
    with pytest.raises(NotFound):
        tell_time(study, {"writing": 4}, by=cast.cy)


@pytest.mark.parametrize("quarters", [{"writing": -1}, {"writing": 10**6}, {"speed": 1}])
def test_what_is_no_time_is_refused(study, cast, quarters):
    with pytest.raises(Refusal, match="quarters"):
        tell_time(study, quarters, by=cast.bo)


@pytest.mark.requirement("R-002-75")
def test_it_stands_on_the_studys_page(study, cast):
    bo = signed_in(cast.bo)
    address = f"/retrospectives/{study.pk}/time/"
    assert bo.post(address, {"writing": "0.3"}).status_code == 422
    assert bo.post(address, {"writing": "nine"}).status_code == 422
    mark = bo.get(address).context["form"].initial
    form = bo.get(address).context["form"]
    sent = {"writing": "0,75", "enough": "No."} | {one.name: one.value() for one in form.hidden_fields()}
    assert bo.post(address, sent).status_code == 302, mark
    told = signed_in(cast.cy).get(f"/retrospectives/{study.pk}/").content.decode()
    assert "three quarters of a day" in told
    assert "No." in told


@given(st.integers(1, 8000))
def test_every_number_of_quarters_has_words(quarters):
    assert days(quarters)
    assert days(quarters) != days(quarters + 1)


# --- one's own ---------------------------------------------------------------------------------------------


@pytest.mark.requirement("R-003-37")
def test_ones_own_hours_are_read_by_nobody_else(study, cast):
    kept = keep_own_time(TODAY, "analysis", 2, "sat with the night shift", by=cast.bo)
    assert list(OwnTime.objects.visible_to(cast.bo)) == [kept]
    builders.grant(cast.ana, "steward")
    for person in (cast.ana, cast.cy):
        assert not OwnTime.objects.visible_to(person).exists()
        for page in ("/my-hours/", "/my-hours/letter/", "/my-hours/letter.md", f"/retrospectives/{study.pk}/"):
            assert "night shift" not in signed_in(person).get(page).content.decode()
    with pytest.raises(NotFound):
        take_own_time_out(kept, by=cast.ana)


def test_the_journal_does_not_say_whose(cast):
    take_own_time_out(keep_own_time(TODAY, "analysis", 2, "alone", by=cast.bo), by=cast.bo)
    rows = list(Event.objects.filter(kind__startswith="own_time.").values_list("by", "facts"))
    assert rows == [(None, {}), (None, {})]


@pytest.mark.requirement("R-003-37")
def test_the_letter_holds_what_one_did(cast):
    text = builders.publication(cast.ana, "The pump")
    sign(text, did="facilitated", by=cast.ana)
    keep_own_time(TODAY, "analysis", 2, "sat with the night shift", by=cast.ana)
    keep_own_time(TODAY - timedelta(days=90), "writing", 4, by=cast.ana)
    ana = signed_in(cast.ana)
    for page in ("/my-hours/letter/", "/my-hours/letter.md"):
        told = ana.get(page).content.decode()
        for words in ("The pump", "facilitated", "half a day", "sat with the night shift"):
            assert words in told
    assert "a day" in ana.get("/my-hours/letter.md").content.decode()
    lately = ana.get(f"/my-hours/letter.md?since={TODAY - timedelta(days=30)}").content.decode()
    assert "writing" not in lately
    assert ana.get("/my-hours/letter/?since=nonsense").status_code == 422


@pytest.mark.parametrize("told", [("speed", 1), ("analysis", 0), ("analysis", 1000)])
def test_what_is_no_time_is_not_kept(cast, told):
    with pytest.raises(Refusal):
        keep_own_time(TODAY, *told, by=cast.bo)


def test_kept_and_taken_out_on_its_page(cast):
    bo = signed_in(cast.bo)
    assert bo.post("/my-hours/", {"on": "2026-03-02", "work": "analysis", "quarters": "0.1"}).status_code == 422
    assert bo.post("/my-hours/", {"on": "2026-03-02", "work": "analysis", "quarters": "0.5"}).status_code == 302
    kept = OwnTime.objects.get()
    assert kept.quarters == 2
    assert signed_in(cast.cy).post(f"/my-hours/{kept.pk}/removal/").status_code == 404
    bo.post(f"/my-hours/{kept.pk}/removal/")
    assert not OwnTime.objects.exists()


# --- room to facilitate ------------------------------------------------------------------------------------


def carry(person, number: int, open_to: str = "organization") -> None:
    for _ in range(number):
        builders.role(builders.study(person, work_open_to=open_to), person)


@pytest.mark.requirement("R-003-37")
def test_who_chooses_sees_what_people_say_of_themselves(study, cast):
    tell_room("small", until=TODAY + timedelta(days=9), by=cast.cy)
    told = signed_in(cast.ana).get(f"/retrospectives/{study.pk}/people/").content.decode()
    assert "room for a small one until" in told


@pytest.mark.requirement("R-003-37")
def test_somebody_who_carries_several_is_asked_first(cast):
    carry(cast.bo, 3)
    carry(cast.cy, 2)
    (bo,) = whom_to_ask(cast.ana, TODAY)
    assert (bo.name, bo.care) == ("Bo", "carries three; ask whether that is too much")


def test_of_studies_that_one_does_not_read_nothing_is_told(cast):
    carry(cast.bo, 2)
    carry(cast.bo, 2, open_to="group")
    assert whom_to_ask(cast.ana, TODAY) == []
    (bo,) = whom_to_ask(cast.bo, TODAY)
    assert bo.care == "carries four; ask whether that is too much"


@pytest.mark.requirement("R-002-75")
def test_the_order_is_that_of_names(cast):
    carry(cast.bo, 3)
    carry(cast.ana, 4)
    tell_room("one", by=cast.cy)
    assert [one.name for one in whom_to_ask(cast.ana, TODAY)] == ["Ana", "Bo", "Cy"]


def test_what_has_ended_is_carried_no_more(cast):
    carry(cast.bo, 3)
    Retrospective.objects.update(state="set_aside")
    assert whom_to_ask(cast.ana, TODAY) == []


def test_what_was_said_for_a_time_goes_by(cast):
    tell_room("not_now", until=TODAY - timedelta(days=1), by=cast.bo)
    assert whom_to_ask(cast.ana, TODAY) == []
    tell_room("not_now", until=TODAY, away_from=TODAY, away_to=TODAY + timedelta(days=3), by=cast.bo)
    (bo,) = whom_to_ask(cast.ana, TODAY)
    assert bo.says.startswith("not now until")
    assert "away" in bo.says


def test_away_has_two_ends(cast):
    with pytest.raises(Refusal, match="from when to when"):
        tell_room("one", away_from=TODAY, by=cast.bo)
    with pytest.raises(Refusal, match="before the first"):
        tell_room("one", away_from=TODAY, away_to=date(2000, 1, 1), by=cast.bo)
    with pytest.raises(Refusal, match="room for"):
        tell_room("always", by=cast.bo)


def test_said_twice_is_once_and_taken_back(cast):
    tell_room("one", by=cast.bo)
    tell_room("one", by=cast.bo)
    take_room_back(by=cast.bo)
    take_room_back(by=cast.bo)
    kinds = Event.objects.filter(kind__startswith="room.").order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["room.told", "room.taken_back"]


def test_room_is_said_on_ones_own_page(cast):
    bo = signed_in(cast.bo)
    assert bo.post("/my-hours/room/", {"says": "one", "away_from": "2026-03-02"}).status_code == 422
    assert bo.post("/my-hours/room/", {"says": "one"}).status_code == 302
    assert "You say: room for one" in bo.get("/my-hours/").content.decode()
    assert bo.post("/my-hours/room/removal/").status_code == 302


def test_a_stranger_learns_nothing_of_it(cast):
    tell_room("one", by=cast.bo)
    assert whom_to_ask(None, TODAY) == []


# --- nothing of speed --------------------------------------------------------------------------------------


@pytest.mark.requirement("R-002-75")
def test_nothing_is_said_of_speed(study, cast):
    """Neither an average nor who or what was fast, on any page that tells of time."""
    tell_time(study, {"writing": 4}, by=cast.ana)
    keep_own_time(TODAY, "analysis", 2, by=cast.ana)
    carry(cast.bo, 3)
    ana = signed_in(cast.ana)
    for page in ("", "time/", "people/"):
        told = ana.get(f"/retrospectives/{study.pk}/{page}").content.decode().lower()
        for word in ("fast", "average", "quickest", "speed", "efficien", "productiv"):
            assert word not in told, page
