"""Every rule does what its own sentences say: each example is found, each look-alike is left alone."""

import json

import pytest

from secondstory.language import build, load_rules, report
from secondstory.language.parse import Example, Written
from secondstory.language.rules import Rules
from secondstory.language.surfaces import ALL

PACK = build.written_pack()
EACH = [pytest.param(written, id=written.rule.id) for written in PACK]


def hits(written: Written, example: Example) -> bool:
    rules = Rules([written.rule])
    surface = next(iter(sorted(written.rule.surfaces)), "writeup")
    return bool(
        report(example.text, surface=surface, section=example.section, names=example.names, rules=rules).findings
    )


@pytest.mark.parametrize("written", EACH)
def test_a_rule_finds_its_examples(written: Written) -> None:
    assert [example.text for example in written.examples if not hits(written, example)] == []


@pytest.mark.parametrize("written", EACH)
def test_a_rule_leaves_its_look_alikes_alone(written: Written) -> None:
    assert [example.text for example in written.counter if hits(written, example)] == []


def test_there_are_more_than_three_hundred_sentences() -> None:
    assert sum(len(written.examples) + len(written.counter) for written in PACK) > 700


def test_every_category_has_a_rule() -> None:
    assert {written.rule.category for written in PACK} == set(ALL)


def test_every_rule_says_why_and_asks_something_better() -> None:
    for written in PACK:
        assert written.rule.why, written.rule.id
        assert written.rule.questions, written.rule.id
        assert written.rule.message.endswith("."), written.rule.id


def test_no_message_uses_the_words_it_asks_others_to_leave() -> None:
    ours = load_rules()
    for written in PACK:
        said = " ".join((written.rule.message, *written.rule.questions))
        found = [
            finding.rule
            for finding in report(said, kind="plain", surface="product", rules=ours).findings
            if finding.level not in ("whisper", "nudge")
        ]
        assert found == [], (written.rule.id, said)


def test_the_compiled_form_is_what_the_rules_say() -> None:
    assert build.main(["--check"]) == 0


def test_the_compiled_rules_are_the_written_ones() -> None:
    assert list(load_rules()) == [written.rule for written in PACK]


def test_an_anchor_of_the_index_calls_for_rules_there_are() -> None:
    index = json.loads((build.FOLDER / "en.json").read_text(encoding="utf-8"))["index"]
    assert {number for numbers in index["by_anchor"].values() for number in numbers} <= set(range(len(PACK)))
