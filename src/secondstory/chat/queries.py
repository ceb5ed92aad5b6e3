from __future__ import annotations

from secondstory.chat.models import ChatAccount
from secondstory.chat.said import OTHER, Sender
from secondstory.people.models import Person


def person_of(sender: Sender) -> Person | None:
    """Whoever linked this account. By the e-mail address only at the door whose bridge vouches for it."""
    linked = ChatAccount.objects.select_related("person").filter(
        system=sender.system, workspace=sender.workspace, account=sender.account
    )
    if found := linked.first():
        return found.person if found.person.is_active else None
    if sender.system == OTHER and sender.email:
        return Person.objects.filter(email=sender.email, is_active=True).first()
    return None
