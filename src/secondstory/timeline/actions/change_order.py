from __future__ import annotations

from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.timeline.models import Entry
from secondstory.timeline.order import moved


@action
def change_order(entry: Entry, *, to: int, by: Person) -> Entry:
    """Put the entry at place ``to`` (0 is first) among those of the same instant. Time itself is not touched:
    an entry never passes one of another instant. The same place again changes nothing."""
    study = entry.retrospective
    check_can_contribute(study, by)
    entry.refresh_from_db(fields=["at", "tie"])
    line = list(Entry.objects.filter(retrospective=study, at=entry.at).in_order())
    new = moved(line, entry, to)
    if entry not in line or new == line:
        return entry
    for tie, one in enumerate(new):
        if one.tie != tie:
            one.tie = tie
            one.save(update_fields=["tie"])
    entry.tie = new.index(entry)
    record("entry.moved", about=entry, by=by, study=study.pk, place=entry.tie)
    return entry
