"""A chat becomes notes of an incident and candidate entries of a study. Again, it brings only what is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from secondstory.importers.entries import Incoming, Link, add_new, known_entries
from secondstory.importers.readers import Readers, note_audience
from secondstory.importers.refusals import ImportRefused
from secondstory.importers.report import Outcome, Report
from secondstory.importers.slack.shapes import MessageKind, SlackChannel, SlackFile, SlackMessage, SlackReading
from secondstory.importers.sources import earlier
from secondstory.incidents.actions.open_incident import open_incident
from secondstory.incidents.actions.open_retrospective import open_retrospective
from secondstory.incidents.facts import Facts
from secondstory.incidents.models import Incident, Note, Retrospective, Source
from secondstory.incidents.policies import can_contribute, check_can_contribute, check_can_read
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.told import Told, check_told
from secondstory.timeline.gathering import Lacking, close_ranges, keep_gaps, source_named
from secondstory.timeline.models import Entry, EntryKind, Gathered, ReferenceKind
from secondstory.ui.text import BIDI_CONTROLS, CONTROLS, shorten, tidy_line

SYSTEM = "slack"
LONGEST = 4000
BATCH = 500
CUT = " … (cut here; the whole message is kept with the note)"
# Who came, who left and what was taken back tell nothing about the incident.
LEFT_ASIDE = {MessageKind.MEMBERSHIP, MessageKind.REMINDER, MessageKind.DELETED, MessageKind.PIN}
KINDS = {MessageKind.BOT: EntryKind.SIGNAL}


@dataclass(frozen=True, slots=True)
class Into:
    """Where it goes. With neither, the chat opens an incident of its own; without a study, one is opened."""

    incident: Incident | None = None
    study: Retrospective | None = None


@action
def import_chat(
    reading: SlackReading, *, by: Person, into: Into | None = None, readers: Readers | None = None
) -> Report:
    """Take in what was read; all of it or nothing.

    A message is known by its channel and timestamp. When Slack shows a later edit, the note gets a correction
    and the entry the new words, unless a person edited that entry: their words stay, and the report says so.
    """
    readers = (readers or Readers()).checked(by)
    told = [message for message in reading.messages if message.kind not in LEFT_ASIDE and words_of(message)]
    if not told:
        raise ImportRefused(
            "no_messages",
            "No message of these channels lies in this span of time. Choose other channels, or a longer span.",
            file=reading.file,
        )
    incident, study, is_new = _place(into or Into(), reading, told, readers, by=by)
    channels = {channel.id: channel for channel in reading.channels}
    notes = _Notes(incident, by).write(told)
    entries = _Entries(study, channels, by)
    added = notes | entries.write(told) | {"gaps": entries.keep_gaps(reading)}
    added = {what: count for what, count in added.items() if count}
    if notes["notes"] or notes["corrections"]:
        record("chat.imported", about=incident, by=by, source=SYSTEM, **notes)
    if added or is_new:
        record("study.imported", about=study, by=by, source=SYSTEM, **added)
    aside = len(reading.messages) - len(told)
    return Report(
        file=reading.file,
        outcome=Outcome.IMPORTED if is_new else Outcome.CHANGED if added else Outcome.UNCHANGED,
        title=study.title,
        study=study.pk,
        incident=incident.pk,
        added=added,
        kept=tuple(entries.kept),
        warnings=(*reading.warnings, *_left_aside(aside)),
        readers=f"{Readers(study.work_open_to, study.team).in_words} can read it." if is_new else "",
    )


def words_of(message: SlackMessage) -> str:
    """The message as it is stored: no control characters, and as long as a note may be."""
    text = CONTROLS.sub("", message.text.replace("\r\n", "\n")).strip()
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)].rstrip() + CUT


def speaker_of(message: SlackMessage, most: int) -> str:
    return shorten(BIDI_CONTROLS.sub("", message.pseudonym), most)


def _left_aside(count: int) -> Iterator[str]:
    if count:
        told = "1 message was" if count == 1 else f"{count} messages were"
        yield f"{told} left aside: joins, leaves, pins, reminders, deleted and empty ones."


def _place(
    into: Into, reading: SlackReading, told: list[SlackMessage], readers: Readers, *, by: Person
) -> tuple[Incident, Retrospective, bool]:
    """The incident and the study to write into, and whether the study was opened now."""
    name = ",".join(sorted(channel.id for channel in reading.channels))
    if into.study is not None:
        if into.incident is not None and into.incident.pk != into.study.incident_id:
            raise Refusal("This study is about another incident. Name one of the two.", field="incident")
        return into.study.incident, into.study, False
    if into.incident is not None:
        check_can_read(into.incident, by)
        source_id, study = earlier(SYSTEM, f"{name}\n{into.incident.pk}", by)
        return into.incident, study or _study(into.incident, source_id, readers, by=by), study is None
    source_id, study = earlier(SYSTEM, name, by)
    if study is not None:
        return study.incident, study, False
    incident = open_incident(
        Facts(title=_title(reading.channels), team=readers.team, audience=readers.audience),
        by=by,
        source_system=SYSTEM,
        source_id=source_id,
    )
    # Nobody said yet when it began; in the list it stands where the talk begins.
    Incident.objects.filter(pk=incident.pk).update(happened_at=told[0].at)
    return incident, _study(incident, source_id, readers, by=by), True


def _study(incident: Incident, source_id: str, readers: Readers, *, by: Person) -> Retrospective:
    if readers.audience == Audience.TEAM and readers.team != incident.team:
        raise Refusal(
            "The incident belongs to another team, and its studies with it. Choose another audience.", field="team"
        )
    return open_retrospective(incident, by=by, work_open_to=readers.audience, source_system=SYSTEM, source_id=source_id)


def _title(channels: tuple[SlackChannel, ...]) -> str:
    return shorten(", ".join(f"#{channel.name}" for channel in channels) or "A chat", 200)


class _Notes:
    """Append-only: a later edit is a note of its own that corrects the first."""

    def __init__(self, incident: Incident, by: Person) -> None:
        self.incident, self.by = incident, by
        self.audience, self.team = note_audience(incident, by)
        prefix = f"{incident.pk}:"
        here = Note.objects.filter(source_system=SYSTEM, source_id__startswith=prefix)
        self.here = {note.source_id: note for note in here.only("id", "source_id", "raw", "withdrawn_at")}

    def write(self, messages: list[SlackMessage]) -> dict[str, int]:
        first: dict[str, Note] = {}
        later: dict[str, Note] = {}
        for message in messages:
            key = f"{self.incident.pk}:{message.source_id}"
            known = self.here.get(key)
            if known is None:
                first[key] = self._note(key, message)
            elif (edited := _edited(message)) and not known.withdrawn_at and edited != _edited_in(known.raw):
                again = f"{key}#{edited}"
                if again not in self.here:
                    later[again] = self._note(again, message, corrects=known)
        Note.objects.bulk_create(first.values(), batch_size=BATCH)
        Note.objects.bulk_create(later.values(), batch_size=BATCH)
        return {"notes": len(first), "corrections": len(later)}

    def _note(self, key: str, message: SlackMessage, corrects: Note | None = None) -> Note:
        return Note(
            text=words_of(message),
            at=message.at,
            source=Source.CHAT,
            audience=self.audience,
            team=self.team,
            incident=self.incident,
            corrects=corrects,
            source_system=SYSTEM,
            source_id=key,
            thread_id=message.thread_id or "",
            speaker=speaker_of(message, 120),
            raw=message.raw,
            created_by=self.by,
        )


def _edited(message: SlackMessage) -> str:
    return _edited_in(message.raw)


def _edited_in(raw: dict[str, Any]) -> str:
    edited = raw.get("edited")
    ts = edited.get("ts") if isinstance(edited, dict) else None
    return ts if isinstance(ts, str) else ""


class _Entries:
    """Candidates: proposed, to the second, in the lane of whoever spoke."""

    def __init__(self, study: Retrospective, channels: dict[str, SlackChannel], by: Person) -> None:
        self.study, self.channels, self.by = study, channels, by
        self.kept: list[str] = []
        self.here = known_entries(study, SYSTEM)
        self.sources: dict[str, Gathered] = {}

    def write(self, messages: list[SlackMessage]) -> dict[str, int]:
        if any(message.source_id not in self.here for message in messages):
            check_can_contribute(self.study, self.by)
        if can_contribute(self.study, self.by):
            self._name_sources(messages)
        new = [self._incoming(message) for message in messages if message.source_id not in self.here]
        changed = [
            (entry, message)
            for message in messages
            if (entry := self.here.get(message.source_id)) and self._is_news(entry, message)
        ]
        if changed:
            check_can_contribute(self.study, self.by)
        added = add_new(self.study, SYSTEM, new, by=self.by)
        for entry, message in changed:
            one = self._incoming(message)
            entry.text, entry.was = one.told.text, dict(one.was)
            entry.save(update_fields=["text", "was"])
        return {"entries": len(added), "again": len(new) - len(added), "updated_entries": len(changed)}

    def _name_sources(self, messages: list[SlackMessage]) -> None:
        """Each channel is a source, with the span of what was read of it."""
        for id, channel in self.channels.items():
            if moments := [message.at for message in messages if message.channel_id == id]:
                self.sources[id] = source_named(
                    self.study, _source(channel), ReferenceKind.CHAT.value, by=self.by, moments=moments, zone="UTC"
                )

    def keep_gaps(self, reading: SlackReading) -> int:
        """What the export is known not to hold, at the channel it is missing from."""
        kept = 0
        for id, source in self.sources.items():
            lacking = [
                Lacking(one.kind, one.name, one.says, one.at)
                for one in reading.lacks
                # Of a message that came in before it was edited, the earlier wording is here.
                if one.channel_id == id and not (one.kind == "edited" and one.name in self.here)
            ]
            close_ranges(source, reading.start, reading.end, by=self.by)
            kept += keep_gaps(self.study, source, lacking, by=self.by)
        return kept

    def _is_news(self, entry: Entry, message: SlackMessage) -> bool:
        """Slack shows a later edit than we know, and nobody edited the entry here or took it out. What another source told
        first stays as that one tells it."""
        edited = _edited(message)
        if entry.source_system != SYSTEM:
            return False
        if not edited or edited == entry.was.get("edited") or entry.withdrawn_at or entry.text == words_of(message):
            return False
        if entry.edited_at:
            self.kept.append(
                f"The entry of {entry.at:%Y-%m-%d %H:%M:%S} UTC was edited here and later in Slack; it stays as it is"
                " here. The new words are with the notes."
            )
            return False
        return True

    def _incoming(self, message: SlackMessage) -> Incoming:
        huddle = message.huddle
        until = huddle.ended_at if huddle and huddle.ended_at and huddle.ended_at >= message.at else None
        told = check_told(
            Told(
                at=message.at,
                text=words_of(message),
                precision=message.precision.value,
                until=until,
                kind=KINDS.get(message.kind, EntryKind.COMMUNICATION).value,
                lane=speaker_of(message, 80),
            ),
            self.study,
        )
        was = {"text": told.text, "at": told.at.isoformat(), "precision": told.precision, "edited": _edited(message)}
        channel = self.channels[message.channel_id]
        source = Link(title=_source(channel), kind=ReferenceKind.CHAT.value)
        return Incoming(
            message.source_id,
            told,
            (source, *map(_link, filter(_is_there, message.files))),
            was,
            source=self.sources.get(message.channel_id),
        )


def _source(channel: SlackChannel) -> str:
    return f"Slack, #{channel.name}"


def _is_there(file: SlackFile) -> bool:
    return bool(file.url)


def _link(file: SlackFile) -> Link:
    kind = ReferenceKind.SCREENSHOT if file.mimetype.startswith("image/") else ReferenceKind.DOCUMENT
    return Link(file.url or "", tidy_line(file.title or file.name) or "A file from the chat", kind.value)
