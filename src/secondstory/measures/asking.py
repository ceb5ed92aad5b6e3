"""What the register of procedures asks of somebody, on their first page (it lies too low to know that page)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from secondstory.people.models import Person
from secondstory.procedures.asking import to_register as done_as_rules
from secondstory.publishing.asks import Ask
from secondstory.publishing.findable.rows import Row, columns
from secondstory.ui.menu import address

REGISTER = "procedure-to-register"


def to_register(person: Person, today: date) -> QuerySet[Any, Any]:
    return columns(REGISTER, done_as_rules(person, today), at="created_at", title="title")


def register_line(row: Row, today: date) -> Ask:
    return Ask(
        f"It binds somebody from now on: {row.title}",
        f"{address('procedure-new')}?recommendation={row.id}",
        "Put it in the register with what it is for, and see which older rule can go.",
        None,
        "when you can",
    )
