from __future__ import annotations

from django.db import models
from django.db.models import Q

from secondstory.analysis.models import Mystery
from secondstory.commons.models.groups import Reading
from secondstory.commons.models.things import CIRCLES
from secondstory.commons.querysets import DiscussionQuerySet, RemarkQuerySet
from secondstory.people.models import Team
from secondstory.people.records import Record
from secondstory.publishing.models import Publication


class Discussion(Record):
    """What is talked about; who reads it is said by that thing, and by ``audience`` for a topic of its own.

    Beside each thing there is one. When a question is taken back, what was said beside it is read by nobody but each
    its writer.
    """

    class Kind(models.TextChoices):
        TEXT = "text", "A published text"
        IDEA = "idea", "An idea"
        QUESTION = "question", "An open question"
        TOPIC = "topic", "A topic of its own"
        READING = "reading", "Read together"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    publication = models.OneToOneField(Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mystery = models.OneToOneField(Mystery, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reading = models.OneToOneField(Reading, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    idea = models.CharField(max_length=64, blank=True)
    # Of a topic. It is part of its first words, and stands as long as they do.
    title = models.CharField(max_length=200, blank=True)
    title_stands = models.BooleanField(default=True)
    audience = models.CharField(max_length=20, choices=CIRCLES, blank=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    last_said_at = models.DateTimeField()

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        ordering = ["-last_said_at", "-id"]
        indexes = [models.Index(fields=["-last_said_at", "-id"], name="discussion_newest_first")]
        constraints = [
            models.UniqueConstraint(fields=["idea"], condition=~Q(idea=""), name="one_discussion_per_idea"),
            models.CheckConstraint(
                name="discussion_is_about_one_thing",
                condition=(
                    Q(kind="text", publication__isnull=False, mystery=None, reading=None, idea="", audience="")
                    | (Q(kind="idea", publication=None, mystery=None, reading=None, audience="") & ~Q(idea=""))
                    | Q(kind="question", publication=None, reading=None, idea="", audience="")
                    | Q(kind="reading", publication=None, mystery=None, reading__isnull=False, idea="", audience="")
                    | Q(kind="topic", publication=None, mystery=None, reading=None, idea="", audience="organization")
                    | Q(
                        kind="topic",
                        publication=None,
                        mystery=None,
                        reading=None,
                        idea="",
                        audience="team",
                        team__isnull=False,
                    )
                ),
            ),
        ]


class Remark(Record):
    """What somebody said, or answered to what was said (``reply_to``; a trigger holds that there is one level).

    Taken back by whoever wrote it, its words are gone and their place stays. Hidden, they are read by their writer and
    by those who moderate.
    """

    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="remarks")
    reply_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    # Its writer began a topic with it: the topic's title is part of these words.
    opens = models.BooleanField(default=False)
    text = models.TextField(max_length=8000, blank=True)
    reworded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["discussion", "reply_to", "created_at"], name="remarks_in_order")]
        constraints = [
            models.CheckConstraint(condition=Q(created_by__isnull=False), name="remark_is_somebodys"),
            models.CheckConstraint(
                name="remark_says_something_until_taken_back",
                condition=(Q(withdrawn_at=None) & ~Q(text="")) | Q(withdrawn_at__isnull=False, text=""),
            ),
        ]

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None and self.hidden_at is None


class EarlierWords(Record):
    """What a remark said before; what was hidden then stays hidden."""

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="earlier")
    text = models.TextField(max_length=8000)
    was_hidden = models.BooleanField(default=False)

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "earlier words"


class OpenedQuestion(Record):
    """A question asked in a conversation became an open question of the house."""

    remark = models.OneToOneField(Remark, on_delete=models.PROTECT, related_name="opened_question")
    mystery = models.ForeignKey(Mystery, on_delete=models.CASCADE, related_name="+")
