"""More people can read a publication, or fewer. Fewer takes effect with the commit, everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal
from secondstory.publishing.circles import is_wider
from secondstory.publishing.models import Publication
from secondstory.publishing.policies import check_can_keep, check_circle

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def change_audience(publication: Publication, *, to: str, by: Person) -> Publication:
    """Open it to more, within what review confirmed, or close it to some."""
    check_can_keep(publication, by)
    publication.refresh_from_db(fields=["audience", "withdrawn_at"])
    check_circle(publication.retrospective, to, by)
    if publication.is_withdrawn:
        raise Refusal("This was withdrawn. Publish it again first.", code="withdrawn")
    was = publication.audience
    if was == to:
        return publication
    publication.audience = to
    publication.save(update_fields=["audience"])
    kind = "publication.widened" if is_wider(to, was) else "publication.narrowed"
    record(kind, about=publication, by=by, study=publication.retrospective_id, was=was, now=to)
    return publication
