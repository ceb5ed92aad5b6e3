"""The ladder of sharing: each step an act of the author, each taken back at once everywhere (invariant 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from secondstory.firsthand.actions.quotes import withdraw_quotes_of
from secondstory.firsthand.models import LADDER, Account, AccountEntry, EntryVersion, Rung, Share
from secondstory.firsthand.policies import check_is_author, check_is_standing
from secondstory.firsthand.queries import facilitator_id
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal

# What is there to be shared: its newest words stand, and were not erased.
_WRITTEN = Exists(EntryVersion.objects.filter(entry=OuterRef("pk"), number=OuterRef("number")).exclude(sealed=b""))


def height(rung: str) -> int:
    """How far up the ladder: 0 is the author alone."""
    return LADDER.index(Rung(rung))


def outlook(account: Account, entries: Iterable[AccountEntry]) -> str:
    """What an author looks at before a step: these entries in these versions, and today's facilitator. The same text
    means the same step; it tells nothing else."""
    told = [str(facilitator_id(account.retrospective)), *sorted(f"{one.pk} {one.number}" for one in entries)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


@action
def share_account(account: Account, rung: str, *, by: Person, seen: str | None = None) -> Account:
    """Open what is written now to ``rung``: every entry that is not kept back, in the words of this moment. What is
    already further up stays there. Again, it opens what was written since; with nothing new it changes nothing.
    ``seen`` is the ``outlook`` its author had: when it is another one by now, Conflict, and nothing is opened."""
    target = _rung(rung)
    account = _in_turn(account, by)
    goes = list(
        account.entries.filter(_WRITTEN, removed_at=None, kept_back=False, number__gt=0).order_by("created_at", "id")
    )
    _check_outlook(account, goes, seen)
    opened = []
    for entry in goes:
        further = target if height(target) > height(entry.rung) else Rung(entry.rung)
        if (entry.rung, entry.shared_number) != (further, entry.number):
            entry.rung, entry.shared_number = further, entry.number
            entry.save(update_fields=["rung", "shared_number"])
            opened.append(entry)
    if not opened and account.rung == target and _addressed(account):
        return account
    if not account.entries.filter(removed_at=None).exclude(rung=Rung.ONLY_ME).exists():
        raise Refusal("There is nothing to share yet. Write a sentence, or take one out of what you keep back.")
    _address(account, goes)
    account.rung = target if height(target) > height(account.rung) else account.rung
    _note(account, by=by)
    record("account.shared", about=account, by=by, study=account.retrospective_id, rung=target.value)
    return account


@action
def share_entry(entry: AccountEntry, rung: str, *, by: Person, seen: str | None = None) -> AccountEntry:
    """Open one entry to ``rung``, in its words of this moment, whatever the rest of the account does. ``seen`` as in
    ``share_account``, of this entry alone."""
    target = _rung(rung)
    account = _in_turn(entry.account, by)
    entry.refresh_from_db()
    entry.account = account
    if entry.removed_at or not entry.number:
        raise Refusal("You took this entry out. Put it back first.", code="entry_removed")
    _check_outlook(account, [entry], seen)
    is_addressed = target == Rung.PARTICIPANTS or _addressed(account)
    if (entry.rung, entry.shared_number, entry.kept_back) == (target, entry.number, False) and is_addressed:
        return entry
    if not account.entries.filter(_WRITTEN, pk=entry.pk).exists():
        raise Refusal("There is nothing to share yet. Write a sentence first.", code="empty")
    entry.rung, entry.shared_number, entry.kept_back = target, entry.number, False
    entry.save(update_fields=["rung", "shared_number", "kept_back"])
    if target == Rung.FACILITATOR:
        _address(account, [entry])
    _note(account, by=by)
    record("account.shared", about=entry, by=by, study=account.retrospective_id, rung=target.value)
    return entry


@action
def take_back(account: Account, rung: str = Rung.ONLY_ME, *, by: Person) -> Account:
    """Close the account down to ``rung``, at once and everywhere: every entry that is open further comes down.
    At 'only me' its quotes are withdrawn, too, those of entries that were never open as well."""
    target = Rung(rung)
    check_is_author(account, by)
    account.refresh_from_db()
    lowered = [one for one in account.entries.exclude(rung=Rung.ONLY_ME) if height(one.rung) > height(target)]
    quoted = withdraw_quotes_of(account.entries.all(), by=by) if target == Rung.ONLY_ME else 0
    if not (lowered or quoted or height(account.rung) > height(target)):
        return account
    _lower(lowered, target)
    if target == Rung.FACILITATOR:
        _address(account, lowered)
    if height(account.rung) > height(target):
        account.rung = target
    account.save(update_fields=["rung", "shared_with"])
    record("account.taken_back", about=account, by=by, study=account.retrospective_id, rung=target.value)
    return account


@action
def take_back_entry(entry: AccountEntry, rung: str = Rung.ONLY_ME, *, by: Person) -> AccountEntry:
    """Close one entry down to ``rung``. It goes its own way from then on: sharing the account does not lift it. At
    'only me' its quotes are withdrawn, also where they are all that others read of it."""
    target = Rung(rung)
    check_is_author(entry.account, by)
    entry.refresh_from_db()
    entry.account.refresh_from_db()
    quoted = withdraw_quotes_of([entry], by=by) if target == Rung.ONLY_ME else 0
    if height(entry.rung) <= height(target) and not quoted:
        return entry
    _lower([entry], target)
    if target == Rung.FACILITATOR:
        _address(entry.account, [entry])
        entry.account.save(update_fields=["shared_with"])
    if target == Rung.ONLY_ME:
        entry.kept_back = True
        entry.save(update_fields=["kept_back"])
    record("account.taken_back", about=entry, by=by, study=entry.account.retrospective_id, rung=target.value)
    return entry


@action
def keep_back(entry: AccountEntry, kept: bool, *, by: Person) -> AccountEntry:
    """Say that an entry stays with oneself when the account is shared, or does not any more. Keeping back closes it."""
    check_is_author(entry.account, by)
    entry.refresh_from_db()
    if entry.kept_back == kept:
        return entry
    if kept and entry.rung != Rung.ONLY_ME:
        return take_back_entry(entry, by=by)
    entry.kept_back = kept
    entry.save(update_fields=["kept_back"])
    record("account.entry_kept_back", about=entry, by=by, study=entry.account.retrospective_id, kept=kept)
    return entry


def _rung(rung: str) -> Rung:
    if rung not in Rung.values or rung == Rung.ONLY_ME:
        raise Refusal("Share it with the facilitator, or with the people in this story.", code="unknown_rung")
    return Rung(rung)


def _in_turn(account: Account, by: Person) -> Account:
    check_is_author(account, by)
    account = Account.objects.select_related("retrospective").get(pk=account.pk)
    check_is_standing(account)
    return account


def _addressed(account: Account) -> bool:
    """Whether it is open to the facilitator of today."""
    return account.shared_with_id == facilitator_id(account.retrospective)


def _check_outlook(account: Account, entries: Iterable[AccountEntry], seen: str | None) -> None:
    if seen is not None and seen != outlook(account, entries):
        raise Conflict(
            "What would be read, or by which facilitator, changed since you looked, so nothing was shared. Look once"
            " more, then decide.",
            code="outlook_changed",
        )


def _address(account: Account, entries: Iterable[AccountEntry]) -> None:
    """These entries are for the facilitator of today. Others that were for one before stay closed to both of them: it
    is their own sharing that opens them again."""
    today: UUID | None = facilitator_id(account.retrospective)
    if account.shared_with_id == today:
        return
    others = account.entries.filter(rung=Rung.FACILITATOR).exclude(pk__in=[one.pk for one in entries])
    others.update(rung=Rung.ONLY_ME, shared_number=0)
    account.shared_with_id = today


def _note(account: Account, *, by: Person) -> None:
    """The act itself, with the versions it opened; and to which facilitator."""
    account.save(update_fields=["rung", "shared_with"])
    standing = account.entries.exclude(rung=Rung.ONLY_ME).order_by("created_at", "id")
    versions = {str(entry.pk): entry.shared_number for entry in standing}
    Share.objects.create(account=account, rung=account.rung, versions=versions, created_by=by)


def _lower(entries: Iterable[AccountEntry], target: Rung) -> None:
    for entry in entries:
        entry.rung = target
        if target == Rung.ONLY_ME:
            entry.shared_number = 0
        entry.save(update_fields=["rung", "shared_number"])
