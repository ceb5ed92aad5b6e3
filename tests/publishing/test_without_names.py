"""Where a text names somebody, what they were stands instead."""

from __future__ import annotations

import pytest

from secondstory.publishing.without_names import by_role


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ana Ruiz looked.", "the operator looked."),
        ("It was Ana Ruiz's page.", "It was the operator's page."),
        ("Ana Ruizmann looked.", "a colleague Ruizmann looked."),
        ("Bananas, and Anatomy.", "Bananas, and Anatomy."),
        ("Jean-Luc O’Neil, then Ana.", "the lead, then a colleague."),
        ("", ""),
    ],
)
def test_a_name_is_met_whole_and_the_longer_one_first(text, told):
    names = {"Ana Ruiz": "the operator", "Ana": "a colleague", "Jean-Luc O’Neil": "the lead"}
    assert by_role(names)(text) == told


def test_what_somebody_was_in_the_story_goes_before():
    assert by_role({"Ana": "the operator"}, {"Ana": "a colleague", "Bo": "a colleague"})("Ana and Bo") == (
        "the operator and a colleague"
    )
