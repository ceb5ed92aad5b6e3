"""What a study hopes to learn, for whom, how deep, and who may look on meanwhile; and when its steps are due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.change_study import change_study
from secondstory.incidents.actions.move_deadline import move_deadline
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

FOCUS = "How do we tell a live copy from an old one?"


@pytest.fixture
def study(cast: Cast):
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    return study


def test_it_says_what_we_hope_to_learn_and_for_whom(cast: Cast, study):
    change_study(study, by=cast.ana, learning_focus=FOCUS, audience="organization", depth="deep", zone="Asia/Kolkata")
    study.refresh_from_db()
    assert (study.learning_focus, study.audience, study.depth, study.zone) == (
        FOCUS,
        "organization",
        "deep",
        "Asia/Kolkata",
    )


def test_what_is_not_given_stays(cast: Cast, study):
    change_study(study, by=cast.ana, learning_focus=FOCUS)
    assert Retrospective.objects.get().title == study.title


def test_the_same_again_changes_nothing(cast: Cast, study):
    change_study(study, by=cast.ana, learning_focus=FOCUS)
    change_study(study, by=cast.ana, learning_focus=FOCUS)
    assert Event.objects.filter(kind="study.changed").count() == 1


def test_the_journal_knows_what_changed_and_none_of_the_words(cast: Cast, study):
    change_study(study, by=cast.ana, learning_focus=FOCUS, depth="light")
    event = Event.objects.get(kind="study.changed")
    assert (event.by, event.facts) == (cast.ana, {"fields": "learning_focus+depth"})


def test_opening_the_work_lets_the_organization_look_on(cast: Cast, study):
    change_study(study, by=cast.ana, work_open_to="organization")
    assert Retrospective.objects.visible_to(cast.cy).exists()
    change_study(study, by=cast.ana, work_open_to="group")
    assert not Retrospective.objects.visible_to(cast.cy).exists()


def test_it_is_the_facilitator_s(cast: Cast, study):
    with pytest.raises(NotFound):
        change_study(study, by=cast.cy, learning_focus=FOCUS)
    builders.participant(study, cast.bo)
    with pytest.raises(NotAllowed):
        change_study(study, by=cast.bo, learning_focus=FOCUS)
    assert Retrospective.objects.get().learning_focus == ""


def test_a_final_study_stays_as_it_is(cast: Cast, study):
    Retrospective.objects.update(state="final", finalized_at=builders.NOON)
    with pytest.raises(Refusal, match="is final"):
        change_study(study, by=cast.ana, learning_focus=FOCUS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "a" * 1_000_000},
        {"learning_focus": "a\x00"},
        {"audience": "friends"},
        {"work_open_to": "public"},
        {"depth": "bottomless"},
        {"zone": "Mars/Olympus"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_cannot_be_is_told_at_its_field(cast: Cast, study, wrong):
    with pytest.raises(Refusal) as refused:
        change_study(study, by=cast.ana, **wrong)
    assert refused.value.field == next(iter(wrong))
    assert not Event.objects.exists()


@pytest.mark.requirement("R-002-77")
def test_a_team_audience_needs_a_team(cast: Cast):
    study = builders.study(cast.ana)
    with pytest.raises(Refusal, match="no team"):
        change_study(study, by=cast.ana, audience="team")


# --- due dates

MONDAY = timezone.now().date() + timedelta(days=40)


def test_a_due_date_is_moved_with_a_reason(cast: Cast, study):
    deadline = move_deadline(study, "review", MONDAY, by=cast.ana, reason="Two people are away.")
    assert (deadline.due_date, deadline.reason) == (MONDAY, "Two people are away.")


def test_without_a_reason_it_stays(cast: Cast, study):
    with pytest.raises(Refusal, match="one sentence"):
        move_deadline(study, "review", MONDAY, by=cast.ana, reason=" ")
    assert not study.deadlines.exists()


def test_moving_it_twice_changes_nothing(cast: Cast, study):
    move_deadline(study, "review", MONDAY, by=cast.ana, reason="Two people are away.")
    move_deadline(study, "review", MONDAY, by=cast.ana, reason="Two people are away.")
    event = Event.objects.get(kind="study.deadline_moved")
    assert event.facts == {"stage": "review", "was": None, "now": MONDAY.isoformat()}


def test_somebody_else_does_not_move_it(cast: Cast, study):
    with pytest.raises(NotFound):
        move_deadline(study, "review", MONDAY, by=cast.cy, reason="Sooner is better.")


@pytest.mark.parametrize(("stage", "day"), [("party", MONDAY), ("review", date(1999, 1, 1))])
def test_a_step_or_day_that_cannot_be_is_told(cast: Cast, study, stage, day):
    with pytest.raises(Refusal, match=r"Choose"):
        move_deadline(study, stage, day, by=cast.ana, reason="Because.")
