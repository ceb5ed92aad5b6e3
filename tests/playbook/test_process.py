"""The process as data, and the table of moves."""

from datetime import date

import pytest

from secondstory.playbook.models import ProcessVersion
from secondstory.playbook.process import working_days_after
from secondstory.playbook.transitions import GUARDS, MOVES, State, find_move


def test_a_new_installation_has_a_process(db):
    process = ProcessVersion.objects.get().process
    assert [stage.key for stage in process.stages][:3] == ["capture", "accounts", "timeline"]
    assert process.write_up[0] == "summary"


def test_reviews_are_open_at_least_two_working_days(db):
    assert ProcessVersion.objects.get().stage("review").min_open_days >= 2


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 10)),
        (date(2026, 3, 2), 10, date(2026, 3, 16)),
    ],
)
def test_working_days_pass_over_weekends(start, days, end):
    assert working_days_after(start, days) == end


def test_every_state_can_be_reached_and_left_but_the_final_one():
    assert {move.target for move in MOVES} | {State.OPENED} == set(State)
    assert {move.source for move in MOVES} == set(State) - {State.FINAL}


def test_a_final_study_stays_final():
    assert all(find_move(State.FINAL, target) is None for target in State)


def test_every_guard_says_what_to_do():
    assert all(guard.todo.endswith(".") and guard.good.endswith(".") for guard in GUARDS.values())


def test_every_guard_is_met_at_a_stage_of_the_process(db):
    stages = {stage.key for stage in ProcessVersion.objects.get().process.stages}
    assert {guard.stage for guard in GUARDS.values()} <= stages
