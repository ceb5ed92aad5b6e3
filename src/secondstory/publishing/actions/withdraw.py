"""A publication is taken back. Its address says so to those who could read it, and nothing of what it said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.publishing.models import Publication
from secondstory.publishing.policies import check_can_keep

if TYPE_CHECKING:
    from secondstory.people.models import Person

REASON = 1000


@action
def withdraw(publication: Publication, *, by: Person, because: str = "") -> Publication:
    """``because`` is shown on the marker page. The study and its edition stay with those who have a part in it."""
    check_can_keep(publication, by)
    because = line(because, most=REASON, field="because")
    publication.refresh_from_db(fields=["withdrawn_at", "withdrawn_because"])
    if publication.is_withdrawn:
        return publication
    publication.withdrawn_at, publication.withdrawn_because = timezone.now(), because
    publication.save(update_fields=["withdrawn_at", "withdrawn_because"])
    record("publication.withdrawn", about=publication, by=by, study=publication.retrospective_id)
    return publication
