"""What the engine tells of a text, and where."""

import pytest

from secondstory.language import Finding, check, load_rules, report

CANARY = "A canary would have caught this."


def rules_of(text: str, **choices: object) -> list[str]:
    return [finding.rule for finding in check(text, **choices)]  # type: ignore[arg-type]


def only(text: str, rule: str, **choices: object) -> Finding:
    (found,) = [finding for finding in check(text, **choices) if finding.rule == rule]  # type: ignore[arg-type]
    return found


def test_a_finding_says_what_why_and_asks() -> None:
    found = only(CANARY, "counterfactual.remedy")
    assert (found.category, found.core, found.level) == ("LF-CF", "counterfactual", "ask")
    assert CANARY[found.start : found.end] == "would have caught"
    assert (found.line, found.column) == (1, 10)
    assert found.questions
    assert found.why


def test_findings_come_in_order() -> None:
    text = f"{CANARY}\n\nThe root cause was a full disk. We forgot to look.\n"
    starts = [finding.start for finding in check(text)]
    assert starts == sorted(starts)
    assert len(starts) == 3


def test_one_finding_of_a_category_in_a_sentence() -> None:
    assert len(check("A canary would have caught this and an alert would have shown it.")) == 1


def test_two_sentences_have_one_each() -> None:
    assert len(check(f"{CANARY} An alert would have helped.")) == 2


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a code block", f"```\n{CANARY}\n```\n"),
        ("a code block with tildes", f"~~~ text\n{CANARY}\n~~~\n"),
        ("a code block in a list", f"- look:\n\n  ```\n  {CANARY}\n  ```\n"),
        ("an indented block", f"See:\n\n    {CANARY}\n"),
        ("code in a line", f"The text `{CANARY}` is printed."),
        ("a comment", f"<!-- {CANARY} -->"),
        ("front matter", f"---\ntitle: {CANARY}\n---\nHello.\n"),
        ("TOML front matter", f"+++\ntitle = '{CANARY}'\n+++\nHello.\n"),
        ("the target of a link", f"See [the note](</{CANARY}>)."),
        ("an address", "See <https://example.org/?q=human+error> and https://example.org/human-error ."),
        ("preformatted text", f"<pre>\n{CANARY}\n</pre>\n"),
        ("a script", f"<script>\nlet x = '{CANARY}'\n</script>\n"),
        ("the foot of a document", "Text.\n\n[human error]: https://example.org\n"),
        ("an unclosed block", f"```\n{CANARY}\n"),
    ],
)
def test_what_is_no_prose_is_left_alone(what: str, text: str) -> None:
    assert check(text) == [], what


def test_plain_text_has_no_code() -> None:
    assert rules_of(f"    {CANARY}", kind="plain") == ["counterfactual.remedy"]


@pytest.mark.parametrize(
    "text",
    [
        "A canary would\nhave caught this.",
        "A canary would have **caught** this.",
        "A canary _would_ have caught this.",
        "- A canary would\n  have caught this.",
        "> A canary would have caught this.",
        "| a | A canary would have caught this. |",
        "A canary [would have caught](https://example.org) this.",
        "A canary would\r\nhave caught this.",
        "A canary would've caught this.",
        "A canary would’ve caught this.",
        "A CANARY WOULD HAVE CAUGHT THIS.",
        "1. A canary would have caught this.<br>",
        "* [ ] A canary would have caught this.",
        "A list of canaries:\n    - would have caught this",
    ],
)
def test_it_is_found_however_it_is_set(text: str) -> None:
    found = [finding for finding in check(text) if finding.category == "LF-CF"]
    assert len(found) == 1
    assert "caught" in text[found[0].start : found[0].end].lower()


def test_what_somebody_said_is_told_more_quietly() -> None:
    said = only(
        'Bo said: "a second pair of eyes and one more night would have caught this fault in time".',
        "counterfactual.remedy",
    )
    assert said.level == "nudge"
    assert only(f"> {CANARY}", "counterfactual.remedy").level == "nudge"


