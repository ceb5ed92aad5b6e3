"""What a write-up says should be done, what was true, what went well: read as points with their place."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from secondstory.importers.markdown import Action, Item, decode, read_write_up

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="the public write-ups are not beside this checkout")


def actions(below: str, *, heading: str = "Action items") -> tuple[Action, ...]:
    text = f"# A\n\n## {heading}\n\n{dedent(below).lstrip(chr(10))}"
    found = read_write_up(text, file="a.md").actions
    assert all(one.offset >= 0 and one.offset + one.length <= len(text) for one in found)
    return found


def action(below: str, **more: Any) -> Action:
    (found,) = actions(below, **more)
    return found


def items(kind: str, text: str) -> list[str]:
    found: tuple[Item, ...] = getattr(read_write_up(dedent(text).lstrip("\n"), file="a.md"), kind)
    return [item.text for item in found]


# actions: where they stand -----------------------------------------------------------------


@pytest.mark.parametrize("written", ["- a b\n- c d\n", "* a b\n* c d\n", "1. a b\n2. c d\n", "- [ ] a b\n- [x] c d\n"])
def test_each_item_of_a_list_is_an_action(written: str) -> None:
    assert [one.text for one in actions(written)] == ["a b", "c d"]


def test_an_action_has_its_place_in_the_file() -> None:
    text = "# Ärger 😀\n\n## Actions\n\n- Add an alert\n  on lag\n- Next\n"
    first = read_write_up(text, file="a.md").actions[0]
    assert text[first.offset : first.offset + first.length] == "- Add an alert\n  on lag"
    assert first.text == "Add an alert on lag"


def test_a_table_is_read_by_its_head() -> None:
    found = actions("""
        | Action Item | Type | Owner | Due date | Status | Bug |
        | --- | --- | --- | --- | --- | --- |
        | Add an alert | prevent | Ana | 2021-06-01 | **DONE** | [#12](https://t.example/12) |
        | Write a runbook | mitigate | ??? | | To do | |
        | | | | | | |
    """)
    first, second = found
    assert (first.text, first.owner, first.due, first.done, first.status) == (
        "Add an alert",
        "Ana",
        "2021-06-01",
        True,
        "DONE",
    )
    assert first.link == "https://t.example/12"
    assert first.detail == "Type: prevent"
    assert (second.text, second.owner, second.due, second.done) == ("Write a runbook", None, None, False)


def test_a_table_with_unknown_columns_gives_its_longest() -> None:
    found = actions("| X | Y |\n| - | - |\n| 1 | Add an alert on replication lag |\n")
    assert found[0].text == "Add an alert on replication lag"


def test_what_is_nested_below_an_action_is_its_detail() -> None:
    one = action("- Improve probes\n  - Ask the teams\n  - Make a dashboard\n")
    assert one.detail == "- Ask the teams\n- Make a dashboard"


def test_a_label_in_a_list_gives_way_to_what_is_below_it() -> None:
    found = actions("- **Long term:**\n  - Move the database\n  - Test restores\n")
    assert [(one.text, one.group) for one in found] == [
        ("Move the database", "Long term"),
        ("Test restores", "Long term"),
    ]


def test_headings_with_text_below_are_actions_where_there_is_no_list() -> None:
    found = actions("### 1) Alerts configured `@dma`\n\nAt 90%.\n\n### 2) Write a runbook\n\nFor restores.\n")
    assert [(one.text, one.owner, one.detail) for one in found] == [
        ("Alerts configured `@dma`", "@dma", "At 90%."),
        ("Write a runbook", None, "For restores."),
    ]


def test_prose_is_read_a_paragraph_at_a_time_and_says_so() -> None:
    reading = read_write_up("## Actions\n\nAdd an alert on lag.\n\nWrite a runbook for it.\n", file="a.md")
    assert [one.text for one in reading.actions] == ["Add an alert on lag.", "Write a runbook for it."]
    assert "no list" in reading.warnings[0]


def test_lines_that_are_sentences_of_their_own_are_actions_of_their_own() -> None:
    found = actions("Add an alert on lag.\nWrite a runbook for it.\nTest the restore.\n")
    assert len(found) == 3


def test_a_checkbox_is_an_action_wherever_it_stands() -> None:
    found = actions("- [ ] Ask the vendor\n- just a thought\n", heading="Our notes")
    assert [(one.text, one.done) for one in found] == [("Ask the vendor", False)]


@pytest.mark.parametrize("written", ["None.", "N/A", "- \n- TBD\n", "```\n- a\n```\n", "https://x.example/list\n"])
def test_a_gap_in_a_template_is_no_action(written: str) -> None:
    assert actions(written) == ()


# actions: what they say --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "done"),
    [
        ("- [x] a thing", True),
        ("- [ ] a thing", False),
        ("- ✅ a thing", True),
        ("- a thing - done", True),
        ("- a thing – done on 20/10/25", True),
        ("- a thing DONE", True),
        ("- TODO a thing", False),
        ("- a thing (in progress)", False),
        ("- a thing", None),
        ("- work to be done by the team", None),
        ("- find out what was done", None),
        ("- a thing WONTDO", None),
        ("### Immediate actions (completed)\n\n- a thing", True),
    ],
)
def test_done_is_only_what_the_text_says(written: str, done: bool | None) -> None:
    assert action(written).done is done


@pytest.mark.parametrize(
    ("written", "owner"),
    [
        ("- Add an alert. Owner: @ana", "@ana"),
        ("- Add an alert (owner: Ana B)", "Ana B"),
        ("- Add an alert @ana", "@ana"),
        ("- Add an alert [@ana, @bo]", "@ana, @bo"),
        ("- @ana to add an alert", "@ana"),
        ("- **Ana** to add an alert", "Ana"),
        ("**Ana/Bo**\n- Add an alert", "Ana/Bo"),
        ("AN:\n- Add an alert", "AN"),
        ("**AN - for planning**\n- Add an alert", "AN"),
        ("**Rapha&#235;lle**\n- Add an alert", "Raphaëlle"),
        ("- Ana\n  - Add an alert", "Ana"),
        ("- Add an alert\n  - **Owner:** Ana", "Ana"),
        ("**Monitoring**\n- Add an alert", None),
        ("**For planning**\n- Add an alert", None),
        ("- **Add an alert** for lag", None),
        ("- Tell ana@example.org", None),
    ],
)
def test_an_owner_is_as_written(written: str, owner: str | None) -> None:
    assert action(written).owner == owner


def test_a_theme_stays_while_the_people_below_it_change() -> None:
    found = actions("**Next sprint**\n\n**Ana**\n- a thing\n\n**Bo**\n- b thing\n")
    assert [(one.owner, one.group) for one in found] == [("Ana", "Next sprint"), ("Bo", "Next sprint")]


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("- Add an alert by 2021-06-01", "2021-06-01"),
        ("- Add an alert (due: next sprint)", "next sprint"),
        ("- Add an alert, ETA: Q3 2021", "Q3 2021"),
        ("- Add an alert by end of June", "end of June"),
        ("### Later (Q4 2025 - Q1 2026)\n- Add an alert", "Q4 2025 - Q1 2026"),
        ("- Add an alert by hand", None),
        ("- Sort them by date", None),
    ],
)
def test_a_due_date_is_as_written(written: str, due: str | None) -> None:
    assert action(written).due == due


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("- Add [an alert](https://t.example/1)", "https://t.example/1"),
        ("- Add an alert https://t.example/1.", "https://t.example/1"),
        ("- Add an alert [#1]\n\n[#1]: https://t.example/1\n", "https://t.example/1"),
        ("- Add [an alert](#alerts)", None),
    ],
)
def test_a_link_is_the_first_address(written: str, link: str | None) -> None:
    assert action(written).link == link


# conditions --------------------------------------------------------------------------------


@pytest.mark.parametrize("heading", ["Root cause", "Contributing factors", "5 whys", "Trigger", "Analysis of causes"])
def test_what_stands_below_a_cause_becomes_conditions(heading: str) -> None:
    text = f"## {heading}\n\n- The pool was small\n- The alert went elsewhere\n"
    reading = read_write_up(text, file="a.md")
    assert [one.text for one in reading.conditions] == ["The pool was small", "The alert went elsewhere"]
    assert {one.heading for one in reading.conditions} == {heading}
    first = reading.conditions[0]
    assert text[first.offset : first.offset + first.length] == "- The pool was small"


def test_prose_gives_a_condition_a_paragraph_without_its_lead_in() -> None:
    text = "## Root cause\n\nThe pool was small.\n\nThere were two more:\n\n- No alert\n- No runbook\n"
    assert items("conditions", text) == ["The pool was small.", "No alert", "No runbook"]


def test_pictures_people_and_gaps_are_no_conditions() -> None:
    assert items("conditions", "## Root cause\n\n![graph](a.png)\n\n**Ana**\n\nN/A\n") == []


def test_an_author_who_wrote_of_one_cause_is_asked_for_the_others() -> None:
    (note,) = read_write_up("## Root cause\n\nThe pool was small.\n", file="a.md").coaching
    assert note.startswith("“Root cause” was read as one condition.")
    assert note.endswith("?")


def test_a_chain_of_whys_is_asked_where_it_branches() -> None:
    (note,) = read_write_up("## 5 Whys\n\n1. The pool was small\n2. Nobody sized it\n", file="a.md").coaching
    assert "another answer" in note


def test_contributing_factors_need_no_coaching() -> None:
    assert read_write_up("## Contributing factors\n\n- a b\n", file="a.md").coaching == ()


def test_our_own_words_name_no_single_cause() -> None:
    reading = read_write_up("## Cause\n\n- a b\n- c d\n", file="a.md")
    for word in ("root cause", "human error", "should have", "culprit", "failed to"):
        assert not any(word in note.casefold() for note in (*reading.coaching, *reading.warnings))


# the other points --------------------------------------------------------------------------


def test_each_list_goes_to_its_place() -> None:
    text = """
        ## Lessons learned
        ### What went well
        - The alert fired
        ### What could have gone better
        - The runbook was old
        ### Where we got lucky
        - It was noon
        ## Open questions
        - Q (who): why twice?
        ## Impact
        200 people
        ## Summary
        Search was slow.
    """
    assert items("went_well", text) == ["The alert fired"]
    assert items("could_be_better", text) == ["The runbook was old"]
    assert items("lucky", text) == ["It was noon"]
    assert items("open_questions", text) == ["Q (who): why twice?"]
    reading = read_write_up(dedent(text), file="a.md")
    assert (reading.impact, reading.summary) == ("200 people", "Search was slow.")


def test_without_a_summary_the_introduction_is_one() -> None:
    text = "# A\n\n**Incident from:** 2021-05-29\n\nSearch was slow.\n\n## Timeline\n"
    assert read_write_up(text, file="a.md").summary == "Search was slow."


def test_a_file_of_several_incidents_says_so() -> None:
    text = "## One\n### Summary\na\n### Timeline\n14:02 UTC a\n## Two\n### Summary\nb\n### Timeline\n15:02 UTC b\n"
    assert any("2 incidents" in warning for warning in read_write_up(text, file="a.md").warnings)


@needs_corpus
def test_public_action_lists_give_the_items_a_person_counted() -> None:
    """The count beside each list is of lines with a mark, so nested points and table heads differ by design."""
    lines = (CORPUS / "actions_dev.jsonl").read_text(encoding="utf-8").splitlines()
    listed = [one for one in map(json.loads, lines) if one["items"]]
    same = 0
    for one in listed:
        text, _ = decode((CORPUS / "texts" / one["file"]).read_bytes())
        found = [a for a in read_write_up(text, file=one["file"]).actions if one["start"] <= a.offset < one["end"]]
        same += len(found) == one["items"]
    assert same >= len(listed) * 0.75
