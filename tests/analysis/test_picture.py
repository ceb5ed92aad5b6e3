"""A control structure as a picture: where nothing comes back, who steers the same thing, what is said beside an arrow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.analysis.picture import (
    CONTROL,
    FEEDBACK,
    GAP,
    INFLUENCE,
    Arrow,
    Part,
    describe,
    gaps,
    steered_by_several,
    told,
)

ends = st.sampled_from("abcde")
arrows = st.lists(
    st.builds(Arrow, id=st.uuids().map(str), kind=st.sampled_from([CONTROL, FEEDBACK, INFLUENCE]), source=ends, target=ends),
    max_size=20,
)  # fmt: skip
PAIR = [Part("team", "The team", "team"), Part("job", "Backup job", "software")]


def arrow(kind: str, source: str, target: str, **more: object) -> Arrow:
    return Arrow(f"{kind}-{source}-{target}", kind, source, target, **more)  # type: ignore[arg-type]


def test_steering_of_which_nobody_said_what_comes_back_leaves_a_gap():
    (gap,) = gaps([arrow(CONTROL, "team", "job")])
    assert (gap.kind, gap.source, gap.target, gap.says) == (GAP, "job", "team", "No feedback is told yet")


def test_feedback_of_any_state_closes_the_gap_and_other_feedback_does_not():
    steering = arrow(CONTROL, "team", "job")
    assert gaps([steering, arrow(FEEDBACK, "job", "team", state="missing")]) == []
    assert len(gaps([steering, arrow(FEEDBACK, "team", "job"), arrow(INFLUENCE, "job", "team")])) == 1


def test_two_actions_on_one_part_leave_one_gap_and_steering_oneself_none():
    assert len(gaps([arrow(CONTROL, "team", "job"), arrow(CONTROL, "team", "job")])) == 1
    assert gaps([arrow(CONTROL, "job", "job")]) == []


@given(arrows)
def test_saying_what_comes_back_everywhere_leaves_no_gap(some):
    found = gaps(some)
    closed = [Arrow(f"back-{gap.id}", FEEDBACK, gap.source, gap.target) for gap in found]
    assert gaps([*some, *closed]) == []
    assert len({(gap.source, gap.target) for gap in found}) == len(found)


@given(arrows)
def test_the_order_in_which_arrows_are_told_changes_no_gap(some):
    assert {gap.id for gap in gaps(some)} == {gap.id for gap in gaps(reversed(some))}


@given(arrows)
def test_who_steers_the_same_thing_are_at_least_two_and_never_itself(some):
    for target, sources in steered_by_several(some).items():
        assert len(set(sources)) == len(sources) >= 2
        assert target not in sources


def test_two_who_steer_one_thing_are_named_and_one_who_does_it_twice_is_not():
    assert steered_by_several([arrow(CONTROL, "a", "c"), arrow(CONTROL, "b", "c")]) == {"c": ["a", "b"]}
    assert steered_by_several([arrow(CONTROL, "a", "c"), arrow(CONTROL, "a", "c"), arrow(FEEDBACK, "b", "c")]) == {}


@pytest.mark.parametrize(
    ("told_so", "says"),
    [
        (arrow(CONTROL, "a", "b", state="as_intended"), ""),
        (arrow(CONTROL, "a", "b", state="not_given", is_on_paper=True), "not given, on paper only"),
        (arrow(FEEDBACK, "b", "a", state="late", delay="about a day"), "late: about a day"),
        (arrow(FEEDBACK, "b", "a", state="arrived", delay="in a minute"), "in a minute"),
        (arrow(FEEDBACK, "b", "a", state="on_paper"), "on paper only"),
    ],
)
def test_what_is_usual_goes_without_saying(told_so, says):
    assert told_so.says == says


def test_the_picture_is_told_in_a_sentence():
    assert describe(PAIR, [arrow(CONTROL, "team", "job")]) == (
        "2 parts, 1 control action, 0 feedback and 0 influences. "
        "Nothing is told yet of what comes back in 1 place. The table says the same."
    )


def test_parts_and_arrows_are_links_where_they_have_an_address_and_a_gap_has_none():
    structure = told(
        PAIR,
        [arrow(CONTROL, "team", "job")],
        title="Who steers what",
        kinds={"team": "team"},
        part_at=lambda id: f"/{id}/",
        arrow_at=lambda one: f"/{one.kind}/",
    )
    assert [part["href"] for part in structure["parts"]] == ["/team/", "/job/"]  # type: ignore[attr-defined]
    assert [one["href"] for one in structure["arrows"]] == ["/control/", ""]  # type: ignore[attr-defined]
