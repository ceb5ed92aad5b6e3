"""A talk instead of a form: wished for, planned, held, noted with consent, and approved by the person it is about."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from secondstory.firsthand.models import Conversation, NotesVersion, OffRecordNote
from secondstory.firsthand.policies import check_can_note_off_record, check_can_plan, check_interviews, check_is_told
from secondstory.firsthand.sealing import about_notes, about_off_record, open_text, seal_text
from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.policies import check_can_read_study
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, NotFound, Refusal

LONGEST = 100_000


@action
def wish_to_talk(participant: Participant, *, by: Person) -> Conversation:
    """'I would rather talk': from the person themself. Again, it gives the one that is wished for or planned."""
    if participant.person_id is None or participant.person_id != by.pk:
        raise NotFound()
    known = _not_held_yet(participant)
    if known:
        return known
    made = Conversation.objects.create(
        retrospective_id=participant.retrospective_id, participant=participant, created_by=by
    )
    record("conversation.wished", about=made, by=by, study=made.retrospective_id)
    return made


@action
def plan_conversation(
    participant: Participant, *, by: Person, interviewer: Person | None = None, planned_at: datetime | None = None
) -> Conversation:
    """The facilitator plans a talk with somebody in this story; ``interviewer`` is themself unless named."""
    study = participant.retrospective
    check_can_plan(study, by)
    interviewer = interviewer or by
    check_can_read_study(study, interviewer)
    if interviewer.pk == participant.person_id:
        raise Refusal("A conversation needs two. Choose somebody else to hold it.", field="interviewer")
    made = _not_held_yet(participant)
    if made is None:
        made = Conversation(retrospective=study, participant=participant, created_by=by)
    elif (made.state, made.interviewer_id, made.planned_at) == ("planned", interviewer.pk, planned_at):
        return made
    made.state, made.interviewer, made.planned_at = Conversation.State.PLANNED, interviewer, planned_at
    made.save()
    record("conversation.planned", about=made, by=by, study=study.pk)
    return made


@action
def call_off(conversation: Conversation, *, by: Person) -> Conversation:
    """Either of the two, or the facilitator, at any time before it was held."""
    if by.pk not in (conversation.participant.person_id, conversation.interviewer_id):
        check_can_plan(conversation.retrospective, by)
    conversation.refresh_from_db()
    if conversation.state == Conversation.State.HELD:
        raise Refusal("It was held already. Its notes can still be taken back.", code="held")
    if conversation.state != Conversation.State.CALLED_OFF:
        conversation.state = Conversation.State.CALLED_OFF
        conversation.save(update_fields=["state"])
        record("conversation.called_off", about=conversation, by=by, study=conversation.retrospective_id)
    return conversation


@action
def hold(
    conversation: Conversation,
    *,
    by: Person,
    agreed_to_notes: bool,
    agreed_to_recording: bool = False,
    keep_until: date | None = None,
) -> Conversation:
    """It took place. What the person agreed to is written down before a word is; ``keep_until`` is the last day its
    notes are kept. Taking consent to notes away deletes them."""
    check_interviews(conversation, by)
    if keep_until is not None and keep_until < timezone.now().date():
        raise Refusal(
            "This day is over, so the notes would be deleted at once. Choose a later day, or none.",
            code="day_is_over",
            field="keep_until",
        )
    conversation.refresh_from_db()
    now = (conversation.state, conversation.agreed_to_notes, conversation.agreed_to_recording, conversation.keep_until)
    if now == ("held", agreed_to_notes, agreed_to_recording, keep_until):
        return conversation
    if conversation.number and not agreed_to_notes:
        _empty(conversation)
    conversation.state, conversation.held_at = Conversation.State.HELD, conversation.held_at or timezone.now()
    conversation.agreed_to_notes, conversation.agreed_to_recording = agreed_to_notes, agreed_to_recording
    conversation.keep_until = keep_until
    conversation.save()
    record("conversation.held", about=conversation, by=by, study=conversation.retrospective_id)
    return conversation


@action
def write_notes(conversation: Conversation, text: str, *, by: Person, seen: int | None = None) -> Conversation:
    """The interviewer's notes. A change after approval waits for approval again; readers keep the approved ones."""
    check_interviews(conversation, by)
    conversation.refresh_from_db()
    if not conversation.agreed_to_notes:
        raise Refusal(
            "Notes are taken only when the person agreed to them. Ask, and note down that they did.", code="no_consent"
        )
    if conversation.expired_at:
        raise Refusal("The time these notes are kept is over.", code="expired")
    text = prose(text, most=LONGEST, field="notes", empty="Write what was said, as they would say it.")
    known = conversation.versions.filter(number=conversation.number).first()
    if known and open_text(known.sealed, about=about_notes(conversation.pk, known.number)) == text:
        return conversation
    if seen is not None and seen != conversation.number:
        raise Conflict(
            "These notes were saved from elsewhere meanwhile. What you typed is still in the field; save again to put"
            " it in their place.",
            code="saved_elsewhere",
        )
    conversation.number += 1
    NotesVersion.objects.create(
        conversation=conversation,
        number=conversation.number,
        sealed=seal_text(text, about=about_notes(conversation.pk, conversation.number)),
        created_by=by,
    )
    conversation.save(update_fields=["number"])
    record("conversation.noted", about=conversation, by=by, study=conversation.retrospective_id)
    return conversation


