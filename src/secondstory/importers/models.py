from __future__ import annotations

from django.db import models

from secondstory.incidents.models import Retrospective
from secondstory.incidents.querysets import OfStudyQuerySet
from secondstory.people.records import Record


class Intake(Record):
    """What one file has brought into a study so far.

    ``pieces`` names each part by what it said when it came in, so that importing again brings nothing twice,
    nothing that somebody reworded or took out since, and no words over a person's own. For a section it keeps
    ``[section id, revision number, fingerprint of the words]``, for anything else nothing more.
    """

    retrospective = models.ForeignKey(Retrospective, on_delete=models.CASCADE, related_name="intakes")
    source_system = models.CharField(max_length=40)
    source_id = models.CharField(max_length=200)
    pieces: models.JSONField[dict[str, list[str | int]], dict[str, list[str | int]]] = models.JSONField(default=dict)

    objects = OfStudyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["retrospective", "source_system", "source_id"], name="one_intake")
        ]
