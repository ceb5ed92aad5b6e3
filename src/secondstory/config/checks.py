"""What must be so before the server starts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register

from secondstory.playbook.guards import unanswered


def every_guard_is_answered(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """A guard nobody answers would be a door nobody can open."""
    return [
        Error(f"Nobody answers the guard {key!r}; connect it in config/wiring.py.", id="secondstory.E001")
        for key in sorted(unanswered())
    ]


def register_all() -> None:
    register(every_guard_is_answered)