@action
def approve_notes(conversation: Conversation, *, by: Person, seen: int, version: UUID | None = None) -> Conversation:
    """The person they are about has read version ``seen`` and lets the facilitator read it. ``version`` is its row:
    after notes were deleted others begin with the same number."""
    check_is_told(conversation, by)
    conversation.refresh_from_db()
    if conversation.number == 0 or conversation.expired_at:
        raise Refusal("There are no notes to approve.", code="no_notes")
    is_that = version is None or conversation.versions.filter(pk=version, number=seen).exists()
    if seen != conversation.number or not is_that:
        raise Conflict("The notes changed since you read them. Read them once more.", code="notes_changed")
    if conversation.approved_number == seen:
        return conversation
    conversation.approved_number, conversation.approved_at = seen, timezone.now()
    conversation.save(update_fields=["approved_number", "approved_at"])
    record("conversation.approved", about=conversation, by=by, study=conversation.retrospective_id)
    return conversation


@action
def take_back_notes(conversation: Conversation, *, by: Person) -> Conversation:
    """The person they are about takes their approval back: only the two read them again, at once."""
    check_is_told(conversation, by)
    conversation.refresh_from_db()
    if conversation.approved_number:
        conversation.approved_number, conversation.approved_at = 0, None
        conversation.save(update_fields=["approved_number", "approved_at"])
        record("conversation.approved", about=conversation, by=by, study=conversation.retrospective_id, taken_back=True)
    return conversation


@action
def let_learners_read(conversation: Conversation, yes: bool, *, by: Person) -> Conversation:
    """Learners read approved notes when both of the two say so."""
    if by.pk == conversation.interviewer_id:
        side = "interviewer_lets_learners"
    else:
        check_is_told(conversation, by)
        side = "person_lets_learners"
    conversation.refresh_from_db()
    if getattr(conversation, side) != yes:
        setattr(conversation, side, yes)
        conversation.save(update_fields=[side])
        record("conversation.learners", about=conversation, by=by, study=conversation.retrospective_id)
    return conversation


@action
def note_off_record(study: Retrospective, text: str, *, by: Person, keep_until: date | None = None) -> OffRecordNote:
    """What was said off the record: kept without a name, a conversation or a clock time, also in the journal
    (invariant 18). ``by`` is asked whether they may, and is written down nowhere."""
    check_can_note_off_record(study, by)
    text = prose(text, most=LONGEST, field="text", empty="Write what was said, so that nobody can be told from it.")
    for known in OffRecordNote.objects.filter(retrospective=study):
        if known.sealed and open_text(known.sealed, about=about_off_record(known.pk, study.pk)) == text:
            return known
    note = OffRecordNote(retrospective=study, noted_on=timezone.now().date(), keep_until=keep_until)
    note.sealed = seal_text(text, about=about_off_record(note.pk, study.pk))
    note.save(force_insert=True)
    record("study.noted_off_record", about=study, by=None)
    return note


@action
def let_notes_expire(today: date) -> int:
    """Delete what was to be kept until a day that is over: the words are gone, markers stay. Gives how many."""
    over = Conversation.objects.filter(keep_until__lt=today, expired_at=None)
    gone = 0
    for conversation in over.select_related("retrospective"):
        _empty(conversation)
        conversation.expired_at = timezone.now()
        conversation.save()
        record("conversation.expired", about=conversation, by=None, study=conversation.retrospective_id)
        gone += 1
    deleted, _ = OffRecordNote.objects.filter(keep_until__lt=today).delete()
    return gone + deleted


def _not_held_yet(participant: Participant) -> Conversation | None:
    rows = Conversation.objects.filter(participant=participant, state__in=["wished", "planned"])
    found: Conversation | None = rows.order_by("created_at", "id").first()
    return found


def _empty(conversation: Conversation) -> None:
    conversation.versions.all().delete()
    conversation.approved_number = conversation.number = 0
    conversation.approved_at = None
