"""A question never stands under itself: whatever is chained in whatever order, by one or by two at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast, make_cast

from secondstory.analysis.actions.mysteries import chain
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.models import Mystery
from secondstory.analysis.tree import in_order
from secondstory.incidents.models import Retrospective
from secondstory.people.refusals import Refusal


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    return study


def deep(study: Retrospective, depth: int) -> list[Mystery]:
    rows: list[Mystery] = []
    for number in range(depth):
        rows.append(
            Mystery.objects.create(question=f"{number}?", retrospective=study, parent=rows[-1] if rows else None)
        )
    return rows


def leads_round(pairs: dict[object, object]) -> bool:
    for start in pairs:
        above, seen = start, set()
        while above is not None:
            if above in seen:
                return True
            seen.add(above)
            above = pairs.get(above)
    return False


@pytest.mark.parametrize("depth", [2, 8, 9, 17, 50])
def test_the_first_is_not_put_under_the_last_however_deep(study, cast, depth):
    rows = deep(study, depth)
    with pytest.raises(Refusal, match="cannot stand under itself"):
        chain(rows[0], rows[-1], by=cast.ana)


def test_looking_fifty_up_costs_few_statements(study, cast, django_assert_max_num_queries):
    rows, other = deep(study, 50), raise_mystery("Another?", study=study, by=cast.ana)
    with django_assert_max_num_queries(30):
        chain(other, rows[-1], by=cast.ana)


def test_two_who_would_close_a_circle_together_do_not(own_database):
    cast = make_cast()
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.role(study, cast.bo, "moderator")
    for turn in range(5):
        one, two = (raise_mystery(f"{word} {turn}?", study=study, by=cast.ana) for word in ("One", "Two"))
        together = Barrier(2)

        def put(upper, lower, by, together=together) -> bool:
            try:
                together.wait(timeout=60)
                chain(Mystery.objects.get(pk=lower.pk), Mystery.objects.get(pk=upper.pk), by=by)
            except Refusal:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(put, (one, two), (two, one), (cast.ana, cast.bo)))
        assert sorted(done) == [False, True]
        assert not leads_round(dict(Mystery.objects.values_list("pk", "parent_id")))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=40))
def test_a_tree_holds_each_question_once_and_below_what_it_grew_from(moves):
    """As ``chain`` would store them: a move that closes a circle is left out."""
    parents: dict[int, int | None] = dict.fromkeys(range(7))
    for lower, upper in moves:
        before = parents[lower]
        parents[lower] = upper
        if leads_round(parents):
            parents[lower] = before
    steps = list(in_order(list(parents), parents))
    assert sorted(row for row, _ in steps) == list(range(7))
    depths = dict(steps)
    for row, parent in parents.items():
        assert depths[row] == (0 if parent is None else depths[parent] + 1)
        if parent is not None:
            order = [one for one, _ in steps]
            assert order.index(parent) < order.index(row)


def test_even_a_circle_that_stood_in_the_table_would_be_shown_once():
    assert list(in_order([1, 2, 3], {1: 2, 2: 1, 3: 2})) == [(1, 0), (2, 1), (3, 2)]
