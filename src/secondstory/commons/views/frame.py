from __future__ import annotations

from typing import Any

from secondstory.people.models import Organization, Person, Team

HERE: dict[str, Any] = {"here": "library"}


def teams_of(user: Person, also: Team | None = None) -> list[Team]:
    """Those this person reads for, by name: nobody opens something to a team that is not theirs. ``also`` is the team it
    is open to already."""
    own = list(Team.objects.filter(pk__in=user.as_reader.team_ids).order_by("name", "pk"))
    return own if also is None or also in own else [*own, also]


def zone() -> str:
    return Organization.objects.values_list("zone", flat=True).filter(pk=1).first() or "UTC"
