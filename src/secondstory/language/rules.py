"""Rules, and the set of them that one check reads a text with."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from secondstory.language import anchors as trie
from secondstory.language.finding import LEVELS
from secondstory.language.quick import ready

FOLDER = os.path.join(os.path.dirname(__file__), "rules")
NAME = "<<name>>"  # in a pattern: any of the names given with the text
NOTHING = frozenset[str]()


class Rule:
    """One thing to look for. The patterns are for lower case text, one blank between words.

    ``unless`` takes back a match it touches, ``unless_sentence`` every match of its sentence, ``also`` must be in the sentence.
    ``where`` and ``nowhere`` are purposes of sections (see ``titles``); ``position`` is any, item (of a list or table) or prose;
    titles are read by rules with ``titles`` only; ``alone`` leaves out one of several items of a list.
    A rule does not change; ``with_level`` gives another. (Written by hand: a dataclass of this size costs a start of the program.)
    """

    __slots__ = (
        "alone", "also", "anchors", "category", "core", "id", "level", "message", "nowhere", "pattern", "position", "questions",
        "quotes", "rewrites", "surfaces", "titles", "unless", "unless_sentence", "version", "where", "why",
    )  # fmt: skip
    id: str
    version: int
    category: str
    core: str | None
    level: str
    anchors: tuple[str, ...]
    pattern: str
    unless: str
    unless_sentence: str
    also: str
    where: frozenset[str]
    nowhere: frozenset[str]
    position: str
    titles: bool
    alone: bool
    quotes: str
    surfaces: frozenset[str]
    message: str
    why: str
    questions: tuple[str, ...]
    rewrites: tuple[str, ...]

    def __init__(self, values: Mapping[str, object]) -> None:
        """From what ``plain`` gives. What is empty may be left out."""
        every = {**EMPTY, **values}
        for name in self.__slots__:
            setattr(self, name, every[name])
        for name in SETS:
            setattr(self, name, frozenset(words(every[name])))
        for name in LISTS:
            setattr(self, name, tuple(words(every[name])))

    def plain(self) -> dict[str, object]:
        """The rule as JSON can hold it."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {
            name: sorted(value) if isinstance(value, frozenset) else list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
        }

    def with_level(self, level: str) -> Rule:
        return self if level == self.level else Rule({**self.plain(), "level": level})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rule) and self.plain() == other.plain()

    def __hash__(self) -> int:
        return hash((self.id, self.version, self.pattern, self.level))

    def __repr__(self) -> str:
        return f"<Rule {self.id} {self.version}>"


SETS = ("where", "nowhere", "surfaces")
LISTS = ("anchors", "questions", "rewrites")
EMPTY: dict[str, object] = {
    "core": None, "unless": "", "unless_sentence": "", "also": "", "where": (), "nowhere": (), "position": "any",
    "titles": False, "alone": False, "version": 1, "quotes": "lower", "surfaces": (), "anchors": (), "rewrites": (),
}  # fmt: skip


