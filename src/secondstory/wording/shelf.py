"""The rules as the organization's page lists them: by kind, with what was chosen and how often each helped."""

from __future__ import annotations

from dataclasses import dataclass

from secondstory.language import load_rules
from secondstory.language.rules import Rule
from secondstory.wording.choices import own_rule
from secondstory.wording.kinds import KINDS, Kind
from secondstory.wording.models import OwnRule, RuleChoice, RuleTally


@dataclass(frozen=True, slots=True)
class Line:
    """``choice`` is '', 'muted' or a level; ``own`` the row of a rule of the organization's own."""

    rule: Rule
    choice: str
    helpful: int = 0
    not_here: int = 0
    own: OwnRule | None = None

    @property
    def name(self) -> str:
        """``counterfactual.would_not_have`` reads 'would not have'."""
        return self.rule.id.split(".", 1)[-1].replace("_", " ").replace("-", " ")

    @property
    def is_quiet(self) -> bool:
        return self.choice == "muted" or (self.own is not None and not self.own.is_on)


@dataclass(frozen=True, slots=True)
class Group:
    kind: Kind
    choice: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """``gone`` are choices about rules that this version does not have: they stay, and rest."""

    groups: tuple[Group, ...]
    resting: tuple[OwnRule, ...]
    gone: tuple[str, ...]


def shelf() -> Shelf:
    """Three statements, however many rules."""
    chosen = {one.about: "muted" if one.muted else one.level for one in RuleChoice.objects.order_by("about")}
    tallies = {one.rule: one for one in RuleTally.objects.order_by("rule")}
    kept = list(OwnRule.objects.order_by("name"))
    own = [(one, own_rule(one)) for one in kept]
    lines: dict[str, list[Line]] = {code: [] for code in KINDS}
    for row, rule in [*((None, rule) for rule in load_rules()), *own]:
        if rule is None or rule.category not in lines:
            continue
        tally = tallies.get(rule.id)
        lines[rule.category].append(
            Line(
                rule,
                chosen.get(rule.id, ""),
                tally.helpful if tally else 0,
                tally.not_here if tally else 0,
                row,
            )
        )
    known = {*KINDS, *(line.rule.id for those in lines.values() for line in those)}
    return Shelf(
        tuple(Group(kind, chosen.get(code, ""), tuple(lines[code])) for code, kind in KINDS.items()),
        tuple(row for row, rule in own if rule is None),
        tuple(about for about in chosen if about not in known),
    )
