"""The ladder of sharing: each step an act of the author, each taken back at once everywhere (invariant 2)."""

from __future__ import annotations

from collections.abc import Iterable

from secondstory.firsthand.actions.quotes import withdraw_quotes_of
from secondstory.firsthand.models import LADDER, Account, AccountEntry, Rung, Share
from secondstory.firsthand.policies import check_is_author, check_is_standing
from secondstory.firsthand.queries import facilitator_id
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal


def height(rung: str) -> int:
    """How far up the ladder: 0 is the author alone."""
    return LADDER.index(Rung(rung))


@action
def share_account(account: Account, rung: str, *, by: Person) -> Account:
    """Open what is written now to ``rung``: every entry that is not kept back, in the words of this moment. What is
    already further up stays there. Again, it opens what was written since; with nothing new it changes nothing."""
    target = _rung(rung)
    account = _in_turn(account, by)
    opened = []
    for entry in account.entries.filter(removed_at=None, kept_back=False, number__gt=0).order_by("created_at", "id"):
        further = target if height(target) > height(entry.rung) else Rung(entry.rung)
        if (entry.rung, entry.shared_number) != (further, entry.number):
            entry.rung, entry.shared_number = further, entry.number
            entry.save(update_fields=["rung", "shared_number"])
            opened.append(entry)
    if not opened and account.rung == target and _addressed(account):
        return account
    if not account.entries.filter(removed_at=None).exclude(rung=Rung.ONLY_ME).exists():
        raise Refusal("There is nothing to share yet. Write a sentence, or take one out of what you keep back.")
    account.rung = target if height(target) > height(account.rung) else account.rung
    _note(account, opened, by=by)
    record("account.shared", about=account, by=by, study=account.retrospective_id, rung=target.value)
    return account


@action
def share_entry(entry: AccountEntry, rung: str, *, by: Person) -> AccountEntry:
    """Open one entry to ``rung``, in its words of this moment, whatever the rest of the account does."""
    target = _rung(rung)
    account = _in_turn(entry.account, by)
    entry.refresh_from_db()
    entry.account = account
    if entry.removed_at or not entry.number:
        raise Refusal("You took this entry out. Put it back first.", code="entry_removed")
    if (entry.rung, entry.shared_number, entry.kept_back) == (target, entry.number, False) and _addressed(account):
        return entry
    entry.rung, entry.shared_number, entry.kept_back = target, entry.number, False
    entry.save(update_fields=["rung", "shared_number", "kept_back"])
    _note(account, [entry], by=by)
    record("account.shared", about=entry, by=by, study=account.retrospective_id, rung=target.value)
    return entry


@action
def take_back(account: Account, rung: str = Rung.ONLY_ME, *, by: Person) -> Account:
    """Close the account down to ``rung``, at once and everywhere: every entry that is open further comes down.
    At 'only me' its quotes are withdrawn, too."""
    target = Rung(rung)
    check_is_author(account, by)
    account.refresh_from_db()
    lowered = [one for one in account.entries.exclude(rung=Rung.ONLY_ME) if height(one.rung) > height(target)]
    if not lowered and height(account.rung) <= height(target):
        return account
    _lower(lowered, target)
    if height(account.rung) > height(target):
        account.rung = target
        account.save(update_fields=["rung"])
    if target == Rung.ONLY_ME:
        withdraw_quotes_of(account.entries.all(), by=by)
    record("account.taken_back", about=account, by=by, study=account.retrospective_id, rung=target.value)
    return account


@action
def take_back_entry(entry: AccountEntry, rung: str = Rung.ONLY_ME, *, by: Person) -> AccountEntry:
    """Close one entry down to ``rung``. It goes its own way from then on: sharing the account does not lift it."""
    target = Rung(rung)
    check_is_author(entry.account, by)
    entry.refresh_from_db()
    if height(entry.rung) <= height(target):
        return entry
    _lower([entry], target)
    if target == Rung.ONLY_ME:
        entry.kept_back = True
        entry.save(update_fields=["kept_back"])
        withdraw_quotes_of([entry], by=by)
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


def _note(account: Account, entries: Iterable[AccountEntry], *, by: Person) -> None:
    """The act itself, with the versions it opened; and to which facilitator."""
    account.shared_with_id = facilitator_id(account.retrospective)
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
