"""Files of one's own account: sealed like its words, shared with its words, gone with its words."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import F, Q

from secondstory.evidence.actions.keep_copy import Brought, keep_private_copy
from secondstory.evidence.actions.remove_copy import remove_copy
from secondstory.evidence.contents import content_of
from secondstory.evidence.models import Copy
from secondstory.firsthand.actions.write import newest, write_entry
from secondstory.firsthand.models import AccountEntry, EntryFile
from secondstory.firsthand.policies import check_is_author, check_is_standing
from secondstory.firsthand.words import Pointer
from secondstory.journal.actions import action
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound


@action
def attach_file(entry: AccountEntry, file: Brought, *, by: Person) -> AccountEntry:
    """Keep a file with an entry, for its author alone until the entry is shared (again). The same file again changes
    nothing."""
    check_is_author(entry.account, by)
    check_is_standing(entry.account)
    entry.refresh_from_db()
    copy = keep_private_copy(entry.account.retrospective, file, by=by)
    if entry.files.filter(copy=copy, until=None).exists():
        return entry
    words = newest(entry)
    if words is None:
        raise NotFound()
    pointer = Pointer(content_of(copy).name, "", str(copy.pk))
    EntryFile.objects.create(entry=entry, copy=copy, since=entry.number + 1, created_by=by)
    return write_entry(entry.account, replace(words, pointers=(*words.pointers, pointer)), by=by, entry=entry)


@action
def detach_file(entry: AccountEntry, copy_id: str, *, by: Person) -> AccountEntry:
    """Take a file off. What was shared with it stays as it was shared until the entry is shared again or taken back;
    a file that no entry and no shared version holds any more is deleted."""
    check_is_author(entry.account, by)
    entry.refresh_from_db()
    held = entry.files.filter(copy_id=copy_id, until=None).first()
    words = newest(entry)
    if held is None or words is None:
        return entry
    held.until = entry.number + 1
    held.save(update_fields=["until"])
    left = tuple(one for one in words.pointers if one.copy != copy_id)
    # Another entry may hold the same file, and a version that is shared may hold it from an earlier time.
    elsewhere = Q(until=None) | Q(since__lte=F("entry__shared_number"), until__gt=F("entry__shared_number"))
    if not EntryFile.objects.filter(elsewhere, copy_id=copy_id).exists():
        remove_copy(Copy.objects.get(pk=copy_id), by=by)
    return write_entry(entry.account, replace(words, pointers=left), by=by, entry=entry)
