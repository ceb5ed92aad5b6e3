"""What the rail says of people and their accounts: who takes part, and who is invited.

Never who has written or shared: that is nobody's business, and a rail that said so would ask for it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from secondstory.incidents.models import Participant
from secondstory.incidents.rail import Says, Source, count_of


def says(study: Any) -> Says:
    people, waiting = study.people_in_it, study.people_not_invited
    if not people:
        return Says("next", "nobody added yet")
    told = "1 person" if people == 1 else f"{people} people"
    return Says("open", f"{told}, {waiting} not invited yet") if waiting else Says("done", f"{told}, all invited")


IN_IT = Participant.objects.filter(left_at=None)
SOURCE = Source(
    url_name="study-accounts",
    says=says,
    annotations={
        "people_in_it": count_of(IN_IT),
        "people_not_invited": count_of(IN_IT.filter(Q(person__isnull=False), invited_at=None)),
    },
)
