"""What one can read: a published text, an idea card, a case from another field, or a work from elsewhere."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from secondstory.people.audience import Audience
from secondstory.people.records import Record
from secondstory.publishing.models import Publication

# Words of the house itself are read by a team or by everybody here; never outside.
CIRCLES = [(Audience.TEAM, Audience.TEAM.label), (Audience.ORGANIZATION, Audience.ORGANIZATION.label)]
NOT_HERE = Q(publication=None, idea="", case="")


class ToRead(Record):
    """Exactly one of four; ``title``, ``author`` and ``url`` are of works from elsewhere alone."""

    publication = models.ForeignKey(Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    idea = models.CharField(max_length=64, blank=True)
    case = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True


def is_one_thing(name: str) -> models.CheckConstraint:
    here = Q(title="", author="", url="")
    return models.CheckConstraint(
        name=name,
        condition=(
            (here & Q(publication__isnull=False, idea="", case=""))
            | (here & ~Q(idea="") & Q(publication=None, case=""))
            | (here & ~Q(case="") & Q(publication=None, idea=""))
            | (NOT_HERE & ~Q(title=""))
        ),
    )
