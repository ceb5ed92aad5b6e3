"""What people say of it themselves: written, shared and approved by each of them, through the verbs they would use."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from secondstory.demo.people import Cast
from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.conversations import (
    approve_notes,
    hold,
    plan_conversation,
    wish_to_talk,
    write_notes,
)
from secondstory.firsthand.actions.quotes import approve_quote, ask_quote
from secondstory.firsthand.actions.share import share_account
from secondstory.firsthand.actions.write import write_entry
from secondstory.firsthand.facets import Facet
from secondstory.firsthand.models import AccountEntry
from secondstory.firsthand.words import Pointer, Words
from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.moments import NoSuchMoment, read_moment
from secondstory.people.models import Person

A_YEAR = timedelta(days=365)


class Accounts:
    def __init__(
        self, story: dict[str, Any], study: Retrospective, cast: Cast, *, on: date, zone: str, by: Person
    ) -> None:
        self.story, self.study, self.cast, self.by = story, study, cast, by
        self.day = date.fromisoformat(story["day"]) if "day" in story else on
        self.zone = zone

    def tell(self) -> None:
        for told in self.story.get("accounts", ()):
            self._account(told)
        for told in self.story.get("drafts", ()):
            self._account(told)
        for told in self.story.get("conversations", ()):
            self._conversation(told)
        for key in self.story.get("wishes", ()):
            wish_to_talk(self._part(key), by=self.cast.people[key])

    def _account(self, told: dict[str, Any]) -> None:
        """The author writes; shares, if they do; is asked for quotes, and approves each in the words they read."""
        author = self.cast.people[told["by"]]
        account = begin_account(self._part(told["by"]), by=author)
        opening = Words(text=told["opening"].strip(), facet=Facet.OPENING)
        write_entry(account, opening, by=author, client_id="opening")
        quoted: list[tuple[AccountEntry, dict[str, str]]] = []
        for number, entry in enumerate(told["entries"]):
            written = write_entry(account, self._words(entry), by=author, client_id=f"entry-{number}")
            if "quoted" in entry:
                quoted.append((written, entry["quoted"]))
        if "rung" in told:
            share_account(account, told["rung"], by=author)
        for written, words in quoted:
            quote = ask_quote(written, words["text"], section=words["section"], by=self.by)
            approve_quote(quote, by=author, seen=quote.sha256)

    def _conversation(self, told: dict[str, Any]) -> None:
        """Planned, held with consent, noted by whoever held it, approved by the person it was with."""
        with_ = told["with"]
        talk = plan_conversation(self._part(with_), by=self.by, planned_at=timezone.now())
        hold(talk, by=self.by, agreed_to_notes=True, keep_until=timezone.localdate() + A_YEAR)
        noted = write_notes(talk, told["notes"].strip(), by=self.by)
        approve_notes(noted, by=self.cast.people[with_], seen=noted.number)

    def _part(self, key: str) -> Participant:
        part: Participant = self.study.participants.select_related("retrospective").get(person=self.cast.people[key])
        return part

    def _words(self, told: dict[str, Any]) -> Words:
        at, precision, approximate, when = self._moment(told.get("at", ""))
        later, sharpness, nearly, later_words = self._moment(told.get("otherwise_at", ""))
        return Words(
            text=told["text"],
            facet=Facet(told["facet"]),
            because=told.get("because", ""),
            when=when,
            at=at,
            precision=precision,
            approximate=approximate,
            otherwise=told.get("otherwise", ""),
            otherwise_at=later,
            otherwise_precision=sharpness,
            otherwise_approximate=nearly,
            otherwise_when=later_words,
            situation=told.get("situation", {}),
            pointers=tuple(Pointer(*self.story["references"][key]) for key in told.get("sources", ())),
        )

    def _moment(self, typed: str) -> tuple[datetime | None, str, bool, str]:
        """Instant, precision, whether it is about, and the words where they name no instant."""
        if not typed:
            return None, "minute", False, ""
        try:
            read = read_moment(typed, self.zone, today=self.day)
        except NoSuchMoment:
            return None, "minute", False, typed
        return read.at, read.precision, read.approximate, ""


def tell_accounts(story: dict[str, Any], study: Retrospective, cast: Cast, *, on: date, zone: str, by: Person) -> None:
    if story:
        Accounts(story, study, cast, on=on, zone=zone, by=by).tell()
