"""Three studies to begin with, of those one reads, as different from each other as they come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast

from secondstory.apprenticeship.queries import to_read
from secondstory.apprenticeship.variety import varied

pytestmark = pytest.mark.requirement("R-002-34")
TRAITS = st.frozensets(st.sampled_from("abcdef"), max_size=4)


def test_the_first_is_the_newest_and_the_next_has_least_in_common_with_it():
    assert varied({"one": {"a", "b"}, "two": {"a"}, "three": {"c"}}, 2) == ["one", "three"]


def test_of_equal_ones_the_earlier_is_taken():
    assert varied({"one": {"a"}, "two": {"b"}, "three": {"c"}}, 2) == ["one", "two"]


@given(st.dictionaries(st.integers(), TRAITS, max_size=12), st.integers(1, 5))
def test_it_is_always_a_few_different_ones_of_those_given(candidates, most):
    chosen = varied(candidates, most)
    assert len(chosen) == len(set(chosen)) == min(most, len(candidates))
    assert set(chosen) <= set(candidates)
    if len(chosen) > 1:
        first, second = chosen[:2]
        rest = [len(candidates[one] & candidates[first]) for one in candidates if one != first]
        assert len(candidates[second] & candidates[first]) == min(rest)


def test_it_suggests_only_what_somebody_reads(cast: Cast):
    hidden = builders.publication(cast.cy, "For those of it alone", audience="group")
    open_to_all = builders.publication(cast.cy, "For everybody")
    assert to_read(cast.ana) == [open_to_all]
    assert set(to_read(cast.cy)) == {hidden, open_to_all}


def test_another_team_is_suggested_before_the_same(cast: Cast):
    other = builders.publication(cast.cy, "Theirs", team=cast.billing)
    for title in ("One", "Two", "Three"):
        builders.publication(cast.ana, title, team=cast.storage)
    found = to_read(cast.ana)
    assert len(found) == 3
    assert found[1] == other


def test_statements_do_not_grow(cast: Cast, django_assert_num_queries):
    for number in range(4):
        builders.publication(cast.ana, f"Text {number}")
    cast.ana.as_reader  # noqa: B018  # remembered on the person
    with django_assert_num_queries(3):
        to_read(cast.ana)
