"""What one says of one's own room to facilitate. Nobody says it of another."""

from __future__ import annotations

from datetime import date

from secondstory.hours.models import Room
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal


@action
def tell_room(
    says: str,
    *,
    by: Person,
    until: date | None = None,
    away_from: date | None = None,
    away_to: date | None = None,
) -> Room:
    if says not in Room.Says.values:
        raise Refusal("Choose what you have room for.", code="no_such_room", field="says")
    if (away_from is None) != (away_to is None):
        raise Refusal("Say from when to when you are away.", code="one_end", field="away_to")
    if away_from and away_to and away_to < away_from:
        raise Refusal("The last day away is before the first.", code="ends_before", field="away_to")
    said = {"says": says, "until": until, "away_from": away_from, "away_to": away_to}
    found = Room.objects.filter(person=by).first()
    if found and all(getattr(found, name) == value for name, value in said.items()):
        return found
    room, _ = Room.objects.update_or_create(person=by, defaults=said, create_defaults={**said, "created_by": by})
    record("room.told", about=room, by=by)
    return room


@action
def take_room_back(*, by: Person) -> None:
    found = Room.objects.filter(person=by).first()
    if found and Room.objects.filter(pk=found.pk).delete()[0]:
        record("room.taken_back", about=found, by=by)
