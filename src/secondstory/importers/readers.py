"""Who reads what an import brings: its importer alone, unless they say more."""

from __future__ import annotations

from dataclasses import dataclass

from secondstory.incidents.models import Incident, NoteAudience
from secondstory.people.audience import Audience
from secondstory.people.models import Person, Team
from secondstory.people.refusals import Refusal

CHOICES = (Audience.GROUP.value, Audience.TEAM.value, Audience.ORGANIZATION.value)


@dataclass(frozen=True, slots=True)
class Readers:
    """``audience`` is that of the incident and of the study's working pages."""

    audience: str = Audience.GROUP.value
    team: Team | None = None

    def checked(self, by: Person) -> Readers:
        if self.audience not in CHOICES:
            raise Refusal(
                "Choose who can read it: group (you, until you add people), team or organization.", field="audience"
            )
        if self.audience == Audience.TEAM and self.team is None:
            raise Refusal("Name the team that can read it, or choose another audience.", field="team")
        if self.team is not None and self.team.pk not in by.as_reader.team_ids:
            raise Refusal("Choose one of your own teams.", code="own_team", field="team")
        return self

    @property
    def in_words(self) -> str:
        """Begins the sentence '… can read it.'"""
        if self.audience == Audience.TEAM and self.team:
            return f"The team {self.team.name}"
        return "Only you" if self.audience == Audience.GROUP else "The whole organization"


def note_audience(incident: Incident, by: Person) -> tuple[str, Team | None]:
    """Notes of an incident are read by whoever reads the incident, as far as its importer may say so."""
    if incident.audience in (Audience.ORGANIZATION, Audience.PUBLIC):
        return NoteAudience.ORGANIZATION, None
    if incident.audience == Audience.TEAM and incident.team_id in by.as_reader.team_ids:
        return NoteAudience.TEAM, incident.team
    return NoteAudience.ME, None
