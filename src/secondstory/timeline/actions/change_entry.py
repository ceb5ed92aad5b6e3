from __future__ import annotations

from django.utils import timezone

from secondstory.incidents.policies import can_analyse, check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal
from secondstory.timeline.actions.add_entry import fields_of, ties_at
from secondstory.timeline.actions.told import Told, check_told
from secondstory.timeline.models import Awareness, Entry, EntryStatus
from secondstory.timeline.order import next_tie


@action
def change_entry(entry: Entry, told: Told, *, by: Person, seen: str | None = None) -> Entry:
    """Correct an entry. ``was`` stays, so that the import it came from can tell this from its own words.

    ``seen`` is the ``edition_of`` the caller looked at: if somebody else changed it since, Conflict. An entry that
    was agreed is proposed again when anybody but the facilitator changes it. The same again changes nothing.
    """
    study = entry.retrospective
    check_can_contribute(study, by)
    entry.refresh_from_db()
    entry.retrospective = study
    if entry.withdrawn_at:
        raise Refusal("This entry was taken out. Add a new one instead.", code="entry_taken_out")
    told = check_told(told, study)
    changed = sorted(name for name, value in fields_of(told).items() if getattr(entry, name) != value)
    if not changed:
        return entry
    if seen is not None and seen != edition_of(entry):
        raise Conflict(
            "Somebody changed this entry while you were writing. What it says now stands below; yours is still in"
            " the fields. Save again to put yours in its place.",
            code="entry_changed_meanwhile",
        )
    if set(changed) & {"at", "precision", "approximate"}:
        # Who knew it at once knows it at once still, whenever that turns out to have been.
        Awareness.objects.filter(entry=entry, learned_at=entry.at, precision=entry.precision).update(
            learned_at=told.at, precision=told.precision, approximate=told.approximate
        )
    if "at" in changed:
        entry.tie = next_tie(ties_at(study, told.at))
        entry.told_zone = ""
    for name in changed:
        setattr(entry, name, getattr(told, name))
    if entry.status == EntryStatus.AGREED and not can_analyse(study, by):
        entry.status = EntryStatus.PROPOSED
    entry.edited_at = timezone.now()
    entry.save()
    record("entry.changed", about=entry, by=by, study=study.pk, fields="+".join(changed)[:80])
    return entry


def edition_of(entry: Entry) -> str:
    """Which state of the entry somebody looked at."""
    return (entry.edited_at or entry.created_at).isoformat()
