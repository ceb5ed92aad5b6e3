"""Accounts, conversations and quotes. What a person wrote is sealed; beside it stand ids, rungs and numbers only."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from secondstory.evidence.models import Copy
from secondstory.firsthand.querysets import (
    AccountEntryQuerySet,
    AccountQuerySet,
    ConversationQuerySet,
    OffRecordQuerySet,
    PrivateNoteQuerySet,
    QuoteQuerySet,
    VersionQuerySet,
)
from secondstory.incidents.models import Participant, Retrospective
from secondstory.people.records import Record


class Rung(models.TextChoices):
    """The ladder of sharing. The fourth rung, being quoted, is a ``Quote``: wording by wording."""

    ONLY_ME = "only_me", "Only you"
    FACILITATOR = "facilitator", "The facilitator"
    PARTICIPANTS = "participants", "The people in this story"


LADDER = (Rung.ONLY_ME, Rung.FACILITATOR, Rung.PARTICIPANTS)


class Account(Record):
    """One person's own account of one study. Only its author writes, shares, takes back or withdraws it
    (invariants 1 to 3). ``rung`` is how far the author has gone with it as a whole; what is readable stands on
    each entry. ``shared_with`` is the facilitator it was opened to, so that it never opens to another one."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.PROTECT, related_name="accounts")
    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="account")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="accounts")
    rung = models.CharField(max_length=14, choices=Rung.choices, default=Rung.ONLY_ME)
    shared_with = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rung__in=Rung.values), name="account_rung_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(rung="only_me"), name="account_withdrawn_is_closed"
            ),
        ]


class AccountEntry(Record):
    """One sentence or two of an account. ``number`` is the newest version, the author's alone; ``shared_number``
    is the version that ``rung`` opens to others (0: none). An entry that is ``kept_back`` is not lifted when the
    account is shared."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField(default=0)
    shared_number = models.PositiveIntegerField(default=0)
    rung = models.CharField(max_length=14, choices=Rung.choices, default=Rung.ONLY_ME)
    kept_back = models.BooleanField(default=False)
    is_opening = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    # The sender's own id for it, so that sending twice writes once.
    client_id = models.CharField(max_length=64, blank=True)

    objects = AccountEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "account entries"
        constraints = [
            models.CheckConstraint(condition=Q(rung__in=Rung.values), name="account_entry_rung_known"),
            models.CheckConstraint(
                condition=Q(rung="only_me", shared_number=0) | (~Q(rung="only_me") & Q(shared_number__gt=0)),
                name="account_entry_shares_a_version",
            ),
            models.CheckConstraint(condition=Q(shared_number__lte=F("number")), name="account_entry_version_is_there"),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(rung="only_me"), name="account_entry_removed_is_closed"
            ),
            models.UniqueConstraint(
                fields=["account", "client_id"], condition=~Q(client_id=""), name="account_entry_sent_once"
            ),
            models.UniqueConstraint(fields=["account"], condition=Q(is_opening=True), name="one_opening_per_account"),
        ]


class EntryVersion(Record):
    """Every save of an entry, sealed; all kept for the author. Emptied only when its author erases it."""

    entry = models.ForeignKey(AccountEntry, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="one_version_number")]


class EntryFile(Record):
    """A private file of an entry, from the version it was attached in until the one it was taken off in. Others read
    it when the version they read of the entry holds it (``openers.py``)."""

    entry = models.ForeignKey(AccountEntry, on_delete=models.CASCADE, related_name="files")
    copy = models.ForeignKey(Copy, on_delete=models.CASCADE, related_name="+")
    since = models.PositiveIntegerField()
    until = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "copy", "since"], name="one_attachment")]


class Share(Record):
    """An act of the author: from this moment these versions were open to this rung, or to nobody any more.
    ``versions`` maps entries to version numbers: the author's own timeline, frozen as it was shared."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="shares")
    rung = models.CharField(max_length=14, choices=Rung.choices)
    versions: models.JSONField[dict[str, int], dict[str, int]] = models.JSONField(default=dict)

    class Meta:
        ordering = ["created_at", "id"]


class Quote(Record):
    """Words from an account for the write-up, in an exact wording that its author approved (invariant 17).

    ``sha256`` is over a random salt and the wording, both inside the seal, so that after a withdrawal nobody can
    find the words by trying (invariant 12). ``section`` is the key of the part of the write-up they stand in.
    """

    class State(models.TextChoices):
        ASKED = "asked", "waits for its author"
        APPROVED = "approved", "approved by its author"
        DECLINED = "declined", "not to be quoted"
        DROPPED = "dropped", "not asked any more"
        WITHDRAWN = "withdrawn", "withdrawn by its author"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.PROTECT, related_name="quotes")
    entry = models.ForeignKey(AccountEntry, on_delete=models.PROTECT, related_name="quotes")
    section = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    sealed = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "approved", "declined", "dropped", "withdrawn"]),
                name="quote_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "approved"]) | Q(sealed=b""), name="quote_gone_is_empty"
            ),
        ]


class Conversation(Record):
    """A talk instead of a form. Nobody but the two reads its notes until the person they are about approved them;
    then the facilitator reads that version, too. ``keep_until`` really deletes (invariant 28 leaves the marker)."""

    class State(models.TextChoices):
        WISHED = "wished", "wished for"
        PLANNED = "planned", "planned"
        HELD = "held", "held"
        CALLED_OFF = "called_off", "called off"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.PROTECT, related_name="conversations")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="conversations")
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WISHED)
    planned_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    agreed_to_notes = models.BooleanField(default=False)
    agreed_to_recording = models.BooleanField(default=False)
    keep_until = models.DateField(null=True, blank=True)
    number = models.PositiveIntegerField(default=0)
    approved_number = models.PositiveIntegerField(default=0)
    approved_at = models.DateTimeField(null=True, blank=True)
    person_lets_learners = models.BooleanField(default=False)
    interviewer_lets_learners = models.BooleanField(default=False)
    expired_at = models.DateTimeField(null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number=0) | Q(agreed_to_notes=True), name="conversation_notes_were_agreed_to"
            ),
            models.CheckConstraint(
                condition=Q(approved_number__lte=F("number")), name="conversation_approves_what_is_there"
            ),
        ]


class NotesVersion(Record):
    """Every save of a conversation's notes, sealed."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "number"], name="one_notes_version")]


class OffRecordNote(models.Model):
    """What was said off the record. It carries no name, no conversation and no clock time (invariant 18): a random
    id that tells no age, and the day alone. The facilitator reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    retrospective = models.ForeignKey(Retrospective, on_delete=models.PROTECT, related_name="off_record_notes")
    noted_on = models.DateField()
    sealed = models.BinaryField()
    keep_until = models.DateField(null=True, blank=True)

    objects = OffRecordQuerySet.as_manager()


class PrivateNote(Record):
    """A note to oneself that nobody else reads: a first reaction before judging, and who needs what now."""

    class About(models.TextChoices):
        REACTION = "reaction", "My first reaction"
        CARE = "care", "Looking after people"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.PROTECT, related_name="private_notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=About.choices)
    number = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField()

    objects = PrivateNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["retrospective", "author", "about"], name="one_private_note"),
        ]
