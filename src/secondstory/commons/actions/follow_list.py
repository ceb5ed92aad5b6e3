"""Having a list at hand in the library."""

from __future__ import annotations

from secondstory.commons.models import ListFollowing, ReadingList
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound


@action
def follow_list(reading_list: ReadingList, *, by: Person) -> ListFollowing:
    if not ReadingList.objects.visible_to(by).filter(pk=reading_list.pk).exists():
        raise NotFound()
    following, is_new = ListFollowing.objects.get_or_create(reading_list=reading_list, created_by=by)
    if is_new:
        # Who reads what is nobody's business, the journal's neither.
        record("reading_list.followed", about=reading_list, by=None)
    return following


@action
def let_list_go(reading_list: ReadingList, *, by: Person) -> None:
    """Also one that they do not read any more."""
    if ListFollowing.objects.filter(reading_list=reading_list, created_by=by).delete()[0]:
        record("reading_list.let_go", about=reading_list, by=None)
