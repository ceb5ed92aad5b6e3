"""May I? An account belongs to its author: nobody else writes, shares or takes back anything in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from secondstory.firsthand.models import Account, AccountEntry, Conversation, Quote
from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.parts import FACILITATOR, parts_of
from secondstory.incidents.policies import check_can_facilitate, check_is_open, holds
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


def _is(user: Person | AnonymousUser, person_id: UUID | None) -> bool:
    """Whether this is that person, who is still here: nobody acts for somebody who left the organization."""
    return person_id is not None and person_id == user.pk and user.is_active


def check_can_begin(participant: Participant, user: Person | AnonymousUser) -> None:
    if not _is(user, participant.person_id) or participant.left_at:
        raise NotFound()


def check_is_author(account: Account, user: Person | AnonymousUser) -> None:
    """Not found for whoever reads nothing of it: they do not learn that it exists."""
    if _is(user, account.author_id):
        return
    if not Account.objects.visible_to(user).filter(pk=account.pk).exists():
        raise NotFound()
    raise NotAllowed(
        "Only its author can write, share or take back an account. Ask them, or write your own.", code="author_only"
    )


def is_author(account: Account, user: Person | AnonymousUser) -> bool:
    return holds(check_is_author, account, user)


def check_is_standing(account: Account) -> None:
    if account.withdrawn_at:
        raise Refusal(
            "You withdrew this account, so nobody reads it. Take it up again first.", code="account_withdrawn"
        )


def check_can_ask_for_quote(entry: AccountEntry, user: Person | AnonymousUser) -> None:
    """The facilitator, of what is open to them, while the text can still change."""
    study = entry.account.retrospective
    if not AccountEntry.objects.shared_with(user).filter(pk=entry.pk).exists():
        raise NotFound()
    check_can_facilitate(study, user)
    check_is_open(study)


def can_ask_for_quote(entry: AccountEntry, user: Person | AnonymousUser) -> bool:
    return holds(check_can_ask_for_quote, entry, user)


def check_decides_quote(quote: Quote, user: Person | AnonymousUser) -> None:
    if not _is(user, quote.entry.account.author_id):
        if not Quote.objects.visible_to(user).filter(pk=quote.pk).exists():
            raise NotFound()
        raise NotAllowed("Whoever said it decides whether it is quoted, and how. Ask them.", code="author_only")


def check_can_plan(study: Retrospective, user: Person | AnonymousUser) -> None:
    """Whoever facilitates plans the conversations."""
    check_can_facilitate(study, user)


def check_interviews(conversation: Conversation, user: Person | AnonymousUser) -> None:
    if not _is(user, conversation.interviewer_id):
        if not Conversation.objects.visible_to(user).filter(pk=conversation.pk).exists():
            raise NotFound()
        raise NotAllowed("Whoever holds the conversation writes its notes. Ask them.", code="interviewer_only")


def check_is_told(conversation: Conversation, user: Person | AnonymousUser) -> None:
    """The person the notes are about. For somebody without an account here, who holds the conversation answers for
    what they said, face to face."""
    person = conversation.participant.person_id
    if _is(user, person):
        return
    if person is None and _is(user, conversation.interviewer_id):
        return
    if not Conversation.objects.visible_to(user).filter(pk=conversation.pk).exists():
        raise NotFound()
    raise NotAllowed("The person these notes are about approves them. Ask them.", code="person_only")


def check_can_note_off_record(study: Retrospective, user: Person | AnonymousUser) -> None:
    if FACILITATOR in parts_of(user, study):
        return
    mine = Conversation.objects.filter(retrospective=study, interviewer_id=user.pk).exists()
    if not mine:
        check_can_facilitate(study, user)
