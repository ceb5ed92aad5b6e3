"""Short names for addresses: one of a kind, and the same for life."""

from __future__ import annotations

from itertools import count

from secondstory.people.models import Service, Team


def free_slug(model: type[Team] | type[Service], wanted: str) -> str:
    """``wanted``, or with the first number that nobody has. ``A`` and ``A!`` would like to be the same."""
    taken = set(model.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for number in count(2) if (slug := f"{wanted}-{number}") not in taken)
