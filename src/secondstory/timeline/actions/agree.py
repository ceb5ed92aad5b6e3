from __future__ import annotations

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_analyse
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.models import Entry, EntryStatus


@action
def agree(entry: Entry, *, by: Person) -> Entry:
    """The facilitator agrees: it stands as told. What is disputed is explained or left standing instead."""
    check_can_analyse(entry.retrospective, by)
    entry.refresh_from_db(fields=["status", "withdrawn_at"])
    if entry.withdrawn_at:
        raise Refusal("This entry was taken out. There is nothing left to agree with.", code="entry_taken_out")
    if entry.status == EntryStatus.DISPUTED:
        raise Refusal(
            "There is more than one version of this. Explain what would make them all true, or let it stand.",
            code="entry_disputed",
        )
    if entry.status == EntryStatus.PROPOSED:
        entry.status = EntryStatus.AGREED
        entry.save(update_fields=["status"])
        record("entry.agreed", about=entry, by=by, study=entry.retrospective_id)
    return entry


@action
def agree_with_all(study: Retrospective, *, by: Person) -> int:
    """Agree with every entry that is proposed; how many those were."""
    check_can_analyse(study, by)
    proposed = list(Entry.objects.filter(retrospective=study, status=EntryStatus.PROPOSED).in_order())
    Entry.objects.filter(pk__in=[entry.pk for entry in proposed]).update(status=EntryStatus.AGREED)
    for entry in proposed:
        record("entry.agreed", about=entry, by=by, study=study.pk)
    return len(proposed)