def test_words_that_are_named_and_not_said_are_left_alone() -> None:
    assert check("The label “human error” ends the search.") == []
    assert check('We never write "root cause was".') == []


def test_what_was_believed_then_is_welcome() -> None:
    assert check("We believed that it should have been fine.") == []
    assert check("They assumed the job should have been tested by then.") == []


def test_a_recommendation_is_read_in_its_section_only() -> None:
    assert rules_of("# Action items\n\n- Investigate the lag\n") == ["vague.look_into"]
    assert rules_of("# Timeline\n\n- Investigate the lag\n") == []
    assert rules_of("- Investigate the lag\n", section="Follow-up actions") == ["vague.look_into"]
    assert rules_of("- Investigate the lag\n", surface="recommendation") == ["vague.look_into"]


def test_a_section_without_a_telling_title_has_the_purpose_of_the_one_above() -> None:
    assert rules_of("# Action items\n\n## Storage\n\n- Investigate the lag\n") == ["vague.look_into"]
    assert rules_of("Action items\n============\n\nStorage\n-------\n\n- Investigate the lag\n") == ["vague.look_into"]
    assert rules_of("**Action items**\n\n- Investigate the lag\n") == ["vague.look_into"]


def test_several_causes_in_a_list_are_no_single_one() -> None:
    assert "root_cause.asserted" in rules_of("The root cause was a full disk.")
    assert "root_cause.asserted" not in rules_of("- The root cause was a full disk.\n- A second cause was the load.\n")


def test_names_are_those_of_the_study_only() -> None:
    text = "Kiran deleted the table."
    assert rules_of(text) == []
    assert rules_of(text, names=("Kiran",)) == ["names.did"]
    assert rules_of(text, names=("kiran", " ", "")) == []
    assert rules_of("@kiran.b deleted it.", names=("kiran.b",)) == ["names.did"]
    assert rules_of("Łukasz deleted the table.", names=("Łukasz",)) == ["names.did"]


def test_a_language_without_a_pack_is_off_and_not_clean() -> None:
    told = report(CANARY, rules=load_rules("xx"))
    assert (told.state, told.findings) == ("off", ())
    assert load_rules("en-GB") is not None
    assert report(CANARY, rules=load_rules("en_US")).state == "on"
    assert load_rules("../en").state == "off"


@pytest.mark.parametrize("wrong", [{"kind": "html"}, {"surface": "wall"}, {"preset": "harsh"}])
def test_a_word_there_is_none_of_is_refused_with_those_there_are(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="There are: "):
        report(CANARY, **wrong)  # type: ignore[arg-type]


def test_the_text_is_never_changed_and_twice_is_the_same() -> None:
    text = f"{CANARY} 🎉\r\nThe root cause was a full disk.\r\n"
    assert check(text) == check(text)


@pytest.mark.requirement("R-002-43")
@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("The cause was operator error.", "If we start from this action instead of ending at it"),
        ("It happened because the engineer forgot the flag.", "What were they doing instead"),
        ("The engineer failed to follow the procedure.", "how is it usually done"),
        ("The engineer was careless.", "What about the situation"),
    ],
)
def test_where_an_explanation_stops_at_a_person_it_asks_on_from_there(text: str, goes_on: str) -> None:
    questions = [question for finding in check(text, surface="analysis") for question in finding.questions]
    assert any(goes_on.lower() in question.lower() for question in questions)


@pytest.mark.requirement("R-004-61")
@pytest.mark.parametrize("text", ["Improve monitoring.", "Consider adding alerts.", "Look into the backups."])
def test_a_recommendation_that_nobody_could_call_done_is_asked_when_it_is(text: str) -> None:
    questions = [question for finding in check(text, surface="recommendation") for question in finding.questions]
    assert "How will someone else know that this is finished?" in questions
