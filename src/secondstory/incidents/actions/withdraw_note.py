"""An author takes their words back; the marker stays (invariant 28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from secondstory.incidents.models import Note
from secondstory.incidents.policies import check_can_withdraw_note
from secondstory.journal.actions import action, record

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def withdraw_note(note: Note, *, by: Person) -> Note:
    """Empty the words and whatever an import kept of them. That there was a note, and when, stays."""
    check_can_withdraw_note(note, by)
    note.refresh_from_db(fields=["withdrawn_at"])
    if note.withdrawn_at is None:
        note.text, note.raw, note.withdrawn_at = "", {}, timezone.now()
        note.save(update_fields=["text", "raw", "withdrawn_at"])
        record("note.withdrawn", about=note, by=by)
    return note
