"""A study's front page: what it is for and not for, what it hopes to learn, where it can go from here."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective, StageDeadline
from secondstory.journal.models import Event
from secondstory.playbook.transitions import MOVES, State

FOCUS = "How do we tell a live copy from an old one?"
AIMS = {
    "title": "How did it come to that?",
    "learning_focus": FOCUS,
    "audience": "organization",
    "work_open_to": "group",
    "depth": "standard",
    "zone": "Europe/Amsterdam",
}


@pytest.fixture
def study(cast: Cast):
    study = builders.study(cast.ana, team=cast.storage, learning_focus=FOCUS, audience="organization")
    builders.role(study, cast.ana)
    builders.conflict_check(study, cast.ana)
    return study


def at(name: str, study: Retrospective) -> str:
    return reverse(name, args=[study.pk])


def put(study: Retrospective, state: State) -> None:
    Retrospective.objects.update(state=state, finalized_at=builders.NOON if state == State.FINAL else None)


@pytest.mark.requirement("R-001-02", "R-001-37")
def test_it_says_what_it_is_for_and_what_it_is_not_for(as_ana: Client, study):
    page = as_ana.get(at("study", study)).text
    for words in ("Understanding", "Doing better", "Deciding who is responsible", "Punishing", "it decides nobody"):
        assert words in page


def test_it_says_who_can_read_it_and_in_which_zone(as_ana: Client, study):
    page = as_ana.get(at("study", study)).text
    assert "Only the people in this study can read this now." in page
    assert "times in" in page


@pytest.mark.requirement("R-001-05", "R-002-21", "R-003-01", "R-003-02")
def test_it_says_in_words_what_the_next_move_waits_for(as_ana: Client, study):
    Retrospective.objects.update(learning_focus="")
    page = as_ana.get(at("study", study)).text
    assert "Write one sentence on what we hope to learn." in page
    assert "A facilitator carries the study." in page
    assert "disabled" in page


def test_it_moves_when_nothing_is_waited_for(as_ana: Client, study):
    answer = as_ana.post(at("study-state", study), {"to": "gathering"}, follow=True)
    assert "gathering what happened" in answer.text
    assert Retrospective.objects.get().state == "gathering"


def test_a_move_that_waits_is_told_and_not_made(as_ana: Client, study):
    Retrospective.objects.update(learning_focus="")
    answer = as_ana.post(at("study-state", study), {"to": "gathering"})
    assert "Write one sentence on what we hope to learn." in answer.text
    assert Retrospective.objects.get().state == "opened"


@pytest.mark.parametrize("step", [m for m in MOVES if m.needs_reason], ids=lambda m: f"{m.source}->{m.target}")
def test_pausing_setting_aside_and_sending_back_ask_why_and_say_it(as_ana: Client, study, step):
    put(study, step.source)
    asked = as_ana.post(at("study-state", study), {"to": step.target, "reason": ""})
    assert asked.status_code == 422
    assert "This is needed" in asked.text
    assert Retrospective.objects.get().state == step.source
    why = {"reason": "Two people are away.", "asked_by_role": "platform lead", "resume_on": "2199-03-20"}
    page = as_ana.post(at("study-state", study), {"to": step.target, **why}, follow=True).text
    assert "Two people are away." in page
    assert ("platform lead" in page) == (step.target == State.SET_ASIDE)
    assert ("20 Mar 2199" in page) == (step.target == State.PAUSED)


def test_a_day_that_cannot_be_is_told_and_the_reason_kept(as_ana: Client, study):
    answer = as_ana.post(
        at("study-state", study), {"to": "paused", "reason": "A quiet week", "resume_on": "2026-02-30"}
    )
    assert answer.status_code == 422
    assert "A quiet week" in answer.text
    assert "such as 2017-01-31" in answer.text
    assert Retrospective.objects.get().state == "opened"


def test_it_is_taken_up_again_where_it_was(as_ana: Client, study):
    as_ana.post(at("study-state", study), {"to": "paused", "reason": "A quiet week"})
    assert as_ana.get(at("study", study)).text.count("Take up again</button>") == 1
    as_ana.post(at("study-state", study), {"to": "opened"})
    assert Retrospective.objects.get().state == "opened"


@pytest.mark.parametrize("target", ["final", "party", ""])
def test_finalizing_and_moves_that_do_not_exist_are_not_made_here(as_ana: Client, study, target):
    put(study, State.AGREEING)
    assert as_ana.post(at("study-state", study), {"to": target, "reason": "Now"}).status_code == 400
    assert Retrospective.objects.get().state == "agreeing"


@pytest.mark.parametrize("state", State)
def test_every_state_has_its_page(as_ana: Client, study, state):
    put(study, state)
    assert as_ana.get(at("study", study)).status_code == 200


# --- aims


def test_the_aims_are_stated(as_ana: Client, study):
    answer = as_ana.post(at("study-aims", study), {**AIMS, "learning_focus": "What kept it going?"}, follow=True)
    assert "What kept it going?" in answer.text
    assert Retrospective.objects.get().zone == "Europe/Amsterdam"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"title": "a" * 1_000_000}, "at most 200"),
        ({"learning_focus": "a\x00b"}, "NUL byte"),
        ({"zone": "Mars/Olympus"}, "not a time zone we know"),
        ({"audience": "friends"}, "not in the list"),
    ],
    ids=["1 MB", "nul", "zone", "audience"],
)
def test_aims_that_cannot_be_are_told_with_what_was_typed(as_ana: Client, study, wrong, says):
    typed = {**AIMS, **wrong}
    answer = as_ana.post(at("study-aims", study), typed)
    assert answer.status_code == 422
    assert says in answer.text
    for name in ("title", "learning_focus", "zone"):
        assert typed[name].replace("\x00", "") in answer.text.replace("\x00", "")
    assert not Event.objects.exists()


def test_a_team_audience_without_a_team_is_told_at_its_field(as_ana: Client, cast: Cast):
    study = builders.study(cast.ana)
    answer = as_ana.post(at("study-aims", study), {**AIMS, "audience": "team"})
    assert answer.status_code == 422
    assert "has no team" in answer.text


# --- due dates


def test_a_due_date_is_moved_with_a_reason(as_ana: Client, study):
    day = (timezone.now() + timedelta(days=30)).date().isoformat()
    address = at("study-deadlines", study)
    asked = as_ana.post(address, {"stage": "review", "due_date": day, "reason": ""})
    assert (asked.status_code, StageDeadline.objects.count()) == (422, 0)
    as_ana.post(address, {"stage": "review", "due_date": day, "reason": "Two people are away."})
    assert StageDeadline.objects.get().due_date.isoformat() == day


@pytest.mark.parametrize("day", ["2026-02-30", "soon", "1999-01-01"])
def test_a_due_date_that_cannot_be_is_told(as_ana: Client, study, day):
    answer = as_ana.post(at("study-deadlines", study), {"stage": "review", "due_date": day, "reason": "Later"})
    assert answer.status_code == 422
    assert not StageDeadline.objects.exists()


# --- who may


WRITES = ["study-state", "study-aims", "study-deadlines"]


@pytest.mark.parametrize("name", WRITES)
def test_a_stranger_changes_and_learns_nothing(as_cy: Client, stranger: Client, study, name):
    given = {"to": "paused", "reason": "Mine now", "stage": "review", "due_date": "2199-01-01", **AIMS}
    assert as_cy.post(at(name, study), given).status_code == 404
    assert stranger.post(at(name, study), given).status_code == 302
    assert as_cy.get(at("study", study)).status_code == 404
    assert study.title not in as_cy.get("/retrospectives/").text
    assert not Event.objects.exists()


@pytest.mark.parametrize("name", WRITES)
def test_a_participant_reads_and_does_not_steer(as_bo: Client, cast: Cast, study, name):
    builders.participant(study, cast.bo)
    page = as_bo.get(at("study", study))
    assert page.status_code == 200
    assert 'action="' + at("study-state", study) not in page.text
    given = {"to": "paused", "reason": "Mine now", "stage": "review", "due_date": "2199-01-01", **AIMS}
    assert as_bo.post(at(name, study), given).status_code == 403
    assert not Event.objects.exists()


def test_a_private_note_of_another_is_not_among_what_was_captured(as_ana: Client, cast: Cast, study):
    builders.note(cast.bo, "Only Bo's", audience="me", incident=study.incident)
    builders.note(cast.bo, "Everybody's", audience="organization", incident=study.incident)
    page = as_ana.get(at("study", study)).text
    assert "Everybody&#x27;s" in page
    assert "Only Bo" not in page


# --- the list


@pytest.mark.requirement("R-000-35")
def test_reviews_that_are_coming_are_listed_with_whom_to_ask(as_cy: Client, cast: Cast, study):
    soon = timezone.now().date() + timedelta(days=3)
    StageDeadline.objects.create(retrospective=study, stage="review", due_date=soon)
    assert "ask Ana" not in as_cy.get("/retrospectives/").text
    Retrospective.objects.update(work_open_to="organization")
    assert "ask Ana" in as_cy.get("/retrospectives/").text


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_takes_few_statements_however_long(as_cy: Client, cast: Cast, count, django_assert_max_num_queries):
    for number in range(count):
        study = builders.study(cast.bo, f"{number}", work_open_to="organization", team=cast.storage)
        builders.role(study, cast.ana)
        StageDeadline.objects.create(retrospective=study, stage="review", due_date=timezone.now().date())
    with django_assert_max_num_queries(8):
        as_cy.get("/retrospectives/")


@pytest.mark.parametrize("state", State)
def test_the_page_takes_few_statements_in_every_state(
    as_ana: Client, cast: Cast, study, state, django_assert_max_num_queries
):
    for number in range(20):
        builders.note(cast.ana, f"{number}", audience="organization", incident=study.incident)
        builders.participant(study, None, role_label=f"{number}")
    put(study, state)
    # Two are for what it took, two for earlier studies that met the same, one for a newer process.
    with django_assert_max_num_queries(20):
        as_ana.get(at("study", study))


def test_two_who_state_the_aims_at_once_lose_no_word(as_ana: Client, cast: Cast):
    study = builders.study(cast.ana)
    page = f"/retrospectives/{study.pk}/aims/"
    seen = re.search(r'name="seen" value="(\w+)"', as_ana.get(page).text)[1]
    told = {"title": study.title, "work_open_to": "group", "depth": "standard", "zone": "UTC", "seen": seen}
    assert as_ana.post(page, {**told, "learning_focus": "How copies grow old."}).status_code == 303
    assert as_ana.post(page, {**told, "title": "How did it stop?"}).status_code == 422
    study.refresh_from_db()
    assert study.learning_focus == "How copies grow old."


def test_what_a_move_waits_for_says_where_it_is_done(cast, as_ana):
    study = builders.study(cast.ana, state="analysing")
    builders.role(study, cast.ana)
    html = as_ana.get(reverse("study", args=[study.pk])).text
    assert f'<a href="{reverse("analysis", args=[study.pk])}">Go to analysis</a>' in html
    assert f'<a href="{reverse("write-up", args=[study.pk])}">Go to write-up</a>' in html


def test_who_prepares_it_is_chosen_where_the_page_leads(cast, as_ana):
    study = builders.study(cast.ana)
    html = as_ana.get(reverse("study", args=[study.pk])).text
    assert f'Choose a facilitator. <a href="{reverse("people-of-study", args=[study.pk])}#facilitator">' in html
