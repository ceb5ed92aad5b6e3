"""What was said becomes notes: of whoever said it, read as their notes are, or of an incident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from secondstory.chat.said import Message, Said
from secondstory.incidents.actions.open_incident import open_incident
from secondstory.incidents.actions.write_note import LONGEST, write_note
from secondstory.incidents.audiences import settle
from secondstory.incidents.facts import Facts
from secondstory.incidents.models import Incident, Note, NoteAudience, Source
from secondstory.incidents.words import line
from secondstory.journal.actions import action
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.ui.text import shorten, tidy_line


@dataclass(frozen=True, slots=True)
class Kept:
    notes: tuple[Note, ...]
    incident: Incident | None = None


@action
def keep(said: Said, *, by: Person) -> Kept:
    """All of it or nothing; sent again, it is what is here already. An incident is read by the team of whoever opened it,
    as their notes are, until they open it wider."""
    messages = _messages(said)
    if not messages:
        raise Refusal("Write a line after the command, then it can be kept.", code="empty")
    incident = None
    if said.verb == "incident":
        title = shorten(tidy_line(messages[0].text.splitlines()[0]), 200)
        audience, team = settle("", None, by, alone="me")
        if team is None:
            raise Refusal(
                "You are in no team yet. Open the incident on its page, and choose who reads it.", code="no_team"
            )
        incident = open_incident(Facts(title=title, team=team, audience=audience), by=by, client_id=said.id)
    notes = tuple(
        write_note(
            text,
            by=by,
            at=_not_ahead(message.at),
            audience="" if incident is None else NoteAudience.TEAM,
            team=incident.team if incident else None,
            incident=incident,
            client_id=f"{said.id}.{place}",
            source=Source.CHAT,
            speaker=line(message.speaker, most=120, field="speaker"),
        )
        for place, (message, text) in enumerate((one, piece) for one in messages for piece in in_pieces(one.text))
    )
    return Kept(notes, incident)


def _messages(said: Said) -> list[Message]:
    told = [one for one in said.messages if one.text.strip()]
    return [Message(said.text), *told] if said.text.strip() else told


def _not_ahead(at: datetime | None) -> datetime | None:
    """Clocks of chats and of this house differ by a little."""
    return min(at, timezone.now()) if at else None


def in_pieces(text: str, most: int = LONGEST) -> list[str]:
    """The text in pieces that a note can hold, cut at a line where there is one. No word is lost."""
    pieces, left = [], text.strip()
    while len(left) > most:
        cut = left.rfind("\n", 1, most + 1)
        cut = cut if cut > 0 else max(left.rfind(" ", 1, most + 1), 0) or most
        pieces.append(left[:cut].strip())
        left = left[cut:].strip()
    return [piece for piece in (*pieces, left) if piece]
