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


Leads = Callable[[str], str]
_leads: list[Leads] = []


def leads_outside(lead: Leads) -> None:
    """``lead`` gives, for the address of a text that was once open to everyone, that of its version for outside."""
    if lead not in _leads:
        _leads.append(lead)


def address_outside(slug: str) -> str:
    """'' where there is none, or where this address was never open to everyone: it tells nobody that it exists."""
    return next((url for lead in _leads if (url := lead(slug))), "")


def is_told_outside(study: Retrospective) -> bool:
    return any(ask(study) for ask in _asked)
