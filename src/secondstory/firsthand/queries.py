"""Reads over accounts: one's own whole, others' as they were shared. All of them open seals, none keeps a copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F, Prefetch
from django.utils import timezone

from secondstory.firsthand.facets import IN_WORDS
from secondstory.firsthand.models import (
    Account,
    AccountEntry,
    Conversation,
    EntryVersion,
    NotesVersion,
    OffRecordNote,
    PrivateNote,
    Quote,
    Rung,
    Share,
)
from secondstory.firsthand.own_order import in_own_order
from secondstory.firsthand.sealing import (
    about_entry,
    about_notes,
    about_off_record,
    about_private_note,
    about_quote,
    open_text,
    open_wording,
    open_words,
)
from secondstory.firsthand.telling import Telling
from secondstory.firsthand.words import Words
from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who, reader
from secondstory.people.models import Person


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """An entry as its author sees it: the newest words, and how they stand to what is shared."""

    entry: AccountEntry
    words: Words
    saved_at: datetime
    quotes: tuple[Quoted, ...] = ()

    @property
    def label(self) -> str:
        return IN_WORDS[self.words.facet]

    @property
    def has_changes(self) -> bool:
        """There is something newer than what others can read."""
        return self.entry.rung != Rung.ONLY_ME and self.entry.number > self.entry.shared_number


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote with its words, for those who may see it in this state."""

    quote: Quote
    text: str


@dataclass(frozen=True, slots=True)
class OwnAccount:
    account: Account
    opening: OwnEntry | None
    entries: list[OwnEntry]
    removed: list[OwnEntry] = field(default_factory=list)

    @property
    def everything(self) -> list[OwnEntry]:
        return ([self.opening] if self.opening else []) + self.entries

    @property
    def has_changes(self) -> bool:
        """Of an account that is shared: something was changed or added that sharing it again would open."""
        shared = self.account.rung != Rung.ONLY_ME
        return shared and any(
            one.has_changes or (one.entry.rung == Rung.ONLY_ME and not one.entry.kept_back) for one in self.everything
        )

    @property
    def is_empty(self) -> bool:
        return not self.everything

    @property
    def asked(self) -> list[Quoted]:
        return [q for one in self.everything for q in one.quotes if q.quote.state == Quote.State.ASKED]

    @property
    def saved_at(self) -> datetime | None:
        return max((one.saved_at for one in self.everything), default=None)


def own_account(account: Account, user: Person) -> OwnAccount:
    """The account as its author reads it (three statements). The caller knows that ``user`` is the author; the
    statements ask for it again."""
    versions = EntryVersion.objects.own(user).filter(entry__account=account, number=F("entry__number"))
    quotes: dict[UUID, list[Quoted]] = {}
    for one in Quote.objects.filter(entry__account=account).order_by("created_at", "id"):
        quotes.setdefault(one.entry_id, []).append(Quoted(one, wording_of(one)))
    found = []
    for version in versions.select_related("entry"):
        entry = version.entry
        entry.account = account
        if version.sealed:
            words = open_words(version.sealed, about=about_entry(entry.pk, version.number, account.author_id))
            found.append(OwnEntry(entry, words, version.created_at, tuple(quotes.get(entry.pk, ()))))
    ordered = in_own_order(found, at=lambda one: one.words.at, written=lambda one: (one.entry.created_at, one.entry.pk))
    standing = [one for one in ordered if not one.entry.removed_at]
    return OwnAccount(
        account,
        next((one for one in standing if one.entry.is_opening), None),
        [one for one in standing if not one.entry.is_opening],
        [one for one in ordered if one.entry.removed_at],
    )


def versions_of(entry: AccountEntry, user: Person) -> list[tuple[EntryVersion, Words]]:
    """Every version its author saved, newest first."""
    rows = EntryVersion.objects.own(user).filter(entry=entry).order_by("-number")
    author = entry.account.author_id
    return [
        (row, open_words(row.sealed, about=about_entry(entry.pk, row.number, author))) for row in rows if row.sealed
    ]


def tellings(study: Retrospective, user: Who, *, rung: str | None = None) -> list[Telling]:
    """What is shared of the accounts of this study with this person, in one statement whatever its number, in the
    order of time. ``rung='participants'`` leaves out what was opened to the facilitator alone."""
    rows = EntryVersion.objects.shared_in(study, user)
    if rung:
        rows = rows.filter(entry__rung=rung)
    return _tellings(rows.select_related("entry__account__participant__person"))


def tellings_of(account: Account, user: Who) -> list[Telling]:
    """One account as it is open to this person."""
    rows = EntryVersion.objects.shared_with(user).filter(entry__account=account)
    return _tellings(rows.select_related("entry__account__participant__person"))


