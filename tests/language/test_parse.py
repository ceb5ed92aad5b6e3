"""Rules of one's own: what is refused, and in which words."""

from typing import Any

import pytest

from secondstory.language import check, load_rules
from secondstory.language.parse import RuleRefused, parse_rules

GOOD: dict[str, Any] = {
    "id": "own.blip",
    "category": "LF-AN",
    "level": "nudge",
    "message": "This makes it small.",
    "why": "We agreed on it in May.",
    "questions": ["How long did it last?"],
    "anchors": ["blip"],
    "pattern": r"\bblips?\b",
    "unless": r"\bradar blips?\b",
    "examples": ["It was a blip.", "A blip of a minute.", "Two blips.", "The blip ended.", "Only a blip."],
    "counter": ["A radar blip.", "The lips moved.", "A bliss.", "It was a slip.", "Radar blips."],
}


def toml(**changes: Any) -> str:
    rule = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    return "[[rule]]\n" + "\n".join(f"{key} = {written(value)}" for key, value in rule.items())


def written(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(written(each) for each in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else f"'''{value}'''"


def test_a_good_rule_is_read() -> None:
    (rule,) = parse_rules(toml())
    assert (rule.id, rule.version, rule.core, rule.anchors) == ("own.blip", 1, None, ("blip",))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"why": None}, "has no “why”"),
        ({"message": None}, "has no “message”"),
        ({"pattern": None}, "has no “pattern”"),
        ({"questions": []}, "asks no question"),
        ({"anchors": []}, "has no anchors"),
        ({"category": "LF-XX"}, "no category “LF-XX”"),
        ({"level": "shout"}, "no level “shout”"),
        ({"core": "sloth"}, "no core “sloth”"),
        ({"position": "corner"}, "no position “corner”"),
        ({"where": ["attic"]}, "“attic” is no purpose of a section"),
        ({"surfaces": ["wall"]}, "no surface “wall”"),
        ({"colour": "red"}, "“colour” is not a field of a rule"),
        ({"id": "Blip"}, "An id is words joined by a dot"),
        ({"examples": GOOD["examples"][:4]}, "It has 4 examples. Give at least 5"),
        ({"counter": GOOD["counter"][:3]}, "It has 3 counter-examples. Give at least 5"),
        ({"examples": [*GOOD["examples"], "A hiccup."]}, "does not find its own example: “A hiccup.”"),
        ({"counter": [*GOOD["counter"], "A blip."]}, "finds its own counter-example: “A blip.”"),
        ({"pattern": r"(blip"}, "is not a pattern"),
        ({"pattern": r"(?:\w+\s?)+blip"}, "could take for ever on some texts"),
        ({"unless": r"(a+)+"}, "Its “unless” could take for ever"),
        ({"anchors": ["blip", "hiccup"]}, "No example contains its anchor “hiccup”"),
        ({"anchors": ["Blip"]}, "Anchors are in lower case"),
        ({"anchors": ["b"]}, "at least three letters"),
        ({"pattern": r"<<nonsense>>"}, "no word class <<nonsense>>"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_by_name(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(RuleRefused) as refused:
        parse_rules(toml(**changes), "house.toml")
    assert says in refused.value.sentence
    assert refused.value.rule in ("own.blip", "Blip")
    assert refused.value.sentence.endswith((".", "”."))


def test_what_is_no_toml_is_refused_by_its_file() -> None:
    for text, says in (("[[rule", "not TOML"), ("", "no [[rule]]"), ("rule = 3", "no [[rule]]")):
        with pytest.raises(RuleRefused) as refused:
            parse_rules(text, "house.toml")
        assert refused.value.rule == "house.toml"
        assert says in refused.value.sentence


def test_two_rules_of_one_name_are_refused() -> None:
    with pytest.raises(RuleRefused, match="Two rules have this id"):
        parse_rules(f"{toml()}\n\n{toml()}")


def test_braces_spread_an_anchor_and_count_as_one() -> None:
    (rule,) = parse_rules(toml(anchors=["{blip,hiccup}"], pattern=r"\b(?:blip|hiccup)s?\b"))
    assert rule.anchors == ("blip", "hiccup")


def test_a_section_is_given_to_examples() -> None:
    (rule,) = parse_rules(toml(where=["actions"], section="Action items"))
    assert rule.where == {"actions"}


def test_own_rules_are_laid_over_and_change_nothing_below() -> None:
    ours = load_rules()
    before = len(ours)
    house = ours.with_choices(own=parse_rules(toml()), muted={"LF-CF"}, levels={"LF-RC": "whisper", "own.blip": "ask"})
    text = "It was a blip. A canary would have caught this. The root cause was a full disk."
    assert {finding.rule: finding.level for finding in check(text, rules=house)} == {
        "own.blip": "ask",
        "root_cause.asserted": "whisper",
    }
    assert len(ours) == before
    assert {finding.rule for finding in check(text)} == {"counterfactual.remedy", "root_cause.asserted"}


def test_a_rule_is_muted_alone() -> None:
    quiet = load_rules().with_choices(muted=["counterfactual.remedy"])
    assert check("A canary would have caught this.", rules=quiet) == []
    assert check("The on-call should have checked the lag.", rules=quiet)


def test_an_own_rule_stands_in_the_place_of_a_built_in_one() -> None:
    (own,) = parse_rules(toml(id="drama.word"))
    house = load_rules().with_choices(own=[own])
    assert len(house) == len(load_rules())
    assert check("A nightmare.", rules=house) == []


def test_a_level_there_is_none_of_is_refused() -> None:
    with pytest.raises(ValueError, match="The levels are whisper, nudge, ask, gate"):
        load_rules().with_choices(levels={"LF-CF": "loud"})
