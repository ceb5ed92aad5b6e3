"""Every requirement of the list is held by a test that is marked with it, or stands under 'not yet' with a reason."""

from __future__ import annotations

import pytest
from scripts import requirements

LIST = (
    {f"R-000-{n}" for n in (10, *range(14, 17), *range(20, 27), *range(30, 40), 46, 47)}
    | {f"R-001-{n:02}" for n in range(1, 53)}
    | {f"R-002-{n:02}" for n in range(1, 79)}
    | {f"R-003-{n:02}" for n in range(1, 44)}
    | {f"R-004-{n}" for n in (*range(30, 46), *range(60, 74), 106, 124, 125, 130)}
)


def test_the_list_is_whole() -> None:
    assert set(requirements.listed("asked")) == LIST


def test_each_is_held_by_a_test_or_waits_with_a_reason_and_never_both() -> None:
    held = {mark.requirement for mark in requirements.marks()}
    waiting = requirements.listed("not_yet")
    assert LIST - held - set(waiting) == set(), "mark a test, or say in docs/requirements.yaml why not yet"
    assert held & set(waiting) == set(), "a test holds it now: take it out of 'not_yet' in docs/requirements.yaml"
    assert all(why.strip() for why in waiting.values())


def test_what_is_met_in_part_is_held_by_a_test_and_says_what_is_missing() -> None:
    part = requirements.listed("in_part")
    assert set(part) <= {mark.requirement for mark in requirements.marks()}
    assert all(missing.strip() for missing in part.values())


def test_no_mark_has_a_number_that_is_not_on_the_list() -> None:
    listed = [mark.requirement for mark in requirements.marks()] + [*requirements.listed("not_yet")]
    assert set(listed) <= LIST


def test_marks_are_found_above_a_test_and_for_a_whole_file(tmp_path) -> None:
    file = tmp_path / "test_sample.py"
    file.write_text(
        'pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R-1")]\n'
        '@pytest.mark.requirement("R-2", "R-3")\ndef test_it(): ...\n'
    )
    found = {(mark.requirement, mark.test) for mark in requirements.marks(tmp_path)}
    assert found == {("R-1", ""), ("R-2", "test_it"), ("R-3", "test_it")}


@pytest.mark.parametrize(
    "source",
    [
        '@pytest.mark.requirement("R-1")\ndef helper(): ...',
        "@pytest.mark.requirement(NUMBER)\ndef test_it(): ...",
        "@pytest.mark.requirement()\ndef test_it(): ...",
        'CASES = [pytest.param(1, marks=pytest.mark.requirement("R-1"))]',
        'class TestIt:\n    @pytest.mark.requirement("R-1")\n    def test_it(self): ...',
    ],
)
def test_a_mark_that_the_page_would_not_see_is_told(tmp_path, source) -> None:
    (tmp_path / "test_sample.py").write_text(source)
    with pytest.raises(requirements.OutOfPlace):
        requirements.marks(tmp_path)
