"""From a conversation to a work note: by whoever was asked, or with their word by whoever asked. No word of the
conversation is copied; what is written is written anew, by one who was there."""

from __future__ import annotations

from typing import Any

from secondstory.analysis.actions.work_notes import tell_work_note
from secondstory.analysis.models import FromTalk, TalkAgreed, WorkNote
from secondstory.firsthand.models import Conversation
from secondstory.firsthand.policies import check_interviews, check_is_told
from secondstory.firsthand.queries import is_over
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound, Refusal


@action
def agree_to_work(conversation: Conversation, yes: bool, *, by: Person) -> None:
    """The word of the person the conversation is with: whoever holds it may tell from it how they do their work. Taken
    back, nothing more is told; what was told stays until they take it out."""
    check_is_told(conversation, by)
    if yes:
        _found, is_new = TalkAgreed.objects.get_or_create(conversation=conversation, defaults={"created_by": by})
        if is_new:
            record("talk.agreed_to_work", about=conversation, by=by)
    elif TalkAgreed.objects.filter(conversation=conversation).delete()[0]:
        record("talk.agreed_no_more", about=conversation, by=by)


def is_told_by(conversation: Conversation, user: Person) -> bool:
    """Whether ``user`` speaks for what was said: the person, or for one without an account whoever holds it."""
    person = conversation.participant.person_id
    return user.pk == (conversation.interviewer_id if person is None else person)


def check_can_tell_from(conversation: Conversation, user: Person) -> None:
    """Whoever was asked; whoever asked, with their word. Only where they agreed that notes are taken, while these are
    kept."""
    conversation.refresh_from_db()
    if not is_told_by(conversation, user):
        check_interviews(conversation, user)
    if not conversation.agreed_to_notes or conversation.expired_at is not None or is_over(conversation):
        raise Refusal(
            "Nothing is written down from this conversation: no notes were agreed to, or their time is over.",
            code="no_notes_agreed",
        )
    if not is_told_by(conversation, user) and not TalkAgreed.objects.filter(conversation=conversation).exists():
        raise NotAllowed("They have not agreed yet that you write this down. Ask them.", code="ask_them")


@action
def tell_work_from_talk(conversation: Conversation, topic: str, done: str, *, by: Person, **told: Any) -> WorkNote:
    """How that person does their work, as ``tell_work_note`` takes it, of the study they talked about. In the name of
    whoever tells it, so that each of the two can take it back."""
    check_can_tell_from(conversation, by)
    note = tell_work_note(topic, done, by=by, study=conversation.retrospective, anonymous=False, **told)
    FromTalk.objects.get_or_create(note=note, defaults={"conversation": conversation, "created_by": by})
    return note


@action
def take_out_of_talk(link: FromTalk, *, by: Person) -> None:
    """By the person the conversation was with, whoever told it: it is about how they work."""
    if not FromTalk.objects.filter(pk=link.pk).exists():
        raise NotFound()
    check_is_told(link.conversation, by)
    note = link.note
    study = note.retrospective_id
    record("work_note.taken_out", about=note, by=by, study=study)
    note.delete()
