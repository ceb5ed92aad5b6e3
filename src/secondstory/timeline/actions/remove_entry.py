from __future__ import annotations

from django.utils import timezone

from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.models import Entry
from secondstory.timeline.policies import check_can_take_out


@action
def remove_entry(entry: Entry, *, by: Person) -> Entry:
    """Take an entry out: its words go, a marker stays where it stood (invariant 28), and the same import or paste
    does not bring it back. Twice changes nothing.

    A side of a dispute stays: a dispute never deletes a version (invariant 11).
    """
    check_can_take_out(entry, by)
    entry.refresh_from_db(fields=["withdrawn_at"])
    if entry.withdrawn_at:
        return entry
    if dispute := entry.disputes.first():
        raise Refusal(
            f"This is one side of “{dispute.question}”, and a dispute keeps all its versions. Explain it, or let it"
            " stand.",
            code="side_of_a_dispute",
        )
    entry.references.clear()
    entry.awareness.all().delete()
    entry.text, entry.known_by, entry.was = "", "", {}
    entry.withdrawn_at = timezone.now()
    entry.save()
    record("entry.taken_out", about=entry, by=by, study=entry.retrospective_id)
    return entry
