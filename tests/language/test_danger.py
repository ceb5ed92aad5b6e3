"""Patterns that could take for ever are refused before they meet a text."""

import time

import pytest

from secondstory.language import Rules, build, check, load_rules
from secondstory.language.danger import danger
from secondstory.language.parse import PATTERNS


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b",
        r"(a*)*b",
        r"(a|a)*b",
        r"(?:\w+\s?)+!",
        r"(?:\w+ )+x",
        r"(?:blame+)+x",
        r"(?:\w+)*x",
        r"\w+\w+x",
        r".*.*x",
        r"\s+\s*x",
        r"(?:a?){300}x+(?:a+)*b",
        r"([a-z]+)*[0-9]",
        r"(?:(?:ab?)+c?)+d",
        r"(?:.{0,60}){20}x",
        r".{0,100}.{0,100}.{0,100}x",
        r"a*[ab]*a*c",
    ],
)
def test_a_pattern_that_explodes_is_refused(pattern: str) -> None:
    assert danger(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bshould have\b",
        r"\w+",
        r"\w+ \w+",
        r"(?:a|b)*c",
        r"[a-z]{2,14}ly",
        r"(?:the )?(?:[a-z-]{1,20} ){0,2}team",
        r"foo[^.;]{0,60}bar",
        r"(?<!not )\bprepared\b(?! for)",
        r"(?i:abc)+",
        r"a{3}",
        r"",
    ],
)
def test_an_honest_pattern_is_not(pattern: str) -> None:
    assert danger(pattern) is None


@pytest.mark.parametrize("written", [pytest.param(rule, id=rule.id) for rule in load_rules()])
def test_no_rule_of_ours_is_dangerous(written: object) -> None:
    for field in PATTERNS:
        assert danger(getattr(written, field).replace("<<name>>", "x")) is None


UNITS = {
    "the same anchor": "should have ",
    "a finding after the other": "would have been caught ",
    "code never closed": "`should have",
    "brackets": "[[[[ should have (",
    "link ends": "](",
    "no line end": "wordwordword ",
    "marks": "<!-- blame-ok counterfactual: why -->\n",
    "fences": "```\n",
    "list items": "- the root cause was x\n",
    "quotations": '"would have caught ',
    "emphasis": "**would have *caught ",
    "tags": "<a <b would have caught ",
    "headings": "# Root cause\n",
    "indented lines": "    we forgot to\n",
    "words cut short": "e.g. should have been tested. ",
    "clauses": "had the a b c d, ",
    "long blanks": "would have   \n   caught ",
    "letters that grow": "İ should have tested ",
    "people": "we we we we had if ",
    "quotes and apostrophes": "it's 'would have' \"caught\" ",
}


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        begin = time.process_time()
        check(text)
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("what", UNITS)
def test_twice_the_text_takes_twice_the_time(what: str) -> None:
    """Doubling would be four times as long for a quadratic scan; three is let through for a busy machine."""
    unit = UNITS[what]
    small, large = unit * (40_000 // len(unit)), unit * (160_000 // len(unit))
    check(small[:2000])
    assert seconds(large) < 4 * 2.5 * max(seconds(small), 0.01)


@pytest.mark.parametrize("what", UNITS)
def test_every_rule_pattern_is_quick_on_a_hard_sentence(what: str) -> None:
    sentence = (UNITS[what] * 400)[:1000].lower()
    rules = load_rules()
    begin = time.process_time()
    for number in range(len(rules)):
        rules.compiled(number).spans(sentence)
    assert time.process_time() - begin < 3


def test_a_sentence_is_looked_at_once() -> None:
    """Counted, not timed: the characters that the rules are shown are no more than the text has, times the rules."""
    shown = 0

    class Counting(Rules):
        def compiled(self, number: int) -> object:  # type: ignore[override]
            one = super().compiled(number)

            class Counted:
                def spans(self, text: str) -> list[tuple[int, int]]:
                    nonlocal shown
                    shown += len(text)
                    return one.spans(text)

            return Counted()

    text = "should have " * 5000
    check(text, rules=Counting(load_rules()))
    assert 0 < shown <= len(text) * 6


def test_the_pack_is_read_from_toml_without_a_dangerous_one() -> None:
    assert len(build.written_pack()) == len(load_rules())
