"""Who speaks, told as a role: the participant's own choice, the facilitator, or what they are to the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from secondstory.incidents.models import Participant, StudyRole

FACILITATOR = "the facilitator"


@dataclass(frozen=True, slots=True)
class Voices:
    shown: dict[UUID, str] = field(default_factory=dict)

    def of(self, person_id: UUID | None, otherwise: str = "a reviewer") -> str:
        """How this person is told of on pages of this study."""
        return self.shown.get(person_id, otherwise) if person_id else otherwise


def voices(study_id: UUID) -> Voices:
    """Everybody with a part in the study, as they are shown (two statements). A participant's own choice goes
    before what they do for the study: whoever chose to be anonymous is not 'the facilitator' either."""
    facilitators = StudyRole.objects.filter(retrospective_id=study_id, role=StudyRole.Role.FACILITATOR)
    shown = dict.fromkeys(facilitators.values_list("person_id", flat=True), FACILITATOR)
    participants = Participant.objects.filter(retrospective_id=study_id, person__isnull=False)
    for one in participants.select_related("person"):
        if one.person_id:
            shown[one.person_id] = one.shown_as
    return Voices(shown)
