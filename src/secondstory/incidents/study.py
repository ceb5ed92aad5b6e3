"""How every page of a study fetches it, and the frame around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.audiences import readers_of_work
from secondstory.incidents.fetched import fetched_for
from secondstory.incidents.models import Retrospective
from secondstory.incidents.rail import rail, with_rail
from secondstory.people.refusals import NotFound

if TYPE_CHECKING:
    from secondstory.people.models import Person


def get_study(user: Person | AnonymousUser, study_id: UUID) -> Retrospective:
    """The study, if this person reads its working pages; else NotFound, as if it were not there."""
    study = with_rail(Retrospective.objects.visible_to(user)).filter(pk=study_id).first()
    if study is None:
        raise NotFound()
    return fetched_for(user, study)


def frame(study: Retrospective, *, current: str) -> dict[str, Any]:
    """The context every study page needs beside its own: study, title, kicker, zone, rail (one statement)."""
    return {
        "study": study,
        "study_title": study.title,
        "study_kicker": f"Retrospective · {study.incident.title}",
        "zone": study.zone,
        "who_reads": readers_of_work(study),
        "rail": rail(study, current=current),
        "rail_note": "Order is a habit, not a gate.",
        "stage": current,
    }
