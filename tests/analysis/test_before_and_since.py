"""A control in order of time. Plain values, no database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from secondstory.analysis.before_and_since import Change, Exercised, Met, turns


def met(month: int, outcome: str = "held") -> Met:
    at = datetime(2026, month, 10, 12, tzinfo=UTC)
    return Met(UUID(int=month), UUID(int=100 + month), f"Study {month}", "UTC", at, outcome, "")


def change(month: int | None) -> Change:
    at = datetime(2026, month, 10, 12, tzinfo=UTC) if month else None
    return Change(UUID(int=200 + (month or 0)), f"Change {month}", "/", "done" if month else "planned", "", at)


def shape(*args) -> list[tuple[str, list[str], str]]:
    return [
        (t.before.title if t.before else "", [one.text for one in t.done], t.since.title if t.since else "")
        for t in turns(*args)
    ]


def test_nothing_done_is_no_turn():
    assert shape([met(1), met(2)], [change(None)], []) == []


def test_what_was_done_stands_between_the_study_before_and_the_next():
    assert shape([met(5), met(1), met(2), met(6)], [change(3)], []) == [("Study 2", ["Change 3"], "Study 5")]


def test_changes_with_no_study_between_them_are_one_turn():
    assert shape([met(1)], [change(4), change(3)], []) == [("Study 1", ["Change 3", "Change 4"], "")]


def test_each_change_after_another_study_is_a_turn_of_its_own():
    told = shape([met(1), met(4), met(7)], [change(3), change(6)], [])
    assert told == [("Study 1", ["Change 3"], "Study 4"), ("Study 4", ["Change 6"], "Study 7")]


def test_a_change_may_come_before_any_study():
    assert shape([met(4)], [change(3)], []) == [("", ["Change 3"], "Study 4")]


def test_what_was_done_at_the_very_moment_comes_first():
    assert shape([met(3)], [change(3)], []) == [("", ["Change 3"], "Study 3")]


def test_exercises_count_from_the_last_change_to_the_next_study():
    exercises = [Exercised(date(2026, m, d), f"{m}-{d}") for m, d in ((2, 1), (3, 10), (4, 1), (6, 1))]
    (turn,) = turns([met(5)], [change(3)], exercises)
    assert [one.how for one in turn.exercised] == ["3-10", "4-1"]
