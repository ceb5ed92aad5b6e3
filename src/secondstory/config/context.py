"""What every page's frame needs, in no statement of its own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from secondstory.people.models import Person

# Who the invented people are, shown on the sign-in page of the demonstration only.
DEMO_PEOPLE = "@demo.example"


def _demo_people() -> list[dict[str, str]]:
    people = Person.objects.filter(email__endswith=DEMO_PEOPLE).order_by("joined_at", "id")
    return [{"email": p.email, "display_name": p.display_name, "what": _what(p)} for p in people]


def _what(person: Person) -> str:
    return ", ".join(membership.team.name for membership in person.memberships.select_related("team"))


def frame(request: HttpRequest) -> dict[str, Any]:
    def note_readers() -> str:
        """Who will read a note that is written with the key ``n``, without a choice."""
        user = request.user
        return "Your team" if isinstance(user, Person) and user.as_reader.team_ids else "Only you"

    shown: dict[str, Any] = {"demo": settings.DEMO, "note_readers": note_readers}
    return shown | ({"demo_people": _demo_people} if settings.DEMO else {})
