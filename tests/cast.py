"""The cast never changes: Ana wrote it, Bo is on her team, Cy is outside (another team)."""

from __future__ import annotations

from dataclasses import dataclass

from secondstory.people.models import Person, Team, TeamMembership


@dataclass(frozen=True)
class Cast:
    ana: Person
    bo: Person
    cy: Person
    storage: Team  # Ana's and Bo's
    billing: Team  # Cy's


def make_cast() -> Cast:
    storage = Team.objects.create(name="Storage", slug="storage")
    billing = Team.objects.create(name="Billing", slug="billing")
    people = [
        Person.objects.create(email=f"{name}@example.org", display_name=name.title(), password="!")
        for name in ("ana", "bo", "cy")
    ]
    for person, team in zip(people, (storage, storage, billing), strict=True):
        TeamMembership.objects.create(person=person, team=team, on_call=True)
    return Cast(*people, storage, billing)
