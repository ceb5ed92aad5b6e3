"""One line of rough text becomes a dated note."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from secondstory.incidents.audiences import settle
from secondstory.incidents.models import Incident, Note, NoteAudience, Signal, Source
from secondstory.incidents.policies import check_can_read
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.refusals import NotAllowed, Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person, Team

LONGEST = 4000
_CLIENT_ID = re.compile(r"[A-Za-z0-9._:-]{0,64}\Z")


def check_client_id(client_id: str) -> None:
    if not _CLIENT_ID.match(client_id):
        raise Refusal("The sender's id takes up to 64 letters, digits and . _ : - only.", field="client_id")


@action
def write_note(
    text: str,
    *,
    by: Person,
    at: datetime | None = None,
    audience: str = "",
    team: Team | None = None,
    incident: Incident | None = None,
    signal: Signal | None = None,
    corrects: Note | None = None,
    client_id: str = "",
    source: str = Source.TYPED,
    source_system: str = "",
    source_id: str = "",
    thread_id: str = "",
    speaker: str = "",
    raw: dict[str, Any] | None = None,
) -> Note:
    """Write ``text`` down, at ``at`` (now, when nobody says).

    Sent again with the same ``client_id``, or imported again from the same source, it is the note that is
    already there. Without an audience it is for the author's team, or for the author when there is none.
    A correction is a new note: the one it corrects stays as it is and lends its audience and its place.
    """
    check_client_id(client_id)
    if (earlier := _earlier(by, client_id, source_system, source_id)) is not None:
        return earlier
    words = prose(text, most=LONGEST, field="text", empty="Write one line, then it can be kept.")
    now = timezone.now()
    if at is not None and at > now:
        raise Refusal("This moment is still to come. Write when it was.", code="still_to_come", field="at")
    if corrects is not None:
        _check_can_correct(corrects, by)
        audience, team = audience or corrects.audience, team or corrects.team
        incident, signal = incident or corrects.incident, signal or corrects.signal
    for thing in (incident, signal):
        if thing is not None:
            check_can_read(thing, by)
    audience, team = settle(audience, team, by, alone=NoteAudience.ME)
    note = Note.objects.create(
        text=words,
        at=at or (corrects.at if corrects else now),
        created_by=by,
        audience=audience,
        team=team,
        incident=incident,
        signal=signal,
        corrects=corrects,
        client_id=client_id,
        source=source,
        source_system=source_system,
        source_id=source_id,
        thread_id=thread_id,
        speaker=speaker,
        raw=raw or {},
    )
    record("note.written", about=note, by=by, source=str(source), audience=str(audience))
    return note


def _earlier(by: Person, client_id: str, source_system: str, source_id: str) -> Note | None:
    if client_id:
        return Note.objects.filter(created_by=by, client_id=client_id).first()
    if source_id:
        return Note.objects.filter(source_system=source_system, source_id=source_id).first()
    return None


def _check_can_correct(note: Note, by: Person) -> None:
    if note.created_by_id != by.pk:
        check_can_read(note, by)
        raise NotAllowed("Its author corrects it. Write a note of your own beside it.", code="author_only")
    if note.withdrawn_at is not None:
        raise Refusal("You withdrew the words of that note. Write a new one.", code="withdrawn")
