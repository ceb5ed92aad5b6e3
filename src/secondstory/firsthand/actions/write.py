"""Writing in one's own account. Every save is a version; nobody reads it until its author shares it."""

from __future__ import annotations

from django.utils import timezone

from secondstory.firsthand.actions.quotes import withdraw_quotes_of
from secondstory.firsthand.facets import Facet
from secondstory.firsthand.models import Account, AccountEntry, EntryVersion, Rung
from secondstory.firsthand.policies import check_is_author, check_is_standing
from secondstory.firsthand.sealing import about_entry, open_words, seal_words
from secondstory.firsthand.words import Words, checked
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal

MOST_ENTRIES = 2000
ELSEWHERE = (
    "You saved something else here meanwhile, in another tab or on another device. What you typed is still in the"
    " fields, and every version is kept. Look at both, then save again."
)


class SavedElsewhere(Conflict):
    """The same entry was saved by the same author from somewhere else; ``entry`` is as it stands."""

    code = "saved_elsewhere"

    def __init__(self, entry: AccountEntry) -> None:
        super().__init__(ELSEWHERE)
        self.entry = entry


@action
def write_entry(
    account: Account,
    words: Words,
    *,
    by: Person,
    entry: AccountEntry | None = None,
    seen: int | None = None,
    client_id: str = "",
) -> AccountEntry:
    """Save ``words`` as the newest version of ``entry``, or as a new entry.

    ``client_id`` lets a new entry be sent twice and written once (its page has seen version 0). ``seen`` is the
    version the page was opened on: when another tab saved since, SavedElsewhere. The same words again change
    nothing. What is shared stays as it was shared.
    """
    account.refresh_from_db(fields=["withdrawn_at"])
    check_is_author(account, by)
    check_is_standing(account)
    words = checked(words)
    is_opening = words.facet is Facet.OPENING
    if entry is None:
        entry = _known(account, client_id, is_opening)
        if entry and client_id and entry.client_id != client_id:
            seen = 0 if entry.removed_at else -1  # the one opening, begun in another tab
    if entry is None:
        if words.is_blank:
            raise Refusal("Write a few words first; one sentence is enough.", code="empty", field="text")
        if account.entries.count() >= MOST_ENTRIES:
            raise Refusal(f"An account holds {MOST_ENTRIES} entries. Put more into one of them.", code="too_many")
        entry = AccountEntry.objects.create(account=account, client_id=client_id, is_opening=is_opening, created_by=by)
        _save(entry, words, by)
        record("account.entry_written", about=entry, by=by, study=account.retrospective_id)
        return entry
    entry = AccountEntry.objects.select_related("account").get(pk=entry.pk, account=account)
    if entry.removed_at and entry.is_opening:
        _put_back(entry, by)  # there is one opening: beginning it anew goes on with the one that was taken out
    if newest(entry) == words:
        return entry
    if seen and seen != entry.number:
        raise SavedElsewhere(entry)
    _save(entry, words, by)
    record("account.entry_changed", about=entry, by=by, study=account.retrospective_id)
    return entry


@action
def remove_entry(entry: AccountEntry, *, by: Person) -> AccountEntry:
    """Take an entry out of one's account: closed to everybody at once, its quotes withdrawn, kept for oneself."""
    check_is_author(entry.account, by)
    entry.refresh_from_db()
    if entry.removed_at:
        return entry
    entry.rung, entry.shared_number, entry.removed_at = Rung.ONLY_ME, 0, timezone.now()
    entry.save(update_fields=["rung", "shared_number", "removed_at"])
    withdraw_quotes_of([entry], by=by)
    record("account.entry_removed", about=entry, by=by, study=entry.account.retrospective_id)
    return entry


@action
def return_entry(entry: AccountEntry, *, by: Person) -> AccountEntry:
    """Put it back into one's account. Only oneself reads it until it is shared again."""
    check_is_author(entry.account, by)
    entry.refresh_from_db()
    if entry.removed_at is not None:
        _put_back(entry, by)
    return entry


def _put_back(entry: AccountEntry, by: Person) -> None:
    entry.removed_at = None
    entry.save(update_fields=["removed_at"])
    record("account.entry_returned", about=entry, by=by, study=entry.account.retrospective_id)


def _known(account: Account, client_id: str, is_opening: bool) -> AccountEntry | None:
    if is_opening:
        return account.entries.filter(is_opening=True).first()
    return account.entries.filter(client_id=client_id).first() if client_id else None


def newest(entry: AccountEntry) -> Words | None:
    """The words its author saved last; None when they were erased."""
    version = entry.versions.filter(number=entry.number).first()
    if version is None or not version.sealed:
        return None
    return open_words(version.sealed, about=about_entry(entry.pk, version.number, entry.account.author_id))


def _save(entry: AccountEntry, words: Words, by: Person) -> None:
    number = entry.number + 1
    sealed = seal_words(words, about=about_entry(entry.pk, number, entry.account.author_id))
    EntryVersion.objects.create(entry=entry, number=number, sealed=sealed, created_by=by)
    entry.number = number
    entry.save(update_fields=["number"])
