"""The words that go with a publication: who else could use this?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.publishing.actions.publish import ANNOUNCEMENT
from secondstory.publishing.models import Publication
from secondstory.publishing.policies import check_can_keep

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def announce(publication: Publication, text: str, *, by: Person) -> Publication:
    check_can_keep(publication, by)
    said = prose(text, most=ANNOUNCEMENT, field="announcement")
    publication.refresh_from_db(fields=["announcement"])
    if publication.announcement != said:
        publication.announcement = said
        publication.save(update_fields=["announcement"])
        record("publication.announced", about=publication, by=by, study=publication.retrospective_id)
    return publication
