"""The one door to kept files: those of a study for its readers, one's own for oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from secondstory.incidents.querysets import work_readable
from secondstory.people.audience import Who, reader

if TYPE_CHECKING:
    from secondstory.evidence import models as m  # noqa: F401  # named in quotes below


class CopyQuerySet(models.QuerySet["m.Copy"]):
    def visible_to(self, user: Who) -> Self:
        """A study's files for whoever reads its working pages; a private one for its owner alone, also after they
        left the study. What something above opened is answered one at a time (``openers.py``)."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        return self.filter(Q(owner_id=who.person_id) | (Q(owner=None) & work_readable(who, prefix="retrospective__")))
