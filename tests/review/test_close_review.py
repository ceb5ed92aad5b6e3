"""Closing waits for time to read and for answers; then both the round and the study move, or neither."""

from __future__ import annotations

import pytest

from secondstory.incidents.actions.move import GuardHolds, move
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound
from secondstory.playbook.transitions import State
from secondstory.review.actions.comments import answer_comment, comment, let_stand, mark_done
from secondstory.review.actions.rounds import close_review, open_round, say_ready
from secondstory.review.guards import comments_answered
from secondstory.review.models import Round


@pytest.fixture
def study(analysed, cast):
    open_round(analysed, by=cast.ana, reviewers=[cast.bo], reads_first=False)
    say_ready(analysed, by=cast.bo)
    return analysed


def test_it_closes_and_the_journal_knows(study, cast):
    close_review(study, by=cast.ana)
    study.refresh_from_db()
    assert (study.state, Round.objects.get().closed_at is None) == ("agreeing", False)
    assert Event.objects.filter(kind="round.closed").count() == 1


def test_twice_changes_nothing(study, cast):
    close_review(study, by=cast.ana)
    at = Round.objects.get().closed_at
    close_review(study, by=cast.ana)
    assert Round.objects.get().closed_at == at
    assert Event.objects.filter(kind="round.closed").count() == 1


def test_only_the_facilitator_closes_it(study, cast):
    with pytest.raises(NotAllowed):
        close_review(study, by=cast.bo)
    with pytest.raises(NotFound):
        close_review(study, by=cast.cy)
    assert Round.objects.get().closed_at is None


@pytest.mark.parametrize("kind", ["change", "disagree"])
@pytest.mark.parametrize(
    "settle",
    [
        lambda made, by: answer_comment(made, "It is in now.", by=by),
        lambda made, by: mark_done(made, by=by),
        lambda made, by: let_stand(made, "We still see two.", by=by),
    ],
    ids=["answered", "done", "stands"],
)
def test_an_open_change_or_disagreement_holds_it_until_it_is_settled(study, cast, kind, settle):
    made = comment(study, "It was six copies.", by=cast.bo, kind=kind)
    assert not comments_answered(study)
    with pytest.raises(GuardHolds, match="Answer every open"):
        close_review(study, by=cast.ana)
    assert Round.objects.get().closed_at is None
    settle(made, cast.ana)
    assert comments_answered(study)
    close_review(study, by=cast.ana)


@pytest.mark.parametrize("kind", ["clarify", "perspective", "thanks"])
def test_other_kinds_hold_nothing(study, cast, kind):
    comment(study, "I did not know that.", by=cast.bo, kind=kind)
    assert comments_answered(study)


def test_a_study_that_moved_on_from_its_own_page_has_no_open_round(study, cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        move(study, State.AGREEING, by=cast.ana)
    assert Round.objects.get().closed_at
    assert Event.objects.filter(kind="round.closed").count() == 1
