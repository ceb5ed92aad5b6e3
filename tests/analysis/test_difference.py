"""Two control structures side by side: by names, and without what happened in one incident."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondstory.analysis.difference import (
    CONTROL,
    FEEDBACK,
    KINDS,
    Kept,
    KeptArrow,
    KeptPart,
    difference,
    merged,
    plain,
    read_plain,
)

names = st.sampled_from(["Team", "team ", "Job", "Database", "  Data  base"])
parts = st.builds(
    KeptPart,
    names,
    st.sampled_from(["team", "data"]),
    st.booleans(),
    st.lists(st.sampled_from(["look", "tell"]), max_size=2, unique=True).map(tuple),
)
arrows = st.builds(
    KeptArrow, st.sampled_from(KINDS), names, names, st.sampled_from(["a", "b"]), st.booleans(), st.sampled_from(["", "late"])
)  # fmt: skip
kept = st.builds(Kept, st.lists(parts, max_size=5).map(tuple), st.lists(arrows, max_size=6).map(tuple))
TEAM, JOB = KeptPart("Team", "team"), KeptPart("Job", "software")


@given(kept)
def test_a_structure_differs_from_itself_in_nothing(one):
    assert not difference(one, one)


@given(kept, kept)
def test_the_other_way_round_it_is_the_same_with_the_sides_changed(one, other):
    here, there = difference(one, other), difference(other, one)
    assert set(here.parts_here) == set(there.parts_there)
    assert set(here.arrows_here) == set(there.arrows_there)
    assert set(here.parts_differ) == {(a, b) for b, a in there.parts_differ}
    assert set(here.arrows_differ) == {(a, b) for b, a in there.arrows_differ}


@given(kept, kept)
def test_no_difference_means_that_both_say_the_same(one, other):
    if not difference(one, other):
        first, second = merged(one), merged(other)
        assert {part.name.split()[0].casefold() for part in first.parts} == {
            part.name.split()[0].casefold() for part in second.parts
        }
        assert len(set(first.arrows)) == len(set(second.arrows))


@given(kept)
def test_what_is_stored_is_read_back(one):
    assert read_plain(plain(one)) == one


@given(kept)
def test_merging_twice_is_merging_once(one):
    assert merged(merged(one)) == merged(one)


def test_parts_and_arrows_only_on_one_side_are_told_and_the_same_name_in_capitals_is_the_same():
    here = Kept((TEAM, JOB), (KeptArrow(CONTROL, "Team", "Job", "starts"),))
    there = Kept((KeptPart("TEAM", "team"), KeptPart("Spam")), ())
    told = difference(here, there)
    assert told.parts_here == (JOB,)
    assert told.parts_there == (KeptPart("Spam"),)
    assert told.arrows_here == here.arrows
    assert not told.parts_differ


def test_one_arrow_between_the_same_two_is_told_differently():
    here = Kept((TEAM, JOB), (KeptArrow(FEEDBACK, "Job", "Team", "mail"),))
    there = Kept((TEAM, JOB), (KeptArrow(FEEDBACK, "Job", "Team", "a page"),))
    told = difference(here, there)
    assert told.arrows_differ == ((here.arrows[0], there.arrows[0]),)
    assert not told.arrows_here


def test_a_part_that_became_environment_or_has_another_duty_is_told_differently():
    here, there = KeptPart("Team", "team", False, ("look",)), KeptPart("Team", "team", False, ("tell",))
    assert difference(Kept((here,)), Kept((there,))).parts_differ == ((here, there),)


def test_an_arrow_to_a_part_that_is_not_there_is_left_out():
    assert merged(Kept((TEAM,), (KeptArrow(CONTROL, "Team", "Job", "starts"),))).arrows == ()
