from __future__ import annotations

from secondstory.firsthand.models import Account
from secondstory.firsthand.policies import check_can_begin
from secondstory.incidents.models import Participant
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def begin_account(participant: Participant, *, by: Person) -> Account:
    """Open one's own account. Nobody else can; again, it gives the account that is there."""
    participant.refresh_from_db(fields=["left_at", "person"])
    check_can_begin(participant, by)
    account, is_new = Account.objects.get_or_create(
        participant=participant,
        defaults={"retrospective_id": participant.retrospective_id, "author": by, "created_by": by},
    )
    if is_new:
        record("account.begun", about=account, by=by, study=account.retrospective_id)
    return account
