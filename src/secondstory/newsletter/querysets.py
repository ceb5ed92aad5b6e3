from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from secondstory.analysis.models import Mystery, WorkNote
from secondstory.analysis.querysets import yes_where
from secondstory.people.audience import Who, reader
from secondstory.people.models import Role, RoleGrant
from secondstory.publishing.models import Publication

if TYPE_CHECKING:
    from secondstory.newsletter import models as m  # noqa: F401  # named in quotes below


class FollowQuerySet(models.QuerySet["m.Follow"]):
    def visible_to(self, user: Who) -> Self:
        """One's own, and nobody else's."""
        who = reader(user)
        return self.filter(person_id=who.person_id) if who.is_member else self.none()


def edits(user: Who) -> Q:
    """True for whoever gathers issues: who was asked to, and stewards."""
    person: Any = reader(user).person_id
    editors = apps.get_model("newsletter", "Editor")._default_manager.filter(person_id=person)
    stewards = RoleGrant.objects.filter(person_id=person, role=Role.STEWARD)
    return Q(Exists(editors)) | Q(Exists(stewards))


class IssueQuerySet(models.QuerySet["m.Issue"]):
    def visible_to(self, user: Who) -> Self:
        """Published: by everybody who signs in here. Before that: by those who gather it."""
        if not reader(user).is_member:
            return self.none()
        return self.filter(Q(state="published") | edits(user))


class IssueItemQuerySet(models.QuerySet["m.IssueItem"]):
    def visible_to(self, user: Who) -> Self:
        """Those whose text, question or note this person reads now; ``is_withdrawn`` of a text they could read. Of any
        other nobody learns that it is there."""
        if not reader(user).is_member:
            return self.none()
        texts = Publication.objects.addressed_to(user).filter(pk=OuterRef("publication_id"))
        questions = Mystery.objects.visible_to(user).filter(pk=OuterRef("question_id"))
        notes = WorkNote.objects.visible_to(user).filter(pk=OuterRef("work_note_id"))
        readable = Q(Exists(texts)) | Q(Exists(questions)) | Q(Exists(notes)) | ~Q(idea="")
        gone = Exists(Publication.objects.filter(pk=OuterRef("publication_id"), withdrawn_at__isnull=False))
        return self.filter(readable).annotate(is_withdrawn=yes_where(Q(gone)))

    def in_order(self) -> Self:
        return self.select_related("publication", "question", "work_note").order_by("position", "id")
