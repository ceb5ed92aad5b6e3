from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.incidents.models import Kind, Retrospective
from secondstory.people.audience import Audience
from secondstory.people.models import Service, Team
from secondstory.people.records import Record
from secondstory.publishing.querysets import AskMeQuerySet, BesideTextQuerySet, CitationQuerySet, PublicationQuerySet
from secondstory.review.models import Edition


class Publication(Record):
    """A final edition with an audience and a stable address. The library is the list of these.

    ``team`` is the study's team, whoever reads it; ``title`` and what follows are taken from the edition once.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="publication")
    retrospective = models.OneToOneField(Retrospective, on_delete=models.PROTECT, related_name="publication")
    audience = models.CharField(max_length=20, choices=Audience.choices)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="publications")
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    reading_minutes = models.PositiveSmallIntegerField(default=1)
    announcement = models.CharField(max_length=2000, blank=True)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=1000, blank=True)
    services = models.ManyToManyField(Service, blank=True, related_name="publications")
    # The surprise or the question it opens, where a list asked for it (publishing/opening.py). Not stored.
    opening: str = ""

    objects = PublicationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="publication_newest_first"),
            models.Index(fields=["team", "-published_at"], name="publication_of_team"),
            # A stranger's library is a few public ones among many that are not.
            models.Index(fields=["audience", "-published_at", "-id"], name="publication_by_audience"),
        ]
        constraints = [models.CheckConstraint(condition=Q(audience__in=Audience.values), name="publication_audience")]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_in_words(self) -> str:
        return Kind(self.kind).label

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class Facet(Record):
    """One word a publication can be found by: a control it assessed, a systemic kind it found."""

    class Kind(models.TextChoices):
        CONTROL = "control", "control"
        FACTOR = "factor", "systemic factor"

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=64)
    label = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "kind", "key"], name="one_facet")]
        indexes = [models.Index(fields=["kind", "key"], name="facet_by_key")]


class Citation(Record):
    """A published text leads to another one in its frozen words. Taken from them once, when it is published."""

    citing = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="cites")
    cited = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="cited_by")

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cited", "citing"], name="one_citation"),
            models.CheckConstraint(condition=~Q(citing=models.F("cited")), name="no_text_cites_itself"),
        ]


class AskMe(Record):
    """'Ask me about this': somebody with a part in the study says so under its text, and about what.

    Their own act, for this text alone; taking it back deletes the row.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations_to_ask")
    about = models.CharField(max_length=200)
    invited_at = models.DateTimeField()

    objects = AskMeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "person"], name="one_invitation_each")]
        indexes = [models.Index(fields=["publication", "invited_at"], name="invitations_of_a_text")]

    def __str__(self) -> str:
        return self.about


class OfferedTalk(Record):
    """Somebody with a part in the study offers to tell others about it. Taking it back deletes the row."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="talks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=300)
    how = models.CharField(max_length=200, blank=True)

    objects = BesideTextQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["publication", "person"], name="one_talk_each")]

    def __str__(self) -> str:
        return self.about


class ForNewcomers(Record):
    """'Read this when you start on this service': a short note beside a text, by somebody with a part in its study."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="for_newcomers")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="for_newcomers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=600)

    objects = BesideTextQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "for newcomers"
        constraints = [
            models.UniqueConstraint(fields=["publication", "service", "person"], name="one_note_for_newcomers_each")
        ]

    def __str__(self) -> str:
        return self.text


class FeedKey(models.Model):
    """Which of somebody's feed addresses is the valid one: they are numbered, and signed (feed_keys.py).
    Nobody has a row until they make theirs anew."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="feed_key"
    )
    number = models.PositiveIntegerField(default=0)
