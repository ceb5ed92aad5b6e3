"""From the bottom up: what is steered comes before what steers it, whatever the shape."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from secondstory.analysis.bottom_up import bottom_up

parts = st.lists(st.integers(0, 30), unique=True)
arrows = st.lists(st.tuples(st.integers(0, 32), st.integers(0, 32)), max_size=60)


def test_what_is_steered_comes_first():
    assert bottom_up(["team", "job", "dump"], [("team", "job"), ("job", "dump")]) == ["dump", "job", "team"]


@given(parts, arrows)
def test_every_part_comes_once(parts, arrows):
    assert sorted(bottom_up(parts, arrows)) == sorted(parts)


@given(parts, arrows)
def test_without_circles_it_is_a_true_order(parts, arrows):
    down = [(upper, lower) for upper, lower in arrows if upper > lower]
    order = {part: place for place, part in enumerate(bottom_up(parts, down))}
    assert all(order[lower] < order[upper] for upper, lower in down if upper in order and lower in order)


def test_a_circle_and_an_arrow_to_itself_come_to_an_end():
    assert bottom_up("abc", [("a", "b"), ("b", "a"), ("c", "c")]) == ["b", "a", "c"]


def test_a_chain_of_thousands_is_walked():
    chain = list(range(5000))
    assert bottom_up(chain, pairwise(chain)) == chain[::-1]
