"""A timeline has one order: the instant, the tie, the id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from secondstory.timeline.order import key, moved, next_tie


@dataclass(frozen=True)
class One:
    at: datetime
    tie: int
    id: UUID


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ones = st.builds(
    One,
    at=st.integers(0, 3).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    tie=st.integers(-2, 2),
    id=st.uuids(),
)
lines = st.lists(st.integers(), unique=True, min_size=1)


@given(st.lists(ones, unique_by=lambda one: one.id), st.randoms())
def test_any_shuffle_comes_back_to_the_same_order(line: list[One], chance) -> None:
    shuffled = line[:]
    chance.shuffle(shuffled)
    assert sorted(shuffled, key=key) == sorted(line, key=key)


@given(ones, ones)
def test_two_entries_never_stand_at_the_same_place(one: One, other: One) -> None:
    assert (key(one) == key(other)) == (one == other)


@given(st.lists(ones), st.integers(-12, 14))
def test_the_clock_on_the_wall_plays_no_part(line: list[One], hours: int) -> None:
    there = timezone(timedelta(hours=hours))
    moved_clocks = [One(one.at.astimezone(there), one.tie, one.id) for one in line]
    assert [one.id for one in sorted(moved_clocks, key=key)] == [one.id for one in sorted(line, key=key)]


@given(st.lists(st.integers()))
def test_a_newcomer_stands_after_all_of_its_instant(ties: list[int]) -> None:
    assert all(next_tie(ties) > tie for tie in ties)


def test_the_first_one_has_no_tie() -> None:
    assert next_tie([]) == 0


@given(lines, st.data(), st.integers(-3, 30))
def test_moving_one_keeps_the_order_of_the_others(line: list[int], data: st.DataObject, to: int) -> None:
    one = data.draw(st.sampled_from(line))
    after = moved(line, one, to)
    assert sorted(after) == sorted(line)
    assert [other for other in after if other != one] == [other for other in line if other != one]


@given(lines, st.data())
def test_moving_one_to_where_it_is_changes_nothing(line: list[int], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(line))
    assert moved(line, one, line.index(one)) == line
