"""A new secret address for one's feeds; the old one stops working with the commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.journal.actions import action, record
from secondstory.publishing.models import FeedKey

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def turn_feed_key(*, by: Person) -> FeedKey:
    key, _ = FeedKey.objects.get_or_create(person=by)
    key.number += 1
    key.save(update_fields=["number"])
    record("feed_key.turned", about=by, by=by, number=key.number)
    return key
