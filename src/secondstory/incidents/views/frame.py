"""What the pages of this step share: who asks, and what they asked about."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from secondstory.incidents.models import Incident, Note, Signal
from secondstory.incidents.moments import known_zone
from secondstory.people.audience import Audience
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound

T = TypeVar("T", Incident, Note, Signal)


def is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def own_zone(user: Person) -> str:
    return user.zone if known_zone(user.zone) else "UTC"


def one(model: type[T], user: Person, pk: str | UUID, *related: str) -> T:
    """The thing, if this person reads it."""
    try:
        key = UUID(str(pk))
    except ValueError:
        raise NotFound() from None
    found: T | None = model.objects.visible_to(user).select_related(*related).filter(pk=key).first()
    if found is None:
        raise NotFound()
    return found


def some(model: type[T], user: Person, pks: list[str]) -> list[T]:
    return [one(model, user, pk) for pk in pks]


def to(name: str, *args: Any, anchor: str = "") -> HttpResponseRedirect:
    """After a write, so that reloading sends nothing again."""
    address = reverse(name, args=args)
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)


def readers_of_incident(incident: Incident) -> str:
    if incident.audience in (Audience.ORGANIZATION, Audience.PUBLIC):
        return "Everyone in the organization"
    if incident.audience == Audience.TEAM and incident.team:
        return f"The team {incident.team.name}, with the people of its studies,"
    return "Whoever wrote it down, and the people of its studies,"
