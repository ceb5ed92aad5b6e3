"""A round of time to read: opened by the facilitator, for whole working days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from secondstory.analysis.models import Loss
from secondstory.incidents.actions.move import GuardHolds, move
from secondstory.incidents.models import StudyRole
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound
from secondstory.review.actions.rounds import close_review, open_round, say_ready
from secondstory.review.guards import round_long_enough
from secondstory.review.models import Round

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FRIDAY = datetime(2026, 3, 6, 22, 30, tzinfo=UTC)
SATURDAY = datetime(2026, 3, 7, 9, 30, tzinfo=UTC)


@pytest.mark.requirement("R-004-32")
def test_it_opens_for_the_rota_without_the_facilitator_and_the_journal_knows(analysed, cast):
    made = open_round(analysed, by=cast.ana)
    analysed.refresh_from_db()
    assert analysed.state == "reviewing"
    assert [one.person for one in made.invited.all()] == [cast.bo]
    assert Event.objects.filter(kind="round.opened", subject_id=made.pk).count() == 1


def test_nobody_but_the_facilitator_opens_one(analysed, cast):
    StudyRole.objects.create(retrospective=analysed, person=cast.bo, role="reviewer")
    with pytest.raises(NotAllowed):
        open_round(analysed, by=cast.bo)
    with pytest.raises(NotFound):
        open_round(analysed, by=cast.cy)
    assert not Round.objects.exists()


def test_twice_it_is_the_one_that_is_open(analysed, cast):
    assert open_round(analysed, by=cast.ana) == open_round(analysed, by=cast.ana, reviewers=[cast.cy])
    assert Round.objects.count() == 1
    assert Event.objects.filter(kind="round.opened").count() == 1


def test_it_waits_for_what_the_table_asks_and_leaves_nothing_half_done(analysed, cast):
    Loss.objects.all().delete()
    with pytest.raises(GuardHolds):
        open_round(analysed, by=cast.ana)
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("opened", "zone", "closes"),
    [
        (MONDAY, "UTC", datetime(2026, 3, 5, 9, 30, tzinfo=UTC)),
        (FRIDAY, "UTC", datetime(2026, 3, 11, 22, 30, tzinfo=UTC)),
        (FRIDAY, "Asia/Tokyo", datetime(2026, 3, 11, 15, 0, tzinfo=UTC)),  # Saturday there: from Monday's midnight
        (SATURDAY, "UTC", datetime(2026, 3, 12, 0, 0, tzinfo=UTC)),
    ],
)
def test_it_lasts_three_working_days_as_the_study_counts_them(analysed, cast, opened, zone, closes):
    analysed.zone = zone
    analysed.save()
    with time_machine.travel(opened, tick=False):
        assert open_round(analysed, by=cast.ana).closes_not_before == closes


def test_invariant_23_a_round_cannot_close_before_its_minimum_unless_everyone_is_ready(analysed, cast):
    with time_machine.travel(MONDAY, tick=False) as clock:
        made = open_round(analysed, by=cast.ana, reviewers=[cast.bo, cast.cy])
        assert not round_long_enough(analysed)
        say_ready(analysed, by=cast.bo)
        with pytest.raises(GuardHolds, match="minimum"):
            close_review(analysed, by=cast.ana)
        clock.move_to(datetime(2026, 3, 5, 9, 29, 59, tzinfo=UTC))
        assert not round_long_enough(analysed)
        clock.move_to(datetime(2026, 3, 5, 9, 30, tzinfo=UTC))
        assert round_long_enough(analysed)
        clock.move_to(MONDAY)
        say_ready(analysed, by=cast.cy)
        assert round_long_enough(analysed)
        close_review(analysed, by=cast.ana)
    made.refresh_from_db()
    assert made.closed_at == MONDAY


def test_invariant_23_a_round_that_nobody_was_asked_to_waits_for_its_minimum(analysed, cast):
    open_round(analysed, by=cast.ana, reviewers=[])
    assert not round_long_enough(analysed)


def test_sent_back_and_opened_again_it_is_another_round(analysed, cast):
    first = open_round(analysed, by=cast.ana)
    move(analysed, "analysing", by=cast.ana, reason="A log turned up.")
    second = open_round(analysed, by=cast.ana)
    first.refresh_from_db()
    assert (first == second, first.closed_at is None) == (False, False)
