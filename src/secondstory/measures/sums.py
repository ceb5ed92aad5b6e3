"""What the two questions about a text brought, as far as it may be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secondstory.measures.groups import Sum
from secondstory.measures.models import PulseSum
from secondstory.publishing.models import Publication


def sum_of(rows: Iterable[PulseSum]) -> Sum:
    rows = list(rows)
    return Sum({row.answer: row.told for row in rows}, {row.answer: row.waiting for row in rows if row.waiting})


@dataclass(frozen=True, slots=True)
class Told:
    """Of one question and one group: 'yes 4 · partly 2 · no 1', of ``n``."""

    question: str
    of: str
    n: int
    answers: list[tuple[str, int]]


def told_of(publication: Publication) -> list[Told]:
    """The groups that are large enough. One statement."""
    found: dict[tuple[str, str], list[PulseSum]] = {}
    for row in PulseSum.objects.filter(publication=publication):
        found.setdefault((row.asked, row.who), []).append(row)
    return [
        Told(
            asked.label,
            who.label,
            total.n,
            [(answer.label, total.told.get(answer.value, 0)) for answer in PulseSum.Answer],
        )
        for asked in PulseSum.Asked
        for who in PulseSum.Who
        if (total := sum_of(found.get((asked.value, who.value), []))).n
    ]
