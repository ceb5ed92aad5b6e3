"""The picture: marks stand where their moments are, as sharp as they are known, in lanes a reader can tell apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.timeline.lanes import MOST_LANES, OTHERS, Happening, draw, fullest, lane_names

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def at(minutes: int, **fields) -> Happening:
    return Happening(NOON + timedelta(minutes=minutes), **fields)


def marks(*happenings: Happening, **window):
    picture = draw(happenings, "UTC", **window)
    assert picture
    return [mark for lane in picture.lanes for mark in lane.marks]


def test_nothing_makes_no_picture() -> None:
    assert draw([]) is None


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "tick"),
        ({"precision": "second"}, "second"),
        ({"precision": "hour"}, "smear"),
        ({"precision": "day"}, "smear"),
        ({"precision": "before"}, "smear"),
        ({"precision": "after"}, "smear"),
        ({"approximate": True}, "smear"),
        ({"until": NOON + timedelta(minutes=20)}, "bar"),
        ({"until": NOON + timedelta(minutes=20), "precision": "hour"}, "smear"),
        ({"kind": "later"}, "ring"),
        ({"kind": "later", "precision": "hour"}, "ring"),
        ({"kind": "doubt"}, "doubt"),
    ],
)
def test_a_mark_is_as_sharp_as_its_moment(fields, kind: str) -> None:
    assert marks(at(0, **fields))[0].kind == kind


def test_the_first_stands_left_and_the_last_right() -> None:
    first, middle, last = marks(at(0), at(50), at(100))
    assert first.x < 0.05
    assert middle.x == pytest.approx(0.5)
    assert last.x > 0.95


def test_an_hour_reaches_half_an_hour_to_either_side() -> None:
    mark = marks(at(0, precision="hour"), at(600))[0]
    assert (mark.since, mark.until) == (mark.at - 1800, mark.at + 1800)


def test_a_day_reaches_from_its_start_to_its_end() -> None:
    mark = marks(at(0, precision="day"))[0]
    assert (mark.since, mark.until) == (mark.at, mark.at + 86400)


def test_a_soft_mark_never_gets_too_narrow_to_see() -> None:
    soft = marks(at(0, approximate=True), at(60 * 24 * 300))[0]
    assert soft.width == 0.01


def test_ticks_are_told_in_the_zone() -> None:
    picture = draw([at(0), at(240)], "Asia/Tokyo")
    assert picture
    assert "23:00" in [tick.label for tick in picture.ticks]


def test_the_world_and_the_system_come_first() -> None:
    assert lane_names(["Ops", "System", "", "Environment"]) == ["Environment", "System", "Ops", OTHERS]


def test_small_lanes_share_one_when_there_are_too_many() -> None:
    many = ["a", "a", "b", "b", "c", "c", "d", "d", "e", "e", "f", "g"]
    assert lane_names(many) == ["a", "b", "c", "d", "e", OTHERS]


@given(st.lists(st.sampled_from(["", "Environment", "System", *"abcdefgh"])))
def test_every_entry_has_a_lane(lanes: list[str]) -> None:
    names = lane_names(lanes)
    assert len(names) == len(set(names)) <= MOST_LANES
    assert all(lane in names or OTHERS in names for lane in lanes)


def test_zooming_shows_where_most_happened() -> None:
    quiet, busy = [at(0)], [at(600 + minute) for minute in range(20)]
    picture = draw([*quiet, *busy], "UTC", window="minutes")
    assert picture
    assert picture.window == "minutes"
    assert picture.shown_until - picture.shown_since == 3600
    shown = [mark.x for lane in picture.lanes for mark in lane.marks if 0 <= mark.x <= 1]
    assert len(shown) == len(busy)


def test_zooming_hides_no_mark_only_moves_it_out_of_sight() -> None:
    assert len(marks(at(0), at(5000), window="minutes")) == 2


def test_a_window_as_long_as_all_of_it_shows_all_of_it() -> None:
    picture = draw([at(0), at(30)], "UTC", window="evening")
    assert picture
    assert (picture.shown_since, picture.shown_until) == (picture.since, picture.until)
    assert picture.earlier is picture.later is None


def test_an_unknown_window_is_the_whole() -> None:
    assert marks(at(0), at(900), window="sideways") == marks(at(0), at(900))


def test_one_can_go_earlier_and_later_and_no_further() -> None:
    picture = draw([at(0), at(600)], "UTC", window="minutes", begin=0)
    assert picture
    assert picture.shown_since == picture.since
    assert picture.earlier is None
    assert picture.later == picture.since + 1800


@given(st.lists(st.integers(0, 10_000), min_size=1), st.integers(1, 600))
def test_no_window_holds_more_than_the_fullest(minutes: list[int], length: int) -> None:
    span = timedelta(minutes=length)
    moments = [NOON + timedelta(minutes=minute) for minute in minutes]
    begin = fullest(moments, span)

    def held(since: datetime, part: float = 1) -> int:
        return sum(since <= moment <= since + span * part for moment in moments)

    assert held(begin) >= max(held(moment, 0.9) for moment in moments)


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=30), st.sampled_from(["whole", "evening", "minutes"]))
def test_marks_keep_the_order_of_their_moments(minutes: list[int], window: str) -> None:
    found = sorted(marks(*[at(minute) for minute in minutes], window=window), key=lambda mark: mark.at)
    assert [mark.x for mark in found] == sorted(mark.x for mark in found)


def test_what_it_says_names_the_zone() -> None:
    picture = draw([at(0, lane="System")], "Europe/Berlin")
    assert picture
    assert picture.says == "1 entry in the lane System, on 2 Mar 2026, Europe/Berlin. The list below says the same."
