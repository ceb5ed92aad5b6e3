from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from secondstory.evidence.querysets import CopyQuerySet
from secondstory.evidence.series.points import Line
from secondstory.incidents.models import Retrospective
from secondstory.incidents.querysets import OfStudyQuerySet
from secondstory.people.records import Record


class SharedContent(models.Model):
    """The bytes of shared files, each once, by their hash. In the database, so that a backup is whole."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    data = models.BinaryField()


class Copy(Record):
    """A file kept in a study.

    Without ``owner`` it is the study's: whoever reads the study's working pages reads it. With ``owner`` it is that
    person's alone until something above opens it; then its bytes, name and kind are sealed, and nothing in the clear
    tells what it is, no hash either. Only its size stands there.
    """

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="copies")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    content = models.ForeignKey(SharedContent, null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    name = models.CharField(max_length=160, blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField()

    objects = CopyQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="copy_is_shared_or_sealed",
                condition=(Q(owner=None, content__isnull=False) & ~Q(name="") & ~Q(media_type=""))
                | Q(owner__isnull=False, content=None, name="", media_type=""),
            )
        ]

    @property
    def sha256(self) -> str:
        """Of a shared file; a private one has none in the clear."""
        return self.content_id or ""

    @property
    def is_private(self) -> bool:
        return self.owner_id is not None


class SealedContent(models.Model):
    """What a private file holds, its name and kind with it, sealed."""

    copy = models.OneToOneField(Copy, primary_key=True, on_delete=models.CASCADE, related_name="sealed")
    sealed_data = models.BinaryField()


class Series(Record):
    """Measured points of a range, kept so that the graph outlives its source's retention.

    ``points`` is a list of ``{"name", "points": [[seconds, value or null], …]}``; ``sketch`` is the same thinned to what
    a drawing needs.
    """

    class Source(models.TextChoices):
        PROMETHEUS = "prometheus", "Prometheus"
        GRAFANA = "grafana", "Grafana"
        CSV = "csv", "a table"
        MANUAL = "manual", "typed by hand"

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="series")
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=10, choices=Source.choices)
    query = models.TextField(max_length=4000, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    points: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    sketch: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, help_text="Of the points, so that the same range is kept once.")
    captured_at = models.DateTimeField()

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(
                name="series_source_known", condition=Q(source__in=["prometheus", "grafana", "csv", "manual"])
            ),
            models.UniqueConstraint(fields=["retrospective", "title", "sha256"], name="series_kept_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def drawn(self) -> list[Line]:
        """The lines a drawing needs."""
        return lines_of(self.sketch)

    @property
    def whole(self) -> list[Line]:
        return lines_of(self.points)


def lines_of(told: list[Any]) -> list[Line]:
    return [Line(line["name"], tuple((at, value) for at, value in line["points"])) for line in told]
