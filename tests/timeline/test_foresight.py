"""Foresight shows a thing from when somebody in view knew it, never before; the team knows what any of its people did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.timeline.foresight import Item, Learned, View, view
from secondstory.timeline.reach import DAY, HOUR, ONE_SIDED

TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)
ANA, BO, CY = (UUID(int=number) for number in (1, 2, 3))
EVERYBODY = (ANA, BO, CY)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def since(item: Item, *learned: Learned, who: UUID = ANA) -> datetime | None:
    return view([item], learned, [who]).since.get(item.key)


def test_nobody_knows_what_nobody_said_they_knew() -> None:
    assert since(Item("lag", TEN)) is None


def test_what_was_said_counts_from_that_moment_and_for_that_person() -> None:
    item, said = Item("lag", TEN), Learned("lag", ANA, TEN + minutes(40))
    assert since(item, said) == TEN + minutes(40)
    assert since(item, said, who=BO) is None


def test_ones_own_doing_is_known_when_it_is_done() -> None:
    assert since(Item("typed", TEN, own=frozenset({ANA}))) == TEN
    assert since(Item("typed", TEN, own=frozenset({ANA})), who=BO) is None


def test_a_stretch_is_known_when_it_is_over() -> None:
    item = Item("copying", TEN, until=TEN + minutes(90), own=frozenset({ANA}))
    assert since(item) == TEN + minutes(90)


@pytest.mark.parametrize(
    ("precision", "approximate", "certain"),
    [
        ("minute", False, minutes(0)),
        ("before", False, minutes(0)),
        ("minute", True, minutes(8)),
        ("hour", False, HOUR / 2),
        ("after", False, ONE_SIDED),
        ("day", False, DAY),
    ],
)
def test_a_coarse_moment_counts_from_its_far_side(precision: str, approximate: bool, certain: timedelta) -> None:
    """It may still have lain ahead until then."""
    item = Item("seen", TEN, precision=precision, approximate=approximate, own=frozenset({ANA}))
    assert since(item) == TEN + certain
    told = Learned("read", ANA, TEN, precision=precision, approximate=approximate)
    assert since(Item("read", TEN - DAY), told) == TEN + certain


def test_what_was_known_later_waits_for_whoever_says_they_learned_of_it() -> None:
    item = Item("silence", TEN, own=frozenset({ANA}), known_later=True)
    assert since(item) is None
    assert since(item, Learned("silence", ANA, TEN + DAY)) == TEN + DAY


def test_what_somebody_said_counts_before_what_follows_from_being_there() -> None:
    """They were in it, and understood only later that it was so."""
    item = Item("wrong host", TEN, own=frozenset({ANA}))
    assert since(item, Learned("wrong host", ANA, TEN + minutes(2))) == TEN + minutes(2)


def test_nothing_is_known_before_it_can_have_begun() -> None:
    moved_since = Item("restored", TEN + HOUR)
    assert since(moved_since, Learned("restored", ANA, TEN)) == TEN + HOUR


def test_what_proved_a_belief_otherwise_waits_for_both() -> None:
    belief = Item("belief", TEN, own=frozenset({ANA}))
    turned = Item("otherwise", TEN + minutes(4), own=frozenset({ANA}), leans_on="belief")
    assert view([belief, turned], [], [ANA]).since == {"belief": TEN, "otherwise": TEN + minutes(4)}
    assert view([turned], [], [ANA]).since == {}


def test_stepping_goes_from_one_moment_of_learning_to_the_next() -> None:
    seen = View({"a": TEN, "b": TEN, "c": TEN + minutes(5)})
    assert seen.later(TEN - HOUR) == TEN
    assert seen.later(TEN) == TEN + minutes(5)
    assert seen.later(TEN + minutes(5)) is None
    assert seen.earlier(TEN + minutes(5)) == TEN
    assert seen.earlier(TEN) is None


# For any set of entries and awareness.

moments = st.integers(-300, 3000).map(lambda count: TEN + minutes(count))
precisions = st.sampled_from(["second", "minute", "hour", "day", "before", "after"])
people = st.sampled_from(EVERYBODY)
keys = st.sampled_from("abcdef")


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    made = []
    for key in draw(st.sets(keys)):
        at = draw(moments)
        made.append(
            Item(
                key,
                at,
                until=draw(st.none() | st.integers(0, 200).map(lambda count, at=at: at + minutes(count))),
                precision=draw(precisions),
                approximate=draw(st.booleans()),
                own=frozenset(draw(st.sets(people, max_size=2))),
                known_later=draw(st.booleans()),
            )
        )
    return made


said_once = st.tuples(keys, people, moments, precisions, st.booleans()).map(lambda told: Learned(*told))
learned = st.lists(said_once, max_size=12)


def may_know(item: Item, said: list[Learned], who: UUID, at: datetime) -> bool:
    """The rule in the fewest words: told so by then, or in it themself and not known later; never before it began."""
    own_word = [one for one in said if one.key == item.key and one.who == who]
    if own_word:
        return any(one.at <= at for one in own_word)
    return who in item.own and not item.known_later and (item.until or item.at) <= at


@pytest.mark.requirement("R-001-44")
@given(items(), learned, st.sets(people, min_size=1), moments)
def test_invariant_10_nothing_shows_before_somebody_in_view_knew_it(
    things: list[Item], said: list[Learned], looking: set[UUID], at: datetime
) -> None:
    by_key = {item.key: item for item in things}
    for key in view(things, said, looking).by(at):
        assert any(may_know(by_key[key], said, who, at) for who in looking)


@given(items(), learned, st.sets(people, min_size=1))
def test_invariant_10_known_later_waits_for_the_word_of_somebody_in_view(
    things: list[Item], said: list[Learned], looking: set[UUID]
) -> None:
    seen = view(things, said, looking)
    for item in things:
        if item.known_later and item.key in seen.since:
            assert seen.since[item.key] >= min(one.at for one in said if one.key == item.key and one.who in looking)


@given(items(), learned, people, moments, moments)
def test_nothing_that_was_known_is_unlearned(
    things: list[Item], said: list[Learned], who: UUID, one: datetime, other: datetime
) -> None:
    seen, (first, last) = view(things, said, [who]), sorted((one, other))
    assert seen.by(first) <= seen.by(last)
    assert seen.between(first, last) == seen.by(last) - seen.by(first)


@given(items(), learned, moments)
def test_the_team_knows_what_any_of_its_people_knew(things: list[Item], said: list[Learned], at: datetime) -> None:
    alone = [view(things, said, [who]).by(at) for who in EVERYBODY]
    assert view(things, said, EVERYBODY).by(at) == set().union(*alone)


@given(items(), learned)
def test_stepping_reaches_every_moment_once(things: list[Item], said: list[Learned]) -> None:
    seen, at, walked = view(things, said, EVERYBODY), TEN - 100 * DAY, list[datetime]()
    while (later := seen.later(at)) is not None:
        assert later > at
        walked.append(at := later)
    assert walked == sorted(set(seen.since.values()))
