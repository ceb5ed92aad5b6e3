"""Something felt or looked off: one line, from anybody, with or without their name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import timezone

from secondstory.incidents.actions.write_note import check_client_id
from secondstory.incidents.audiences import settle
from secondstory.incidents.models import Kind, Note, NoteAudience, Signal
from secondstory.incidents.moments import Moment
from secondstory.incidents.policies import check_can_read
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person, Service, Team

LONGEST = 2000


@action
def raise_signal(
    text: str = "",
    *,
    by: Person,
    kind: str = Kind.WEAK_SIGNAL,
    seen: Moment | None = None,
    audience: str = "",
    team: Team | None = None,
    services: Sequence[Service] = (),
    notes: Sequence[Note] = (),
    anonymous: bool = False,
    client_id: str = "",
) -> Signal:
    """Raise ``text``, or what one's own first note says.

    ``anonymous`` keeps the name out of the row, out of ``created_by`` and out of the journal, so nobody can
    put it back later, the reporter included. It cannot be combined with notes: those carry their author.
    """
    check_client_id(client_id)
    if (earlier := _earlier(by, client_id, notes, anonymous)) is not None:
        return earlier
    if kind not in Kind.values:
        raise Refusal("Choose the kind of signal from the list.", field="kind")
    if anonymous and notes:
        raise Refusal(
            "A note carries its author. To leave your name off, write the line anew.",
            code="notes_have_names",
            field="anonymous",
        )
    audience, team = settle(audience, team, by, alone=NoteAudience.ORGANIZATION)
    if anonymous and audience == NoteAudience.ME:
        raise Refusal(
            "A signal without a name that only you can read would be read by nobody. Choose a team or the"
            " organization.",
            field="audience",
        )
    text = text or _own_words(notes, by)
    words = line(text, most=LONGEST, field="text", empty="Say in one line what you noticed.")
    first = min((note.at for note in notes), default=timezone.now())
    signal = Signal.objects.create(
        text=words,
        kind=kind,
        seen_at=seen.at if seen else first,
        seen_precision=seen.shown_precision if seen else "minute",
        reporter=None if anonymous else by,
        created_by=None if anonymous else by,
        audience=audience,
        team=team,
        client_id=client_id,
    )
    signal.services.set(services)
    for note in notes:
        note.signal = signal
        note.save(update_fields=["signal"])
    record("signal.raised", about=signal, by=None if anonymous else by, of=str(kind), audience=str(audience))
    return signal


def _earlier(by: Person, client_id: str, notes: Sequence[Note], anonymous: bool) -> Signal | None:
    """Sent twice, or raised before from exactly these notes."""
    if client_id:
        owner = None if anonymous else by
        if found := Signal.objects.filter(created_by=owner, client_id=client_id).first():
            return found
    for note in notes:
        check_can_read(note, by)
        note.refresh_from_db(fields=["signal", "text", "withdrawn_at"])
    raised = {note.signal_id for note in notes}
    if not raised - {None}:
        return None
    if len(raised) > 1:
        raise Refusal("Some of these notes already stand in a signal. Open it, or choose the others.", field="notes")
    return notes[0].signal


def _own_words(notes: Sequence[Note], by: Person) -> str:
    """Somebody else's words do not travel further without them: say it in your own."""
    if not notes:
        return ""
    if any(note.created_by_id != by.pk for note in notes):
        raise Refusal("These are not only your notes. Say in your own words what you noticed.", field="text")
    return next((note.text for note in notes if note.text), "")