class Compiled:
    """The patterns of one rule, each made ready when it is first needed."""

    def __init__(self, rule: Rule, names: str = "") -> None:
        self.rule = rule
        self.names = names
        self._made: dict[str, re.Pattern[str]] = {}

    def made(self, field: str) -> re.Pattern[str] | None:
        source: str = getattr(self.rule, field)
        if not source:
            return None
        if field not in self._made:
            self._made[field] = ready(source.replace(NAME, self.names) if self.names else source)
        return self._made[field]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the rule hits in one sentence: the group named ``span`` that took part, or the whole match."""
        pattern = self.made("pattern")
        hits = list(pattern.finditer(text)) if pattern else []
        if not hits or not pattern:
            return []
        if (unless_sentence := self.made("unless_sentence")) and unless_sentence.search(text):
            return []
        if (also := self.made("also")) and not also.search(text):
            return []
        if unless := self.made("unless"):
            taken = [match.span() for match in unless.finditer(text)]
            hits = [hit for hit in hits if not any(start < hit.end() and end > hit.start() for start, end in taken)]
        spans = [name for name in pattern.groupindex if name.startswith("span")]
        return [next((hit.span(name) for name in spans if hit[name]), hit.span()) for hit in hits]


class Rules:
    """An unchanging set of rules, ready to read with. ``state`` is "off" when there is no rule pack for the language."""

    def __init__(self, rules: Iterable[Rule], *, state: str = "on", index: Mapping[str, object] | None = None) -> None:
        self.rules = tuple(rules)
        self.state = state
        self._index = index
        self._compiled: dict[int, Compiled] = {}
        self.by_id = {rule.id: rule for rule in self.rules}

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def with_choices(
        self,
        own: Iterable[Rule] = (),
        muted: Iterable[str] = (),
        levels: Mapping[str, str] | None = None,
    ) -> Rules:
        """An organization's choices laid over these rules: its own rules, those it does not want, how loud which are.

        ``muted`` and the keys of ``levels`` are rule ids or category codes. An own rule with the id of a built-in one stands
        in its place. These rules stay as they are.
        :raises ValueError: for a level that is none.
        """
        levels = dict(levels or {})
        for level in levels.values():
            if level not in LEVELS:
                raise ValueError(f"“{level}” is not a level. The levels are {', '.join(LEVELS)}.")
        muted = frozenset(muted)
        rules = {rule.id: rule for rule in self.rules}
        rules.update({rule.id: rule for rule in own})
        kept = [rule for rule in rules.values() if rule.id not in muted and rule.category not in muted]
        return Rules(
            [rule.with_level(levels.get(rule.id) or levels.get(rule.category) or rule.level) for rule in kept],
            state=self.state,
        )

    def compiled(self, number: int) -> Compiled:
        made = self._compiled.get(number)
        if made is None:
            made = self._compiled[number] = Compiled(self.rules[number])
        return made

    @cached_property
    def index(self) -> Mapping[str, object]:
        """The two tries: of the rules that look everywhere, and of those that look in some sections only."""
        return self._index or index_of(self.rules)

    @cached_property
    def everywhere(self) -> re.Pattern[str] | None:
        return ready(str(self.index["everywhere"])) if self.index["everywhere"] else None

    @cached_property
    def in_sections(self) -> re.Pattern[str] | None:
        return ready(str(self.index["in_sections"])) if self.index["in_sections"] else None

    @cached_property
    def purposes(self) -> frozenset[str]:
        return frozenset().union(*(rule.where for rule in self.rules))

    @cached_property
    def by_anchor(self) -> dict[str, tuple[int, ...]]:
        return {anchor: tuple(numbers) for anchor, numbers in self.index["by_anchor"].items()}  # type: ignore[attr-defined]

    @cached_property
    def crossing(self) -> frozenset[str]:
        return frozenset(words(self.index["crossing"]))

    @cached_property
    def about_names(self) -> tuple[int, ...]:
        return tuple(number for number, rule in enumerate(self.rules) if NAME in rule.pattern)

    def knows(self, word: str) -> bool:
        """Whether ``word`` names a rule, a family of rules, a category or one of the eight core names."""
        return word in self.names

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(word for rule in self.rules for word in words_for(rule.id, rule.category, rule.core))


def words(value: object) -> list[str]:
    """The texts of a list that came from JSON or TOML; one text is a list of one."""
    if isinstance(value, str):
        return [value]
    return [str(each) for each in value] if isinstance(value, list | tuple | set | frozenset) else []


def words_for(rule: str, category: str, core: str | None) -> tuple[str, ...]:
    """The words by which a ``blame-ok`` mark can be about a rule: its id, its family, its category, its core name."""
    return (rule, rule.split(".")[0], category, category.lower(), core or rule)


def covers(word: str, rule: str, category: str, core: str | None) -> bool:
    """Whether ``word`` is one of the words for a rule."""
    return word in words_for(rule, category, core)


def index_of(rules: Iterable[Rule]) -> dict[str, object]:
    """The tries of ``rules``, as JSON can hold them."""
    everywhere: dict[str, set[int]] = {}
    sections: dict[str, set[int]] = {}
    for number, rule in enumerate(rules):
        for anchor in rule.anchors:
            (sections if rule.where else everywhere).setdefault(anchor, set()).add(number)
    by_anchor: dict[str, set[int]] = {}
    for some in (everywhere, sections):
        for anchor in some:
            for inner in trie.within(anchor, some):
                by_anchor.setdefault(anchor, set()).update(some[inner])
    return {
        "everywhere": trie.as_pattern(everywhere) if everywhere else "",
        "in_sections": trie.as_pattern(sections) if sections else "",
        "crossing": sorted({anchor for some in (everywhere, sections) for anchor in trie.crossing(some)}),
        "by_anchor": {anchor: sorted(numbers) for anchor, numbers in sorted(by_anchor.items())},
    }


@lru_cache(maxsize=8)
def load_rules(locale: str = "en") -> Rules:
    """The built-in rules for a language, read from their compiled form. ``en-GB`` reads ``en``.

    A language without a pack gives rules that are "off": a check with them claims nothing.
    """
    language = locale.replace("_", "-").split("-")[0].lower()
    path = os.path.join(FOLDER, f"{language}.json")
    if not language.isascii() or not language.isalpha() or not os.path.isfile(path):
        return Rules((), state="off")
    with open(path, "rb") as file:
        pack = json.load(file)
    categories = pack["categories"]
    return Rules(
        (Rule({**categories[values["category"]], **values}) for values in pack["rules"]),
        index=pack["index"],
    )


@lru_cache(maxsize=64)
def name_pattern(names: tuple[str, ...]) -> tuple[re.Pattern[str], str]:
    """A pattern that finds the names as they are written, and the inside of one that finds them lowered."""
    words = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
    as_written = re.compile(r"(?<![\w@])@?(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
    return as_written, r"(?<![\w@])@?(?:" + "|".join(re.escape(word.lower()) for word in words) + r")(?!\w)"


def compiled_for(rule: Rule, names: tuple[str, ...]) -> Compiled:
    return _compiled_for(rule, names)


@lru_cache(maxsize=256)
def _compiled_for(rule: Rule, names: tuple[str, ...]) -> Compiled:
    return Compiled(rule, name_pattern(names)[1])
