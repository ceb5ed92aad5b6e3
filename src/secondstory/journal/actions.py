"""``@action`` around every write, ``record`` inside it.

One writer at a time (docs/decisions/0003): an action first takes the journal's turn, a row lock on
PostgreSQL and the write gate on SQLite. So the sequence has no gap, events stand in the order of commit,
and a guard that was checked inside an action is still true when the action commits.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import connection, models, transaction
from django.utils import timezone

from secondstory.journal import listeners
from secondstory.journal.facts import Fact, plain
from secondstory.journal.kinds import KINDS
from secondstory.journal.models import Counter, Event
from secondstory.people.models import Person

P = ParamSpec("P")
R = TypeVar("R")
_depth = threading.local()


def is_in_turn() -> bool:
    """Whether an action is running in this thread: what is read now stays true until it commits."""
    return bool(getattr(_depth, "value", 0))


def action(write: Callable[P, R]) -> Callable[P, R]:
    """One transaction, in turn. Actions may call actions: the outermost holds the turn."""

    @functools.wraps(write)
    def in_turn(*args: P.args, **kwargs: P.kwargs) -> R:
        outer: int = getattr(_depth, "value", 0)
        _depth.value = outer + 1
        try:
            with transaction.atomic():
                if outer == 0 and connection.vendor == "postgresql":
                    Counter.objects.select_for_update().get(pk=1)
                return write(*args, **kwargs)
        finally:
            _depth.value = outer

    return in_turn


def record(kind: str, *, about: models.Model, by: Person | None, **facts: Fact) -> Event:
    """Write one event in the running action. Listeners hear of it after the commit.

    ``about`` is any record with a UUID; ``by`` is None when the person chose not to be named or when
    the system itself acted; ``facts`` are words and numbers, never prose.
    """
    if kind not in KINDS:
        raise LookupError(f"Nobody declared the event {kind!r}; add it to the package's events.py.")
    if not is_in_turn():
        raise RuntimeError("record() belongs inside an @action, so that the event and the change commit together.")
    event = Event(
        seq=_next_number(),
        at=timezone.now(),
        kind=kind,
        subject_type=about._meta.label_lower,
        subject_id=about.pk,
        by=by,
        facts=plain(facts),
    )
    event.save(force_insert=True)
    transaction.on_commit(functools.partial(listeners.tell, event))
    return event


def _next_number() -> int:
    """One statement, since every write asks for a number."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_counter SET last = last + 1 WHERE id = 1 RETURNING last")
        number: int = cursor.fetchone()[0]
    return number
