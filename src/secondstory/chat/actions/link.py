"""Saying that an account of a chat is one's own, and taking that back.

The chat hands a link to that account alone; whoever opens it, signed in, says that it is theirs. So both are proven.
"""

from __future__ import annotations

from django.core import signing

from secondstory.chat.models import ChatAccount
from secondstory.chat.said import Sender
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, NotFound, Refusal

SALT = "secondstory.chat.link"
MINUTES = 15


def link_for(sender: Sender) -> str:
    """A word that tells which account asked, believed for a quarter of an hour."""
    return signing.dumps([sender.system, sender.workspace, sender.account], salt=SALT)


def sender_of(word: str) -> Sender:
    try:
        system, workspace, account = signing.loads(word, salt=SALT, max_age=MINUTES * 60)
    except signing.SignatureExpired:
        raise Refusal("This link was good for a quarter of an hour. Ask for another one in the chat.") from None
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound() from None
    return Sender(system, workspace, account)


@action
def link_account(word: str, *, by: Person) -> ChatAccount:
    """Twice is once. An account that somebody else has linked stays theirs."""
    sender = sender_of(word)
    found, is_new = ChatAccount.objects.get_or_create(
        system=sender.system,
        workspace=sender.workspace,
        account=sender.account,
        defaults={"person": by, "created_by": by},
    )
    if found.person_id != by.pk:
        raise Conflict("Somebody else has linked this chat account. They take it back first.", code="linked")
    if is_new:
        record("chat_account.linked", about=found, by=by)
    return found


@action
def unlink_account(account: ChatAccount, *, by: Person) -> None:
    if account.person_id != by.pk:
        raise NotFound()
    if ChatAccount.objects.filter(pk=account.pk).delete()[0]:
        record("chat_account.unlinked", about=account, by=by)
