"""What an earlier study may have met of the same: suggestions for somebody who knows both, to say so or not."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from secondstory.analysis.models import Condition, SystemicFactor
from secondstory.analysis.patterns import earlier_studies
from secondstory.analysis.resembling import most_alike
from secondstory.people.audience import Who

Part = SystemicFactor | Condition
LOOKED_AT = 400  # the newest of them; whoever remembers an older one looks for its words
SHOWN = 12


def linked_before(part: Part, user: Who) -> list[Any]:
    """What it is said to be the same as, as far as ``user`` reads it."""
    rows: Any = part.seen_before.visible_to(user)
    return list(_newest(rows))


def suggestions(part: Part, user: Who, sought: str = "") -> list[Any]:
    """Those that have ``sought`` in them; without it those in similar words, then others of the same kind."""
    studies = earlier_studies(part.retrospective, user)
    others = type(part)._default_manager.filter(retrospective__in=studies.values("pk"))
    rows = _newest(others.exclude(seen_again=part.pk))
    if sought:
        return list(rows.filter(text__icontains=sought)[:SHOWN])
    newest = list(rows[:LOOKED_AT])
    alike = most_alike(part.text, newest, say=lambda one: one.text)
    of_its_kind = [one for one in newest if _kind(one) == _kind(part) and one not in alike]
    return [*alike, *of_its_kind][:SHOWN]


def kind_in_words(part: Part) -> str:
    return part.get_kind_display() if isinstance(part, SystemicFactor) else f"a condition · {part.get_level_display()}"


def _kind(part: Part) -> str:
    return part.kind if isinstance(part, SystemicFactor) else part.level


def _newest(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("retrospective__incident").order_by("-retrospective__incident__happened_at", "id")