def _tellings(rows: Iterable[EntryVersion]) -> list[Telling]:
    found = []
    for row in rows:
        entry, account = row.entry, row.entry.account
        if not row.sealed:
            continue
        words = open_words(row.sealed, about=about_entry(entry.pk, row.number, account.author_id))
        told = Telling(
            id=entry.pk,
            account_id=account.pk,
            participant_id=account.participant_id,
            told_by=account.participant.shown_as,
            kind=words.facet.value,
            text=words.text,
            when=words.when,
            at=words.at,
            precision=words.precision,
            approximate=words.approximate,
            because=words.because,
            otherwise_at=words.otherwise_at,
            otherwise=words.otherwise,
            otherwise_precision=words.otherwise_precision,
            otherwise_approximate=words.otherwise_approximate,
            situation=words.situation,
            references=words.pointers,
            number=row.number,
            rung=entry.rung,
        )
        found.append((told, (account.pk, entry.created_at, entry.pk)))
    by_account: dict[UUID, list[tuple[Telling, tuple[UUID, datetime, UUID]]]] = {}
    for told, written in found:
        by_account.setdefault(told.account_id, []).append((told, written))
    return [
        told
        for account_id in sorted(by_account)
        for told, _ in in_own_order(by_account[account_id], at=lambda one: one[0].at, written=lambda one: one[1])
    ]


def frozen_timelines(account: Account, user: Person) -> list[tuple[Share, list[Words]]]:
    """The author's own timeline as it stood at each sharing, oldest first. Nobody else asks for it."""
    shares = list(account.shares.order_by("created_at", "id")) if account.author_id == user.pk else []
    wanted = {(key, number) for share in shares for key, number in share.versions.items()}
    rows = (
        EntryVersion.objects.own(user)
        .filter(entry__account=account, number__in={number for _, number in wanted})
        .select_related("entry")
    )
    opened = {
        (str(row.entry_id), row.number): (
            row.entry,
            open_words(row.sealed, about=about_entry(row.entry_id, row.number, account.author_id)),
        )
        for row in rows
        if row.sealed and (str(row.entry_id), row.number) in wanted
    }
    told = []
    for share in shares:
        there = [opened[one] for one in share.versions.items() if one in opened]
        ordered = in_own_order(there, at=lambda one: one[1].at, written=lambda one: (one[0].created_at, one[0].pk))
        told.append((share, [words for _, words in ordered]))
    return told


def wording_of(quote: Quote) -> str:
    """Its words; nothing once it is gone."""
    if not quote.sealed:
        return ""
    return open_wording(quote.sealed, about=about_quote(quote.pk, quote.entry_id)).text


def quotes_asked(study: Retrospective, user: Who) -> list[Quoted]:
    """The quotes of this study that this person sees: their own, and for the facilitator all that are readable."""
    rows = Quote.objects.visible_to(user).filter(retrospective=study)
    rows = rows.select_related("entry__account__participant__person").order_by("created_at", "id")
    return [Quoted(one, wording_of(one)) for one in rows]


# --- conversations -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation with the notes this person may read: the newest for the two who talk, the approved ones for
    others, none before approval and none once their time is over. ``version`` is the row they were read from."""

    conversation: Conversation
    notes: str
    version: UUID | None
    is_newest: bool
    is_mine: bool
    i_hold_it: bool


def talks(study: Retrospective, user: Person) -> list[Talk]:
    rows = (
        Conversation.objects.visible_to(user)
        .filter(retrospective=study)
        .select_related("participant__person", "interviewer")
        .prefetch_related(Prefetch("versions", NotesVersion.objects.order_by("number"), to_attr="all_versions"))
        .order_by("created_at", "id")
    )
    return [talk_for(one, user) for one in rows]


def talk_for(conversation: Conversation, user: Person) -> Talk:
    """Expects the conversation to come through ``visible_to``."""
    mine = conversation.participant.person_id == user.pk
    holds_it = conversation.interviewer_id == user.pk
    number = conversation.number if mine or holds_it else conversation.approved_number
    versions: list[NotesVersion] = getattr(conversation, "all_versions", None) or list(conversation.versions.all())
    found = next((one for one in versions if one.number == number), None)
    over = conversation.expired_at is not None or is_over(conversation)
    text = ""
    if found is not None and found.sealed and not over:
        text = open_text(found.sealed, about=about_notes(conversation.pk, number))
    return Talk(conversation, text, found.pk if found else None, number == conversation.number, mine, holds_it)


def is_over(conversation: Conversation) -> bool:
    """Its time to be kept has passed, whether or not the deletion has run yet."""
    return conversation.keep_until is not None and conversation.keep_until < timezone.now().date()


def off_record(study: Retrospective, user: Who) -> list[tuple[OffRecordNote, str]]:
    rows = OffRecordNote.objects.visible_to(user).filter(retrospective=study).order_by("noted_on", "id")
    return [(one, open_text(one.sealed, about=about_off_record(one.pk, study.pk))) for one in rows]


def private_notes(study: Retrospective, user: Person) -> dict[str, tuple[PrivateNote, str]]:
    """What this person wrote to themself, by what it is about."""
    rows = PrivateNote.objects.visible_to(user).filter(retrospective=study)
    return {one.about: (one, open_text(one.sealed, about=about_private_note(one.pk, one.author_id))) for one in rows}


def facilitator_id(study: Retrospective) -> UUID | None:
    """Whoever facilitates today; until one is chosen, whoever opened the study."""
    role = study.roles.filter(role="facilitator").values_list("person_id", flat=True).first()
    return role or study.created_by_id


def my_account(study: Retrospective, user: Who) -> Account | None:
    who = reader(user)
    found: Account | None = (
        Account.objects.filter(retrospective=study, author_id=who.person_id).select_related("participant").first()
        if who.is_member
        else None
    )
    return found
