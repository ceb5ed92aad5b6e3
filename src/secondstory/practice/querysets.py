"""The one door. A proposal is for everybody here; what somebody tells of their experience is for those who keep the
process, and for themself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who, reader
from secondstory.people.models import Role, RoleGrant
from secondstory.publishing.models import Publication

if TYPE_CHECKING:
    from secondstory.practice import models as m  # noqa: F401  # named in quotes below

KEEPERS = (Role.STEWARD, Role.PROCESS_OWNER)
WAITING = ("open", "discussed", "tried")


def keeps_the_process(user: Who) -> bool:
    who = reader(user)
    if who.person_id is None:
        return False
    roles = getattr(user, "roles", None)
    if roles is None:
        return RoleGrant.objects.filter(person_id=who.person_id, role__in=KEEPERS).exists()
    return bool(roles & set(KEEPERS))


class ProposalQuerySet(models.QuerySet["m.Proposal"]):
    def visible_to(self, user: Who) -> Self:
        return self.all() if reader(user).is_member else self.none()

    def waiting(self) -> Self:
        """Neither adopted nor declined."""
        return self.filter(state__in=WAITING)


class ShownByQuerySet(models.QuerySet["m.ShownBy"]):
    def visible_to(self, user: Who) -> Self:
        """With ``reads_text``: whether the published text is open to this person."""
        studies = Retrospective.objects.visible_to(user).filter(pk=OuterRef("study_id"))
        texts = Publication.objects.visible_to(user).filter(retrospective_id=OuterRef("study_id"))
        return self.filter(Q(Exists(studies)) | Q(Exists(texts))).annotate(reads_text=Exists(texts))

    def in_order(self) -> Self:
        return self.select_related("study__publication").order_by("created_at", "id")


class ExperienceQuerySet(models.QuerySet["m.Experience"]):
    def visible_to(self, user: Who) -> Self:
        who = reader(user)
        if not who.is_member:
            return self.none()
        return self.all() if keeps_the_process(user) else self.filter(created_by_id=who.person_id)

    def knowing_study_of(self, user: Who) -> Self:
        """With ``reads_study``: its title is for those who read the study."""
        studies: Any = Retrospective.objects.visible_to(user).filter(pk=OuterRef("study_id"))
        return self.annotate(reads_study=Exists(studies))


class PracticeQuerySet(models.QuerySet["m.Practice"]):
    def visible_to(self, user: Who) -> Self:
        return self.all() if reader(user).is_member else self.none()

    def standing(self) -> Self:
        return self.filter(retired_at=None)

    def due(self, today: date) -> Self:
        return self.standing().filter(look_again_on__lte=today)
