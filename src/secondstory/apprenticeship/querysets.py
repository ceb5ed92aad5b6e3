"""The one door. A learner reads their own; their mentor what was shown to them, while it lasts; nobody else, no role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from secondstory.people.audience import Who, reader

if TYPE_CHECKING:
    from secondstory.apprenticeship import models as m  # noqa: F401  # named in quotes below


class ApprenticeshipQuerySet(models.QuerySet["m.Apprenticeship"]):
    def visible_to(self, user: Who) -> Self:
        who = reader(user)
        if not who.is_member:
            return self.none()
        mentorships: Any = apps.get_model("apprenticeship", "Mentorship")._default_manager
        own = mentorships.filter(
            apprenticeship_id=OuterRef("pk"), mentor_id=who.person_id, accepted_at__isnull=False, ended_at=None
        )
        return self.filter(Q(learner_id=who.person_id) | Q(Exists(own)))


class MentorshipQuerySet(models.QuerySet["m.Mentorship"]):
    def visible_to(self, user: Who) -> Self:
        """The two, while it lasts or is asked for."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        return self.filter(
            Q(mentor_id=who.person_id) | Q(apprenticeship__learner_id=who.person_id),
            ended_at=None,
        )


class LearnerNoteQuerySet(models.QuerySet["m.LearnerNote"]):
    def visible_to(self, user: Who) -> Self:
        who = reader(user)
        if not who.is_member:
            return self.none()
        return self.filter(
            Q(apprenticeship__learner_id=who.person_id)
            | Q(
                shared_with__mentor_id=who.person_id,
                shared_with__accepted_at__isnull=False,
                shared_with__ended_at=None,
            )
        )


class FeedbackQuerySet(models.QuerySet["m.Feedback"]):
    def visible_to(self, user: Who) -> Self:
        """The learner it was given to, and the mentor who wrote it."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        return self.filter(
            Q(mentorship__apprenticeship__learner_id=who.person_id) | Q(mentorship__mentor_id=who.person_id)
        )


class OwnQuerySet(models.QuerySet[Any]):
    """Rows that have an ``author`` and no other reader."""

    def visible_to(self, user: Who) -> Self:
        who = reader(user)
        return self.filter(author_id=who.person_id) if who.is_member else self.none()
