"""Where the marks of a timeline go."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from secondstory.ui.picture import TICKS, Lane, Mark, draw

AT = datetime(2017, 1, 31, 22, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return AT + timedelta(minutes=minutes)


def test_no_mark_makes_no_picture() -> None:
    assert draw([Lane("System")]) is None


def test_sharp_and_soft_follow_from_what_is_known() -> None:
    picture = draw([Lane("System", [
        Mark(at(0)), Mark(at(1), approximate=True), Mark(at(2), precision="hour"), Mark(at(3), until=at(9)),
        Mark(at(4), precision="before"), Mark(at(5), kind="doubt"), Mark(at(6), kind="later"),
    ])])  # fmt: skip
    assert picture
    assert [p.shape for p in picture.lanes[0].placed] == ["tick", "soft", "soft", "soft", "soft", "doubt", "later"]


def test_before_reaches_back_and_after_reaches_on() -> None:
    picture = draw([Lane("x", [Mark(at(0), precision="before"), Mark(at(60), precision="after")])])
    assert picture
    before, after = picture.lanes[0].placed
    assert before.until == int(AT.timestamp())
    assert after.since == int(at(60).timestamp())


def test_ticks_are_round_hours_of_the_studys_clock_and_carry_the_day_where_it_turns() -> None:
    picture = draw([Lane("x", [Mark(at(0)), Mark(at(300))])], "Europe/Amsterdam")
    assert picture
    assert [tick.label for tick in picture.ticks] == ["23:00", "1 Feb", "01:00", "02:00", "03:00", "04:00"]


def test_ticks_stay_round_where_the_clocks_change() -> None:
    night = datetime(2017, 3, 25, 22, 30, tzinfo=UTC)
    picture = draw([Lane("x", [Mark(night), Mark(night + timedelta(hours=5))])], "Europe/Amsterdam")
    assert picture
    assert all(tick.label.endswith(":00") or tick.label == "26 Mar" for tick in picture.ticks)
    places = [float(tick.x.rstrip("%")) for tick in picture.ticks]
    assert places == sorted(set(places))


def test_the_picture_says_in_words_what_it_shows() -> None:
    picture = draw([Lane("System", [Mark(at(0))]), Lane("People", [Mark(at(3))])])
    assert picture
    assert picture.says == "2 entries in the lanes System, People, on 31 Jan 2017. The list below says the same."


@given(st.lists(st.floats(min_value=0, max_value=10**6), min_size=1, max_size=60))
def test_every_mark_and_tick_lies_in_the_picture_and_in_order(minutes: list[float]) -> None:
    picture = draw([Lane("x", [Mark(at(m)) for m in sorted(minutes)])])
    assert picture
    places = [float(p.x.rstrip("%")) for p in picture.lanes[0].placed]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    assert len(picture.ticks) <= TICKS + 1
    assert all(0 <= float(tick.x.rstrip("%")) <= 100 for tick in picture.ticks)
