"""What the rail says of this step's own stage, the study's beginning."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery

from secondstory.incidents.models import StudyRole
from secondstory.incidents.rail import Says, Source
from secondstory.people.models import Organization


def capture_says(study: Any) -> Says:
    if study.learning_focus and study.audience:
        return Says("done", "its aims are stated")
    return Says("open", "say what we hope to learn" if not study.learning_focus else "choose who will read it")


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
