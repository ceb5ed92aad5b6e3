"""TOML to rules, and every reason to refuse one.

A rule arrives with at least five examples and five counter-examples. They are tried at once: a rule that does not do what its own
examples say is refused, and so is one whose pattern could take for ever.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

from secondstory.language.check import report
from secondstory.language.danger import danger
from secondstory.language.finding import LEVELS
from secondstory.language.rules import EMPTY, FOLDER, NAME, Rule, Rules, words
from secondstory.language.surfaces import ALL, SURFACES
from secondstory.language.titles import PURPOSES

CORES = (
    "counterfactual", "human_error", "person_blame", "hindsight", "judgmental", "single_root_cause", "weak_countermeasure",
    "vague_action",
)  # fmt: skip
ENOUGH = 5
CLASS = re.compile(r"<<([a-z_]+)>>")
BRACES = re.compile(r"\{([^{}]*[a-z][^{}]*)\}")
PATTERNS = ("pattern", "unless", "unless_sentence", "also")
OF_CATEGORY = (
    "category",
    "core",
    "level",
    "why",
    "message",
    "questions",
    "rewrites",
    "surfaces",
    "where",
    "nowhere",
    "section",
    "names",
)
TRYING = ("examples", "counter", "section", "names", "anchors")
KNOWN = frozenset(Rule.__slots__) | frozenset(TRYING)
POSITIONS = ("any", "item", "prose")


class RuleRefused(ValueError):
    """A rule that cannot be used. ``rule`` is its id, the message a sentence that says what is so and what to do."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(f"{rule}: {sentence}")
        self.rule = rule
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Example:
    """A text to try a rule on, under the title of a section."""

    text: str
    section: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A rule with the texts that it was tried on."""

    rule: Rule
    examples: tuple[Example, ...]
    counter: tuple[Example, ...]


def parse_rules(toml_text: str, source: str = "these rules") -> list[Rule]:
    """The rules of one TOML text, tried on their own examples.

    :raises RuleRefused: naming the rule, or ``source`` when the text is no TOML.
    """
    return [written.rule for written in read(toml_text, source, classes())]


@lru_cache(maxsize=1)
def classes() -> Mapping[str, str]:
    """The word classes of the built-in pack, for ``<<name>>`` in a pattern."""
    found: Mapping[str, str] = json.loads((Path(FOLDER) / "en.json").read_bytes())["classes"]
    return found


def read(toml_text: str, source: str, known: Mapping[str, str]) -> list[Written]:
    """Like ``parse_rules``, with the examples."""
    try:
        content = tomllib.loads(toml_text)
    except tomllib.TOMLDecodeError as problem:
        raise RuleRefused(source, f"This is not TOML: {problem}.") from problem
    shared = {key: content[key] for key in OF_CATEGORY if key in content}
    tables = content.get("rule")
    if not isinstance(tables, list) or not tables:
        raise RuleRefused(source, "There is no [[rule]] in it. Begin each rule with a line that says [[rule]].")
    found = [written(table, shared, source, known) for table in tables]
    seen: set[str] = set()
    for each in found:
        if each.rule.id in seen:
            raise RuleRefused(each.rule.id, "Two rules have this id. Give one of them another.")
        seen.add(each.rule.id)
        tried(each)
    return found


def written(
    table: Mapping[str, object], shared: Mapping[str, object], source: str, known: Mapping[str, str]
) -> Written:
    """One rule, its fields looked at one by one."""
    rule_id = str(table.get("id") or source)
    values = {**shared, **table}

    def need(met: object, sentence: str) -> None:
        if not met:
            raise RuleRefused(rule_id, sentence)

    for field in ("id", "category", "level", "pattern", "why", "message"):
        need(isinstance(values.get(field), str | list) and values.get(field), f"It has no “{field}”. Add one.")
    unknown = sorted(set(values) - KNOWN)
    need(not unknown, f"“{', '.join(unknown)}” is not a field of a rule.")
    need(
        re.fullmatch(r"[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)+", rule_id),
        "An id is words joined by a dot, as in counterfactual.remedy.",
    )
    need(
        values["category"] in ALL, f"There is no category “{values['category']}”. There are: {', '.join(sorted(ALL))}."
    )
    need(values["level"] in LEVELS, f"There is no level “{values['level']}”. There are: {', '.join(LEVELS)}.")
    core = values.get("core") or None
    need(core is None or core in CORES, f"There is no core “{core}”. There are: {', '.join(CORES)}.")
    need(
        values.get("position", "any") in POSITIONS,
        f"There is no position “{values.get('position')}”. There are: {', '.join(POSITIONS)}.",
    )
    purposes = {*PURPOSES, ""}
    for field in ("where", "nowhere"):
        strange = set(words(values.get(field))) - purposes
        need(
            not strange,
            f"“{', '.join(sorted(strange))}” is no purpose of a section. There are: {', '.join(sorted(purposes - {''}))}.",
        )
    strange = set(words(values.get("surfaces"))) - set(SURFACES)
    need(not strange, f"There is no surface “{', '.join(sorted(strange))}”. There are: {', '.join(SURFACES)}.")
    need(
        len(words(values.get("questions"))) >= 1,
        "It asks no question. A rule without a better question is only a verdict.",
    )
    families = words(values.get("anchors"))
    patterns = {field: expanded(rule_id, values.get(field), known) for field in PATTERNS}
    about_names = NAME in patterns["pattern"]
    need(families or about_names, "It has no anchors. Give the words that every hit contains, in lower case.")
    anchors = tuple(dict.fromkeys(anchor for family in families for anchor in spread(family)))
    need(
        all(anchor == anchor.lower() for anchor in anchors),
        "Anchors are in lower case, as the text is when it is read.",
    )
    need(
        all(len(anchor) > 2 for anchor in anchors),
        "An anchor has at least three letters, or every page would be full of them.",
    )
    for field, pattern in patterns.items():
        try:
            why = danger(pattern.replace(NAME, "x"))
        except re.error as problem:
            raise RuleRefused(rule_id, f"Its “{field}” is not a pattern: {problem}.") from problem
        need(not why, f"Its “{field}” could take for ever on some texts: {why}. Bound the repeat, as in {{0,40}}.")
    examples = texts(rule_id, values, "examples")
    counter = texts(rule_id, values, "counter")
    need(
        len(examples) >= ENOUGH,
        f"It has {len(examples)} examples. Give at least {ENOUGH} sentences that it should find.",
    )
    need(
        len(counter) >= ENOUGH,
        f"It has {len(counter)} counter-examples. Give at least {ENOUGH} look-alikes that it should leave alone.",
    )
    heard = " ".join(" ".join(example.text.lower().replace("\u2019", "'").split()) for example in examples)
    for family in families:
        need(any(anchor in heard for anchor in spread(family)), f"No example contains its anchor “{family}”.")
    plain: dict[str, object] = {
        key: value for key, value in values.items() if key in EMPTY or key in ("id", "category", "level")
    }
    plain |= patterns
    plain |= {
        "anchors": anchors,
        "core": core,
        "version": values.get("version", 1),
        "message": values["message"],
        "why": values["why"],
    }
    plain |= {"questions": words(values.get("questions")), "rewrites": words(values.get("rewrites"))}
    return Written(Rule(plain), examples, counter)


def tried(each: Written) -> None:
    """Every example hits, no counter-example does."""
    rule = each.rule
    alone = Rules([rule])
    surface = next(iter(sorted(rule.surfaces)), "writeup")
    for examples, wanted in ((each.examples, True), (each.counter, False)):
        for example in examples:
            found = report(
                example.text, surface=surface, section=example.section, names=example.names, rules=alone
            ).findings
            if bool(found) is not wanted:
                says = "does not find its own example" if wanted else "finds its own counter-example"
                raise RuleRefused(rule.id, f"It {says}: “{example.text}”.")


def texts(rule_id: str, values: Mapping[str, object], field: str) -> tuple[Example, ...]:
    found = []
    section, names = str(values.get("section") or ""), tuple(words(values.get("names")))
    given = values.get(field) or []
    for entry in given if isinstance(given, list) else []:
        if isinstance(entry, str):
            found.append(Example(entry, section, names))
        elif isinstance(entry, dict) and isinstance(entry.get("text"), str):
            found.append(Example(entry["text"], str(entry.get("section", section)), names))
        else:
            raise RuleRefused(
                rule_id, f"One of its “{field}” is no sentence. Write a text, or {{ text = …, section = … }}."
            )
    return tuple(found)


def expanded(rule_id: str, value: object, known: Mapping[str, str]) -> str:
    """One pattern of several alternatives, with the word classes written out. The names of a study stay open."""
    joined = "|".join(words(value))
    for _ in range(3):
        for name in CLASS.findall(joined):
            if f"<<{name}>>" == NAME:
                continue
            if name not in known:
                raise RuleRefused(rule_id, f"There is no word class <<{name}>>. There are: {', '.join(sorted(known))}.")
            joined = joined.replace(f"<<{name}>>", f"(?:{known[name]})")
    # A name may stand once in a pattern: the second “span” becomes span2.
    first, *others = joined.split("(?P<span>")
    return first + "".join(f"(?P<span{number}>{part}" for number, part in enumerate(others, start=1))


def spread(family: str) -> Iterator[str]:
    """``{should,could} have`` is two anchors."""
    parts = BRACES.split(family)
    choices = [part.split(",") if number % 2 else [part] for number, part in enumerate(parts)]
    for choice in product(*choices):
        yield "".join(choice)
