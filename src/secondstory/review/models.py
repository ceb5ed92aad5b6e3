from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.incidents.models import Retrospective
from secondstory.incidents.querysets import OfStudyQuerySet
from secondstory.people.records import Record
from secondstory.people.refusals import Refusal
from secondstory.review.querysets import AgreedChangeQuerySet, CommentQuerySet, EarlierReplyQuerySet, RoundQuerySet
from secondstory.review.round_names import shown
from secondstory.writeup.models import Section


class Round(Record):
    """A time-boxed round of comments. One is open at a time; its minimum is the process version's."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="rounds")
    opened_at = models.DateTimeField()
    closes_not_before = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    # Until then each reads by themself before seeing what others said. None: everybody sees it at once.
    reads_first_until = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["retrospective"], condition=Q(closed_at=None), name="one_open_round_per_study"
            )
        ]


class Invited(Record):
    """Somebody asked to read and comment; 'ready' means: from me, the round may close."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invited")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_invitations")
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="one_review_invitation")]


class HaveRead(Record):
    """Somebody (``created_by``) said of a round: I have read it. They see what others said from then on."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="have_read")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "created_by"], name="one_have_read")]


class RoundName(Record):
    """A name of the round that somebody speaks under. ``key`` leads to nobody (round_names.py), ``created_by`` is
    empty, and the rows go when the round closes."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="names")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_name_of_a_number"),
            models.UniqueConstraint(fields=["round", "key"], name="one_name_of_a_key"),
            models.CheckConstraint(condition=Q(created_by=None), name="round_name_is_nobodys"),
        ]


class Comment(Record):
    """One thought on one section, of a stated kind. 'Disagree' may stand and stays in the final text."""

    class Kind(models.TextChoices):
        CHANGE = "change", "change"
        CLARIFY = "clarify", "clarify"
        DISAGREE = "disagree", "disagree"
        PERSPECTIVE = "perspective", "add perspective"
        THANKS = "thanks", "thanks"

    class State(models.TextChoices):
        OPEN = "open", "open"
        DONE = "done", "done"
        ANSWERED = "answered", "answered"
        STANDS = "stands", "stands"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="comments")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments")
    section_number = models.PositiveIntegerField(default=0)
    quote = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField(max_length=8000)
    # Says its author: this needs what was learned later.
    from_today = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(max_length=8000, blank=True)
    # The number of the name it was said under ('Reader 3'); then it has no author here.
    reader = models.PositiveIntegerField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "stands"]) | ~Q(answer=""), name="comment_answer_is_said"
            )
        ]

    @property
    def round_name(self) -> str:
        """'Reader 3', or '' for what was said in one's own voice."""
        return shown(self.reader) if self.reader else ""


class EarlierReply(Record):
    """What was said to a comment before something else was: the facilitator's words stay when it is left to stand."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="earlier_replies")
    text = models.TextField(max_length=8000)

    objects = EarlierReplyQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "earlier replies"


class AgreedChange(Record):
    """A change agreed in review, ticked off before the study is final."""

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="agreed_changes")
    text = models.CharField(max_length=1000)
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.SET_NULL, related_name="changes")
    done_at = models.DateTimeField(null=True, blank=True)

    objects = AgreedChangeQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]


class SetAside(Record):
    """What the study leaves of one kind, by whose choice in words, and what would bring it back. It is part of the text
    that two people note as complete, and of what an edition freezes (standing.py)."""

    class Kind(models.TextChoices):
        QUESTIONS = "questions", "open questions"
        RECOMMENDATIONS = "recommendations", "recommendations without a decision"
        DISAGREEMENTS = "disagreements", "disagreements that stand"
        COMMENTS = "comments", "comments without an answer"
        FACTORS = "factors", "factors that no recommendation answers"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="set_asides")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    nothing = models.BooleanField(default=False)
    what = models.CharField(max_length=1000, blank=True)
    chosen_by = models.CharField(max_length=300, blank=True)
    again_when = models.CharField(max_length=1000, blank=True)

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["retrospective", "kind"], name="one_set_aside_of_a_kind"),
            models.CheckConstraint(
                name="set_aside_is_whole",
                condition=Q(nothing=True, what="", chosen_by="", again_when="")
                | (Q(nothing=False) & ~Q(what="") & ~Q(chosen_by="") & ~Q(again_when="")),
            ),
        ]


class AudienceConfirmation(Record):
    """Somebody looked once more at who will read it. A later change of the audience asks again."""

    retrospective = models.OneToOneField(Retrospective, on_delete=models.CASCADE, related_name="audience_confirmation")
    audience = models.CharField(max_length=20)


class Completion(Record):
    """'The write-up is complete', formally noted by one person in one capacity, about one text: ``sha256`` is
    the fingerprint of the document as it was then."""

    class Capacity(models.TextChoices):
        FACILITATOR = "facilitator", "facilitator"
        REVIEWER = "reviewer", "reviewer"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="completions")
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["retrospective", "capacity"], name="one_completion")]


class EditionStays(Refusal):
    code = "edition_is_final"

    def __init__(self) -> None:
        super().__init__("An edition is final and stays as it is. Propose an amendment beside it.")


class Edition(Record):
    """The frozen text: canonical bytes and their SHA-256. Immutable in code and by a database trigger
    (invariant 12)."""

    retrospective = models.OneToOneField(Retrospective, on_delete=models.PROTECT, related_name="edition")
    canonical = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    finalized_at = models.DateTimeField()

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="edition_hash_shape")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once, when it is frozen. (The trigger of migration 0002 refuses what does not come this way.)"""
        if not self._state.adding:
            raise EditionStays
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise EditionStays


class Amendment(Record):
    """Later words beside the frozen text, with their own author and date."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "proposed"
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="amendments")
    section_key = models.CharField(max_length=20, blank=True)
    text = models.TextField(max_length=8000)
    reason = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
