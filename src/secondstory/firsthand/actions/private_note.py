from __future__ import annotations

from secondstory.firsthand.models import PrivateNote
from secondstory.firsthand.sealing import about_private_note, open_text, seal_text
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_read_study
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal


@action
def write_to_oneself(
    study: Retrospective, about: str, text: str, *, by: Person, seen: int | None = None
) -> PrivateNote:
    """A first reaction, or who needs what: for oneself alone, whatever one's role. An empty text empties it. ``seen`` is
    the number the page was opened on, 0 where there was no note; the same text again changes nothing."""
    check_can_read_study(study, by)
    if about not in PrivateNote.About.values:
        raise Refusal("Write about your first reaction, or about looking after people.", code="unknown_note")
    text = prose(text, most=20_000, field="text")
    note = PrivateNote.objects.filter(retrospective=study, author=by, about=about).first()
    if note is None:
        note = PrivateNote(retrospective=study, author=by, about=about, created_by=by)
    elif open_text(note.sealed, about=about_private_note(note.pk, by.pk)) == text:
        return note
    elif seen is not None and seen != note.number:
        raise Conflict(
            "You saved this from elsewhere meanwhile, and that stands below. What you typed is still in the field; take"
            " over what you need, then save again to put it in its place.",
            code="saved_elsewhere",
            field="text",
        )
    note.number += 1
    note.sealed = seal_text(text, about=about_private_note(note.pk, by.pk))
    note.save()
    record("note.to_oneself", about=note, by=by, study=study.pk)
    return note
