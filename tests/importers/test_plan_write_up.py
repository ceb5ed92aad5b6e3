"""What of a write-up becomes rows, and what stays of its text. No database."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from secondstory.importers.markdown import decode, read_write_up
from secondstory.importers.markdown.plan import Plan, on_one_line, plan_of
from secondstory.importers.markdown.remains import remains, says_anything

CORPUS = Path(os.environ.get("SECONDSTORY_CORPUS") or Path(__file__).resolve().parents[3] / "shared" / "corpus")
TEXTS = sorted((CORPUS / "texts").glob("*.md"))


def planned(text: str, file: str = "a.md") -> Plan:
    return plan_of(text, read_write_up(text, file=file))


def shown(text: str) -> dict[str, str]:
    return {section.key or section.heading: section.shown for section in planned(text).sections}


def test_an_idea_keeps_what_the_table_says_of_it():
    table = "| Action | Owner | Due | Ticket |\n|---|---|---|---|\n| Watch it | RK | May | https://t.example.org/1 |\n"
    (idea,) = planned(f"# T\n\n## Action items\n\n{table}").ideas
    assert idea.text == "Watch it"
    assert "Named for it in the write-up: RK." in idea.more
    assert "Due, as written: May." in idea.more
    assert idea.url == "https://t.example.org/1"


def test_the_head_of_a_table_goes_with_its_last_row():
    table = "| Time (UTC) | Event |\n|---|---|\n| 2021-01-01 10:00 | It stops |\n| 2021-01-01 10:05 | It goes on |\n"
    assert shown(f"# T\n\n## Timeline\n\n{table}")["timeline"] == ""
    assert shown(f"# T\n\n## Timeline\n\nSee the chat.\n\n{table}")["timeline"] == "See the chat."


def test_a_row_that_is_not_understood_keeps_its_table():
    table = "| Time (UTC) | Event |\n|---|---|\n| 2021-01-01 10:00 | It stops |\n| nobody knows | It goes on |\n"
    kept = shown(f"# T\n\n## Timeline\n\n{table}")["timeline"]
    assert "| Time (UTC) | Event |" in kept
    assert "nobody knows" in kept


def test_paragraphs_stay_although_something_was_read_from_them():
    text = "# T\n\n## Root Cause\n\nThe disk was full, and nobody could know.\n"
    assert [condition.text for condition in planned(text).conditions] == ["The disk was full, and nobody could know."]
    assert shown(text)["analysis"] == "The disk was full, and nobody could know."


def test_labels_over_lists_that_are_gone_go_too():
    text = "# T\n\n## Action items\n\n**Ana**\n\n- Watch it\n\n### Later\n\n- Mend it\n"
    assert shown(text)["recommendations"] == ""


def test_the_summary_comes_first_wherever_it_stands():
    text = "# T\n\n## Timeline\n\n- 2021-01-01 10:00 UTC It stops\n\n## Summary\n\nShort.\n"
    assert [section.key for section in planned(text).sections] == ["summary", "timeline"]


def test_an_introduction_stands_for_a_summary_that_is_not_there():
    assert shown("# T\n\nIt stopped, and went on.\n\n## Impact\n\nMany.\n")["summary"] == "It stopped, and went on."
    both = shown("# T\n\nBefore all.\n\n## Summary\n\nShort.\n")
    assert (both["summary"], both["Introduction"]) == ("Short.", "Before all.")


def test_smaller_headings_of_the_authors_own_stay_in_the_text_above():
    text = "# T\n\n## Our story\n\nOne.\n\n### A part of it\n\nTwo.\n\n## Another\n\nThree.\n"
    assert shown(text) == {"Our story": "One.\n\n### A part of it\n\nTwo.", "Another": "Three."}


def test_pieces_are_known_by_their_words_wherever_they_stand():
    first = planned("# T\n\n## What went well\n\n- One\n- Two\n")
    moved = planned("# T\n\nNew words.\n\n## What went well\n\n- Zero\n- Two\n- One\n")
    assert {point.piece for point in first.strengths} < {point.piece for point in moved.strengths}


def test_lines_that_are_alike_are_told_apart_by_which_one_they_are():
    text = "# T\n\n## Timeline\n\n- 2021-01-01 10:00 UTC ping\n- 2021-01-01 10:00 UTC ping\n"
    ids = [id for id, _ in planned(text).entries]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One", "One"),
        ("One\n- two\n- three", "One: two; three"),
        ("One:\n  two", "One: two"),
        ("", ""),
        ("  One \t two ", "One two"),
    ],
)
def test_a_point_and_those_below_it_become_one_line(text, line):
    assert on_one_line(text) == line


@pytest.mark.parametrize("text", ["", "---", "- \n* ", "<br>", "  \n\t", "1."])
def test_furniture_says_nothing(text):
    assert not says_anything(text)


def test_what_is_not_taken_remains_word_for_word():
    body = "Before.\n\n- one\n- two\n\nAfter.\n"
    at = body.index("- one")
    assert remains(body, 0, body, [(at, at + 5)]) == "Before.\n\n- two\n\nAfter."


@pytest.mark.skipif(not TEXTS, reason="the corpus is not beside this checkout")
def test_of_real_write_ups_every_word_is_in_a_section_or_its_first_words():
    """The sections hold the file: only front matter and headings stand outside of them."""
    for path in TEXTS:
        text, _ = decode(path.read_bytes(), file=path.name)
        read = read_write_up(text, file=path.name)
        plan = plan_of(text, read)
        kept = "\n".join(section.original for section in plan.sections)
        for section in read.sections:
            for line in filter(str.strip, section.body.splitlines()):
                if any(char.isalnum() for char in line):
                    assert line.strip() in kept, f"{path.name}: {line}"
