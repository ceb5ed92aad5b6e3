"""Who speaks, told as a role: the participant's own choice, the facilitator, or what they are to the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import TextField, Value
from django.db.models.functions import Cast

from secondstory.incidents.models import Participant, StudyRole

FACILITATOR = "the facilitator"
SOMEONE = "someone who was there"


@dataclass(frozen=True, slots=True)
class Voices:
    shown: dict[UUID, str] = field(default_factory=dict)

    def of(self, person_id: UUID | None, otherwise: str = "a reviewer") -> str:
        """How this person is told of on pages of this study."""
        return self.shown.get(person_id, otherwise) if person_id else otherwise


def voices(study_id: UUID) -> Voices:
    """Everybody with a part in the study, as they are shown (one statement). A participant's own choice goes
    before what they do for the study: whoever chose to be anonymous is not 'the facilitator' either."""
    nothing = Value("", output_field=TextField())
    facilitators = StudyRole.objects.order_by().filter(retrospective_id=study_id, role=StudyRole.Role.FACILITATOR)
    people = Participant.objects.order_by().filter(retrospective_id=study_id, person__isnull=False)
    role = Cast("role_label", TextField())
    rows = facilitators.values_list("person_id", Value("facilitator", output_field=TextField()), nothing).union(
        people.filter(display="role").values_list("person_id", Value("role", output_field=TextField()), role),
        people.filter(display="name").values_list(
            "person_id", Value("name", output_field=TextField()), Cast("person__display_name", TextField())
        ),
        people.filter(display="anonymous").values_list(
            "person_id", Value("anonymous", output_field=TextField()), nothing
        ),
        all=True,
    )
    shown: dict[UUID, str] = {}
    for person_id, how, word in sorted(rows, key=lambda row: row[1] != "facilitator"):
        shown[person_id] = {"facilitator": FACILITATOR, "anonymous": SOMEONE}.get(how, word)
    return Voices(shown)
