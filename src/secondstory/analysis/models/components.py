"""Step 3 of CAST: each part from the bottom up, and how what it did was reasonable."""

from __future__ import annotations

from django.db import models

from secondstory.analysis.models.basics import SystemPart
from secondstory.analysis.models.of_study import OfStudy
from secondstory.firsthand.models import AccountEntry


class ComponentAnalysis(OfStudy):
    """One part in full. It has no verdict field. ``heard_from`` are shared entries of people's accounts: they are
    linked and not copied, so that each is read by whoever may read it, and goes when its author takes it back."""

    part = models.OneToOneField(SystemPart, on_delete=models.PROTECT, related_name="analysis")
    contribution = models.TextField(max_length=4000, blank=True, help_text="What it did and did not do, in facts.")
    believed = models.TextField(max_length=4000, blank=True)
    actual = models.TextField(max_length=4000, blank=True)
    information = models.TextField(max_length=4000, blank=True)
    tools = models.TextField(max_length=4000, blank=True)
    goals = models.TextField(max_length=4000, blank=True)
    pressures = models.TextField(max_length=4000, blank=True)
    history = models.TextField(max_length=4000, blank=True)
    heard_from = models.ManyToManyField(AccountEntry, blank=True, related_name="+")

    class Meta(OfStudy.Meta):
        verbose_name_plural = "component analyses"
