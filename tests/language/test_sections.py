"""Titles of sections, and what they are for."""

import pytest

from secondstory.language.lower import lowered
from secondstory.language.sections import Sections
from secondstory.language.titles import purpose_of


@pytest.mark.parametrize(
    ("title", "purpose"),
    [
        ("Action items", "actions"),
        ("Actions", "actions"),
        ("Corrective and preventative measures", "actions"),
        ("5. Follow-ups", "actions"),
        ("What will we do next?", "actions"),
        ("Next steps", "actions"),
        ("What is being done about this?", "actions"),
        ("How are we preventing it from happening again?", "actions"),
        ("🔧 Remediation", "actions"),
        ("Lessons learned", "lessons"),
        ("Key takeaways", "lessons"),
        ("Timeline (all times UTC)", "timeline"),
        ("2024-05-01", "timeline"),
        ("Wednesday 8 May", "timeline"),
        ("What went well", "good"),
        ("What went wrong", "wrong"),
        ("What could have gone better?", "wrong"),
        ("Where we got lucky", "luck"),
        ("Root cause", "causes"),
        ("Contributing factors", "causes"),
        ("Impact", "impact"),
        ("Summary", "summary"),
        ("General", ""),
        ("Storage team", ""),
    ],
)
def test_a_title_says_what_its_section_is_for(title: str, purpose: str) -> None:
    assert purpose_of(title.lower()) == purpose


def purpose_at(text: str, words: str) -> str:
    return Sections(lowered(text)).at(text.index(words)).purpose


def test_headings_of_every_kind_are_found() -> None:
    for text in (
        "# Lessons\n\nhere",
        "Intro\n\n### Lessons ###\nhere",
        "Lessons\n=======\n\nhere",
        "Intro\n\nLessons\n---\nhere",
        "Intro\n\n**Lessons**\n\nhere",
        "Intro\n\n__Lessons:__\nhere",
        "Intro\r\n\r\n## Lessons\r\n\r\nhere",
    ):
        assert purpose_at(text, "here") == "lessons", text


def test_what_is_no_heading_is_none() -> None:
    for text in ("#lessons\nhere", "a paragraph\nlessons\n---\nhere", "- lessons\n- here", "**Lessons** and here"):
        assert purpose_at(text, "here") == "", text


def test_a_section_ends_where_one_of_its_height_begins() -> None:
    text = "# Actions\n\n## General\n\none\n\n# Impact\n\n## General\n\ntwo\n"
    assert purpose_at(text, "one") == "actions"
    assert purpose_at(text, "two") == "impact"
