"""The invented people, teams and services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from secondstory.journal.actions import action, record
from secondstory.organization.actions.catalogue import keep_service
from secondstory.organization.actions.settings import change_organization
from secondstory.organization.actions.teams import form_team, join_team
from secondstory.people.models import Person, RoleGrant, Service, Team
from secondstory.recommendations.actions.keep_tracker import keep_tracker


@dataclass(frozen=True)
class Cast:
    people: dict[str, Person]
    teams: dict[str, Team]
    services: dict[str, Service]


@action
def gather(story: dict[str, Any]) -> Cast:
    """Everyone, with an address at demo.example and no password: the sign-in page lets them in, in demo mode only."""
    people: dict[str, Person] = {}
    for told in story["people"]:
        person = Person.objects.create_user(
            f"{told['key']}@demo.example", None, display_name=told["name"], zone=story["organization"]["zone"]
        )
        people[told["key"]] = person
        for role in told.get("roles", ()):
            RoleGrant.objects.create(person=person, role=role)
        record("person.joined", about=person, by=person)
    steward = next(person for person in people.values() if person.is_steward)
    change_organization(by=steward, **story["organization"])
    teams: dict[str, Team] = {}
    for told in story["teams"]:
        teams[told["key"]] = form_team(told["name"], by=steward, parent=teams.get(told.get("within", "")))
    for told in story["people"]:
        join_team(teams[told["team"]], people[told["key"]], by=steward, on_call=told.get("on_call", False))
    for told in story["teams"]:
        if address := told.get("tracker"):
            keep_tracker(teams[told["key"]], "other", address, by=steward)
    services = {
        told["name"]: keep_service(told["name"], by=steward, about=told["about"], team=teams[told["team"]])
        for told in story["services"]
    }
    fresh = {key: Person.objects.get(pk=person.pk) for key, person in people.items()}
    return Cast(fresh, teams, services)
