"""What the rhythm asks of those who gather issues, on their first page (config/wiring.py)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from secondstory.newsletter.models import Issue, Newsletter
from secondstory.newsletter.querysets import edits
from secondstory.people.models import Person
from secondstory.publishing.asks import Ask
from secondstory.publishing.findable.rows import Row, columns
from secondstory.ui.menu import address
from secondstory.ui.moments import day

DUE = "issue-due"
AHEAD = timedelta(days=7)
SOON = timedelta(days=2)


def due(person: Person, today: date) -> QuerySet[Any, Any]:
    """The next issue is a week away or nearer, and none is ready for it."""
    ready = Issue.objects.filter(state=Issue.State.READY, set_for__gte=OuterRef("next_on") - AHEAD)
    waiting = Newsletter.objects.filter(edits(person), ~Exists(ready), next_on__lte=today + AHEAD)
    return columns(DUE, waiting, at="created_at", title="name", more="next_on")


def line(row: Row, today: date) -> Ask:
    by = date.fromisoformat(row.more[:10])
    return Ask(
        f"Gather the next issue: {row.title}",
        address("newsletter-desk"),
        "It begins with what was handed on since the last one. With nothing worth telling, it may wait: move its day.",
        by,
        f"by {day(by)}" if by >= today else f"was due {day(by)}; its day can be moved",
        "you gather the newsletter",
        by <= today + SOON,
    )
