"""What the rail says of this step's own two stages: the study's beginning, and its people."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, Subquery

from secondstory.incidents.models import Participant, StudyRole
from secondstory.incidents.rail import Says, Source, count_of
from secondstory.people.models import Organization


def capture_says(study: Any) -> Says:
    if study.learning_focus and study.audience:
        return Says("done", "its aims are stated")
    return Says("open", "say what we hope to learn" if not study.learning_focus else "choose who will read it")


def people_say(study: Any) -> Says:
    people, waiting = study.people_in_it, study.people_not_invited
    if not people:
        return Says("next", "nobody added yet")
    told = "1 person" if people == 1 else f"{people} people"
    return Says("open", f"{told}, {waiting} not invited yet") if waiting else Says("done", f"{told}, all invited")


IN_IT = Participant.objects.filter(left_at=None)
CAPTURE = Source(
    url_name="study",
    says=capture_says,
    annotations={
        "prepared_by": Subquery(
            StudyRole.objects.filter(retrospective_id=OuterRef("pk"), role=StudyRole.Role.FACILITATOR).values(
                "person__display_name"
            )[:1]
        ),
        "promise": Subquery(Organization.objects.values("just_culture")[:1]),
    },
)
PEOPLE = Source(
    url_name="people-of-study",
    says=people_say,
    annotations={
        "people_in_it": count_of(IN_IT),
        "people_not_invited": count_of(IN_IT.filter(Q(person__isnull=False), invited_at=None)),
    },
)
