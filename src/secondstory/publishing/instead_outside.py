"""Whether a version for outside stands in the place of a study's whole text. Such versions lie above this package, so
config/wiring.py connects them."""

from __future__ import annotations

from collections.abc import Callable

from secondstory.incidents.models import Retrospective

Stands = Callable[[Retrospective], bool]
_asked: list[Stands] = []


def stands_instead(ask: Stands) -> None:
    if ask not in _asked:
        _asked.append(ask)


def is_told_outside(study: Retrospective) -> bool:
    return any(ask(study) for ask in _asked)
