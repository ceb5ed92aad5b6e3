"""The one door. A learner reads their own; their mentor what was shown to them, while it lasts; nobody else, no role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from secondstory.people.audience import Who, readable, reader
from secondstory.people.models import Service
from secondstory.publishing.models import Publication

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


class TeachingMomentQuerySet(models.QuerySet["m.TeachingMoment"]):
    def visible_to(self, user: Who) -> Self:
        """Colleagues it was opened to who read the text it is about, if it is about one; and whoever wrote it down."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        texts: Any = Publication.objects.visible_to(who).filter(pk=OuterRef("publication_id"))
        read = readable(who) & (Q(publication=None) | Q(Exists(texts)))
        return self.filter(read | Q(created_by_id=who.person_id))

    def newest_first(self) -> Self:
        return self.select_related("publication", "service", "taught_by", "team").order_by("-day", "-id")

    def about(self, service: Service) -> Self:
        """Of that service, or of a text about it."""
        texts = Publication.services.through.objects.filter(service=service, publication_id=OuterRef("publication_id"))
        return self.filter(Q(service=service) | Q(Exists(texts)))
