from __future__ import annotations

from django.utils import timezone

from secondstory.evidence.actions.remove_copy import remove_copy
from secondstory.evidence.models import Copy
from secondstory.firsthand.actions.quotes import withdraw_quotes_of
from secondstory.firsthand.models import Account, EntryFile, EntryVersion, Rung
from secondstory.firsthand.policies import check_is_author
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def withdraw_account(account: Account, *, by: Person, erase: bool = False) -> Account:
    """Take the whole account back, at any time: it vanishes from all working views, and its quotes are withdrawn, in
    a final text, too. With ``erase`` every version is emptied for good; else the author can take it up again."""
    check_is_author(account, by)
    account.refresh_from_db()
    is_new = account.withdrawn_at is None
    if is_new:
        account.rung, account.withdrawn_at = Rung.ONLY_ME, timezone.now()
        account.save(update_fields=["rung", "withdrawn_at"])
        account.entries.update(rung=Rung.ONLY_ME, shared_number=0)
        withdraw_quotes_of(account.entries.all(), by=by)
    erased = 0
    if erase:
        erased = EntryVersion.objects.filter(entry__account=account).exclude(sealed=b"").update(sealed=b"")
        files = EntryFile.objects.filter(entry__account=account).values("copy_id")
        for copy in Copy.objects.filter(pk__in=files, owner=by):
            remove_copy(copy, by=by)
    if is_new or erased:
        record("account.withdrawn", about=account, by=by, study=account.retrospective_id, erased=erase)
    return account


@action
def take_up_account(account: Account, *, by: Person) -> Account:
    """Take up again an account one had withdrawn. Only its author reads it until it is shared again."""
    check_is_author(account, by)
    account.refresh_from_db()
    if account.withdrawn_at is None:
        return account
    account.withdrawn_at = None
    account.save(update_fields=["withdrawn_at"])
    record("account.taken_up", about=account, by=by, study=account.retrospective_id)
    return account
