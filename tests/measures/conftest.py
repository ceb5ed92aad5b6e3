from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.people.models import Person, Team, TeamMembership
from secondstory.publishing.models import Publication


@pytest.fixture
def published(cast: Cast) -> Publication:
    """By Ana, with Bo's part in it; Cy reads it and had none."""
    text = builders.publication(cast.ana, "How did the standby fall behind?", team=cast.storage)
    builders.participant(text.retrospective, cast.bo)
    return text


def at(text: Publication) -> str:
    return f"/library/{text.slug}/"


def people_of(team: Team, many: int) -> list[Person]:
    """So many more in a team, that nobody else here is."""
    found = []
    for number in range(many):
        person = Person.objects.create(
            email=f"{team.slug}{number}@example.org", display_name=f"{team.name} {number}", password="!"
        )
        TeamMembership.objects.create(team=team, person=person)
        found.append(person)
    return found
