"""What do our recommendations lean on (M-11)? Of those that were decided to be done: on design, on a supported process or on
people remembering; and which only add a rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from secondstory.people.models import Person
from secondstory.publishing.quarters import Quarter, quarter_of
from secondstory.recommendations.models import Decision, Recommendation, Status, StatusChange

MOST = 500
BACK = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """``rows`` of ``n``: the number never stands without the list behind it."""

    name: str
    rows: list[Recommendation]
    n: int


@dataclass(frozen=True, slots=True)
class Period:
    quarter: Quarter
    decided: list[Recommendation]

    @property
    def only_rules(self) -> Figure:
        return Figure("only adds a rule or an approval", [r for r in self.decided if r.only_adds_a_rule], self.n)

    @property
    def n(self) -> int:
        return len(self.decided)

    @property
    def by_tier(self) -> list[Figure]:
        return _by(self.decided, "tier", [*Recommendation.Tier.choices, ("", "not said")])

    @property
    def by_strategy(self) -> list[Figure]:
        return _by(self.decided, "strategy", Recommendation.Strategy.choices)


def _by(rows: Sequence[Recommendation], field: str, choices: Iterable[tuple[Any, Any]]) -> list[Figure]:
    figures = [
        Figure(str(label), [one for one in rows if getattr(one, field) == value], len(rows)) for value, label in choices
    ]
    return [one for one in figures if one.rows]


def periods(user: Person, now: datetime) -> list[Period]:
    """The last eight quarters in which something was decided, newest first, of what ``user`` reads. The figures are of the
    same rows as the lists: a number tells nothing of what is not shared. One statement."""
    first = quarter_of(now)
    for _ in range(BACK - 1):
        first = first.before
    decided = (
        StatusChange.objects.filter(recommendation_id=OuterRef("pk"), target=Status.PLANNED)
        .order_by("-created_at", "-id")
        .values("created_at")[:1]
    )
    rows = (
        Recommendation.objects.visible_to(user)
        .filter(decision=Decision.DO)
        .annotate(decided_at=Subquery(decided))
        .filter(decided_at__gte=first.begins, decided_at__lte=now)
        .order_by("-decided_at", "-id")[:MOST]
    )
    found: dict[Quarter, list[Recommendation]] = {}
    for row in rows:
        found.setdefault(quarter_of(vars(row)["decided_at"]), []).append(row)
    return [Period(quarter, found[quarter]) for quarter in sorted(found, reverse=True)]
