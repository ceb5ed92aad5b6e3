"""The organization's own words and zone; a person's own name and zone."""

from __future__ import annotations

from secondstory.journal.actions import action, record
from secondstory.organization.policies import check_can_steward
from secondstory.people.models import Organization, Person


@action
def change_organization(*, by: Person, name: str, just_culture: str, zone: str) -> Organization:
    check_can_steward(by)
    organization = Organization.objects.get(pk=1)
    if (organization.name, organization.just_culture, organization.zone) != (name, just_culture, zone):
        organization.name, organization.just_culture, organization.zone = name, just_culture, zone
        organization.save()
        record("organization.changed", about=by, by=by)
    return organization


@action
def change_me(*, by: Person, display_name: str, zone: str) -> Person:
    by.refresh_from_db(fields=["display_name", "zone"])
    if (by.display_name, by.zone) != (display_name, zone):
        by.display_name, by.zone = display_name, zone
        by.save(update_fields=["display_name", "zone"])
        record("person.changed", about=by, by=by)
    return by
