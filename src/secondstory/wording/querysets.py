"""The one door to what was answered about wordings (domain paper §3.4, 'Language findings on shared text')."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from secondstory.incidents.querysets import work_readable
from secondstory.people.audience import Who, reader

if TYPE_CHECKING:
    from secondstory.wording import models as m  # noqa: F401  # named in quotes below

WHO_READ_ALL = ("facilitator", "learner")


class AnswerQuerySet(models.QuerySet["m.Answer"]):
    def visible_to(self, user: Who) -> Self:
        """The facilitator and learners read those of their study; everybody else their own. No role in the
        organization opens any."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        roles = apps.get_model("incidents", "StudyRole")._default_manager
        carries = Exists(
            roles.filter(retrospective_id=OuterRef("retrospective_id"), person_id=who.person_id, role__in=WHO_READ_ALL)
        )
        mine = Q(created_by_id=who.person_id)
        return self.filter(work_readable(who, prefix="retrospective__")).filter(mine | Q(carries))
