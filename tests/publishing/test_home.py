"""The first page: what needs somebody, what moves, what is new; and what a stranger sees instead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import Mystery
from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.conversations import (
    approve_notes,
    hold,
    plan_conversation,
    wish_to_talk,
    write_notes,
)
from secondstory.firsthand.actions.quotes import approve_quote, ask_quote
from secondstory.firsthand.actions.share import share_account
from secondstory.firsthand.actions.write import write_entry
from secondstory.firsthand.models import Conversation
from secondstory.firsthand.words import Words
from secondstory.incidents.models import Participant, Retrospective, StageDeadline, StateChange
from secondstory.publishing.fingerprint import core
from secondstory.publishing.home import home_of
from secondstory.review.models import Comment, Invited, Round
from secondstory.writeup.blocks import Entry, When

SECRET = "I sat down on the quay"


def text(response) -> str:
    return response.content.decode()


def asks(person) -> list[str]:
    return [ask.what for ask in home_of(person).asks]


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, "How the pump came to stop", state="gathering")
    builders.role(study, cast.ana)
    return study


def test_an_invitation_to_tell_waits_until_something_is_told(study, cast) -> None:
    participant = builders.participant(study, cast.bo)
    assert asks(cast.bo) == ["Tell how it looked: How the pump came to stop"]
    builders.entry(study, participant=participant)
    assert asks(cast.bo) == []


def test_an_invitation_leads_to_the_account_and_is_over_when_one_begins_it(study, cast) -> None:
    participant = builders.participant(study, cast.bo)
    (ask,) = home_of(cast.bo).asks
    assert ask.url == f"/retrospectives/{study.pk}/accounts/mine/"
    begin_account(participant, by=cast.bo)
    assert asks(cast.bo) == []


def test_whoever_would_rather_talk_is_not_asked_to_write_and_the_facilitator_hears_of_it(study, cast) -> None:
    wish_to_talk(builders.participant(study, cast.bo), by=cast.bo)
    assert asks(cast.bo) == asks(cast.cy) == []
    assert asks(cast.ana) == ["Somebody would rather talk: How the pump came to stop"]


@pytest.fixture
def told(study, cast):
    """Bo wrote a sentence and shared it with Ana."""
    account = begin_account(builders.participant(study, cast.bo), by=cast.bo)
    entry = write_entry(account, Words(SECRET), by=cast.bo)
    share_account(account, "facilitator", by=cast.bo)
    return entry


def test_a_quote_waits_for_its_author_and_for_nobody_else(study, cast, told, as_bo) -> None:
    quote = ask_quote(told, SECRET, section="", by=cast.ana)
    assert asks(cast.bo) == ["May words of yours be quoted? How the pump came to stop"]
    assert asks(cast.ana) == asks(cast.cy) == []
    assert SECRET not in text(as_bo.get("/"))
    approve_quote(quote, by=cast.bo, seen=quote.sha256)
    assert asks(cast.bo) == []


def test_an_author_who_left_the_study_reads_its_title_no_more(study, cast, told) -> None:
    ask_quote(told, SECRET, section="", by=cast.ana)
    Participant.objects.filter(person=cast.bo).update(left_at=timezone.now())
    assert asks(cast.bo) == ["May words of yours be quoted? a study you are no longer part of"]


def test_notes_wait_for_the_person_they_are_about(study, cast, as_bo, as_ana) -> None:
    talk = plan_conversation(builders.participant(study, cast.bo), by=cast.ana)
    hold(talk, by=cast.ana, agreed_to_notes=True)
    assert asks(cast.bo) == []
    write_notes(talk, SECRET, by=cast.ana)
    assert asks(cast.bo) == ["Read the notes of your conversation: How the pump came to stop"]
    assert asks(cast.ana) == asks(cast.cy) == []
    assert SECRET not in text(as_bo.get("/"))
    assert SECRET not in text(as_ana.get("/"))
    approve_notes(talk, by=cast.bo, seen=1)
    assert asks(cast.bo) == []


def test_notes_whose_time_is_over_wait_for_nobody(study, cast) -> None:
    talk = plan_conversation(builders.participant(study, cast.bo), by=cast.ana)
    hold(talk, by=cast.ana, agreed_to_notes=True)
    write_notes(talk, SECRET, by=cast.ana)
    Conversation.objects.update(keep_until=timezone.now().date() - timedelta(days=1))
    assert asks(cast.bo) == []


def test_nobody_is_asked_who_was_not_invited_or_has_left(study, cast) -> None:
    builders.participant(study, cast.bo, invited_at=None)
    builders.participant(study, cast.cy, left_at=timezone.now())
    assert asks(cast.bo) == asks(cast.cy) == []


def test_a_review_waits_until_one_is_ready(study, cast) -> None:
    now = timezone.now()
    invited = Invited.objects.create(
        round=Round.objects.create(retrospective=study, opened_at=now, closes_not_before=now + timedelta(days=9)),
        person=cast.bo,
    )
    assert asks(cast.bo) == ["Read and comment: How the pump came to stop"]
    invited.ready_at = now
    invited.save()
    assert asks(cast.bo) == []


def test_a_decision_waits_for_its_decider(study, cast) -> None:
    builders.recommendation(study, "A hand pump", status="proposed", decider=cast.cy)
    builders.recommendation(study, "A second well", status="proposed")
    assert asks(cast.cy) == ["Decide: A hand pump"]


def test_a_decision_put_off_waits_again_on_its_day(study, cast) -> None:
    today = timezone.now().date()
    for title, day in (("A hand pump", today), ("A second well", today + timedelta(days=1))):
        builders.recommendation(
            study, title, status="proposed", decider=cast.cy, decision="later", look_again_on=day, decision_reason="x"
        )
    assert asks(cast.cy) == ["Decide: A hand pump"]


def test_a_promise_waits_for_its_owner_and_the_owning_team(study, cast) -> None:
    soon = timezone.now().date() + timedelta(days=2)
    builders.recommendation(study, "A hand pump", status="planned", owner=cast.cy, target_date=soon)
    builders.recommendation(study, "A second well", status="in_progress", owner_team=cast.billing, target_date=soon)
    later = soon + timedelta(days=90)
    builders.recommendation(study, "A third well", status="planned", owner=cast.cy, target_date=later)
    builders.recommendation(study, "A bucket", status="done", owner=cast.cy, target_date=soon)
    assert asks(cast.cy) == ["A hand pump", "A second well"]
    assert all(ask.is_soon for ask in home_of(cast.cy).asks)
    assert "A hand pump" not in asks(cast.bo)


def test_a_comment_that_asks_for_a_word_waits_for_the_facilitator(study, cast) -> None:
    now = timezone.now()
    round_ = Round.objects.create(retrospective=study, opened_at=now, closes_not_before=now)
    Comment.objects.create(round=round_, kind="thanks", text="I see it now.", created_by=cast.bo)
    assert asks(cast.ana) == []
    asked = Comment.objects.create(round=round_, kind="change", text="Say which pump.", created_by=cast.bo)
    assert asks(cast.ana) == ["Answer what was said: How the pump came to stop"]
    assert asks(cast.bo) == []
    asked.state, asked.answer = "answered", "The second one."
    asked.save()
    assert asks(cast.ana) == []


def test_a_step_that_is_due_waits_for_its_facilitator(study, cast) -> None:
    StageDeadline.objects.create(retrospective=study, stage="timeline", due_date=timezone.now().date())
    assert asks(cast.ana) == ["Timeline: How the pump came to stop"]
    assert asks(cast.bo) == []


def test_a_step_that_is_due_later_does_not(study, cast) -> None:
    far = timezone.now().date() + timedelta(days=30)
    StageDeadline.objects.create(retrospective=study, stage="timeline", due_date=far)
    assert asks(cast.ana) == []


def test_studies_move_where_one_may_read_them(study, cast) -> None:
    assert [motion.study for motion in home_of(cast.ana).motions] == [study]
    assert home_of(cast.cy).motions == []


def test_a_final_study_moves_no_more(cast) -> None:
    builders.publication(cast.ana)
    assert home_of(cast.ana).motions == []


def test_a_paused_study_says_so_and_stands_where_it_rested(study, cast) -> None:
    StateChange.objects.create(retrospective=study, source="analysing", target="paused")
    Retrospective.objects.filter(pk=study.pk).update(state="paused", resume_on="2026-04-20")
    (motion,) = home_of(cast.ana).motions
    assert motion.stands == "Paused until 20 Apr 2026"
    assert motion.walked == 3


def test_what_is_new_comes_with_its_picture(cast, as_cy) -> None:
    study = builders.study(cast.ana, "The pump", audience="organization")
    builders.role(study, cast.ana)
    builders.write_up(study, summary="The pump stood still.")
    for minute in range(4):
        builders.entry(study, f"Minute {minute}", minute, lane="Pump")
    builders.edition(study)
    builders.confirm(study, "organization")
    builders.publish(study, audience="organization", by=cast.ana)
    page = text(as_cy.get("/"))
    assert "The pump stood still." in page
    assert page.count('class="mark--tick"') == 4


@pytest.mark.parametrize(
    ("minutes", "kept"),
    [
        ([0, 10, 20, 30], [0, 10, 20, 30]),
        ([0, 10, 20, 30, 9000], [0, 10, 20, 30]),
        ([-9000, 0, 10, 20, 30, 9000], [0, 10, 20, 30]),
        ([0, 10, 20, 30, 40, 9000, 9010], [0, 10, 20, 30, 40]),
        ([0, 10, 9000, 9010], [0, 10, 9000, 9010]),
        ([0, 9000], [0, 9000]),
        ([0, 0, 0, 0], [0, 0, 0, 0]),
        ([], []),
    ],
)
def test_the_picture_leaves_out_the_weeks_before_and_after(minutes, kept) -> None:
    entries = [
        Entry(number, When(builders.NOON + timedelta(minutes=at)), "", "act") for number, at in enumerate(minutes)
    ]
    assert [(entry.when.at - builders.NOON).total_seconds() // 60 for entry in core(entries)] == kept


@pytest.mark.requirement("R-003-11")
def test_open_questions_are_there_for_those_who_may_read_them(cast, as_bo, as_cy) -> None:
    Mystery.objects.create(question="Why does the pump hum?", audience="team", team=cast.storage)
    Mystery.objects.create(
        question="Who moved the bucket?", audience="team", team=cast.storage, state="set_aside", reason="x"
    )
    assert "Why does the pump hum?" in text(as_bo.get("/"))
    assert "Who moved the bucket?" not in text(as_bo.get("/"))
    assert "Why does the pump hum?" not in text(as_cy.get("/"))


def test_an_empty_house_teaches(as_bo) -> None:
    page = text(as_bo.get("/"))
    assert "Something surprising?" in page or "What surprised you last" in page
    assert "Nothing is here yet" in page


def test_a_stranger_sees_what_is_public_and_the_way_in(cast, stranger) -> None:
    builders.publication(cast.ana, "A public pump", audience="public")
    builders.publication(cast.ana, "A pump of the house")
    page = text(stranger.get("/"))
    assert "A public pump" in page
    assert "A pump of the house" not in page
    assert "Sign in" in page


@pytest.mark.parametrize("count", [1, 6])
def test_statements_do_not_grow(cast, as_ana, as_bo, stranger, django_assert_max_num_queries, count) -> None:
    now = timezone.now()
    for number in range(count):
        study = builders.study(cast.ana, f"Pump {number}", state="analysing", work_open_to="organization")
        builders.role(study, cast.ana)
        builders.participant(study, cast.bo)
        builders.recommendation(study, status="planned", owner=cast.bo, target_date=now.date())
        StageDeadline.objects.create(retrospective=study, stage="analysis", due_date=now.date())
        Invited.objects.create(
            round=Round.objects.create(retrospective=study, opened_at=now, closes_not_before=now), person=cast.bo
        )
        Mystery.objects.create(question="Why?", audience="organization")
        builders.publication(cast.ana, f"Published {number}", audience="public")
    for client in (as_ana, as_bo, stranger):
        with django_assert_max_num_queries(15):
            assert client.get("/").status_code == 200


def test_a_decider_from_outside_learns_no_title_of_the_study(study, cast) -> None:
    """They read the promise, not the study it came from."""
    builders.recommendation(study, "A hand pump", status="proposed", decider=cast.cy)
    (outside,) = home_of(cast.cy).asks
    assert study.title not in outside.why
    builders.role(study, cast.cy, "reviewer")
    (inside,) = [ask for ask in home_of(cast.cy).asks if ask.what == "Decide: A hand pump"]
    assert study.title in inside.why
