"""Putting something into the outbox, and who composes which kind (config/wiring.py names them)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from secondstory.notify.mail import Mail
from secondstory.notify.models import Message

Compose = Callable[[Message], Mail | None]
Gather = Callable[[datetime], object]
_composers: dict[str, Compose] = {}
_gatherers: list[Gather] = []


def composes(kind: str, compose: Compose) -> None:
    """``compose`` says what there is to tell at the moment of sending; None when there is nothing any more."""
    _composers[kind] = compose


def gathers(gather: Gather) -> None:
    """Called before each sending: it queues what has come about since."""
    if gather not in _gatherers:
        _gatherers.append(gather)


def composer(kind: str) -> Compose | None:
    return _composers.get(kind)


def gather_all(now: datetime) -> None:
    for gather in _gatherers:
        gather(now)


def queue(kind: str, rows: Iterable[tuple[UUID, str, dict[str, Any]]]) -> None:
    """``rows`` are to whom, a key and ids. The key is the thing and its reader: queued again, it is there already."""
    Message.objects.bulk_create(
        [Message(kind=kind, to_id=to, key=key, facts=facts) for to, key, facts in rows], ignore_conflicts=True
    )


def is_set_up() -> bool:
    """Whether this installation sends mail at all."""
    return bool(settings.MAIL)
