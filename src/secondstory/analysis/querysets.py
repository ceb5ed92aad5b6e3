from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import BooleanField, Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from secondstory.incidents.querysets import work_readable
from secondstory.people.audience import Reader, Who, readable, reader

if TYPE_CHECKING:
    from secondstory.analysis import models as m  # noqa: F401  # named in quotes below


def study_read_by(who: Reader) -> Q:
    """True where a row belongs to a study, and ``who`` reads that study's working pages."""
    return Q(retrospective__isnull=False) & work_readable(who, prefix="retrospective__")


def yes_where(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


class MysteryQuerySet(models.QuerySet["m.Mystery"]):
    def visible_to(self, user: Who) -> Self:
        """A question is read by its own audience, or by whoever has a part in its study. Signed-in people only:
        published questions are read inside their edition."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        mine = Q(raised_by_id=who.person_id) & Q(raised_by__isnull=False)
        return self.filter(readable(who) | mine | study_read_by(who))

    def knowing_study_of(self, user: Who) -> Self:
        """With ``reads_study``: a question opened wider is read by people who do not read its study."""
        return self.annotate(reads_study=yes_where(study_read_by(reader(user))))

    def with_followers(self) -> Self:
        """With ``followers``, a number: how many want to know. Never who."""
        followings = apps.get_model("analysis", "Following")._default_manager
        counted = (
            followings.filter(mystery_id=OuterRef("pk"))
            .order_by()
            .values("mystery_id")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return self.annotate(followers=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


class KnownHereQuerySet(models.QuerySet[Any]):
    """Work notes and cues: read by their audience, by who told them, and, told within a study, by whoever reads that
    study's pages. Signed-in people only."""

    def visible_to(self, user: Who) -> Self:
        who = reader(user)
        if not who.is_member:
            return self.none()
        mine = Q(told_by_id=who.person_id) & Q(told_by__isnull=False)
        return self.filter(readable(who) | mine | study_read_by(who))

    def knowing_study_of(self, user: Who) -> Self:
        """With ``reads_study``: what is known here may be read by people who do not read the study it was told in."""
        return self.annotate(reads_study=yes_where(study_read_by(reader(user))))


class CreditQuerySet(models.QuerySet["m.Credit"]):
    def visible_to(self, user: Who) -> Self:
        """Agreed: by whoever reads the study. A proposal: by who made it, by the facilitator, and by the person it is
        about, who sees it also after leaving the study."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        reads = work_readable(who, prefix="strength__retrospective__")
        roles: Any = apps.get_model("incidents", "StudyRole")._default_manager
        leads = roles.filter(
            retrospective_id=OuterRef("strength__retrospective_id"), person_id=who.person_id, role="facilitator"
        )
        agreed = Q(agreed_at__isnull=False, participant__left_at=None) & reads
        proposed = reads & (Q(created_by_id=who.person_id) | Exists(leads))
        return self.filter(agreed | proposed | Q(participant__person_id=who.person_id))


class OfferToTalkQuerySet(models.QuerySet["m.OfferToTalk"]):
    def visible_to(self, user: Who) -> Self:
        """By whoever reads what it is about; and of people who left the organization, none."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        of = {"mystery": "Mystery", "work_note": "WorkNote", "cue": "Cue"}
        readable_things = Q(pk__in=[])
        for name, model in of.items():
            things: Any = apps.get_model("analysis", model)._default_manager
            readable_things |= Q(Exists(things.visible_to(who).filter(pk=OuterRef(f"{name}_id"))))
        return self.filter(readable_things, person__is_active=True)

    def in_order(self) -> Self:
        return self.select_related("person").order_by("created_at", "id")


class FromTalkQuerySet(models.QuerySet["m.FromTalk"]):
    def visible_to(self, user: Who) -> Self:
        """The two who talked, and who reads the notes that were approved; each of them only where they read the note."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        talks: Any = apps.get_model("firsthand", "Conversation")._default_manager
        notes: Any = apps.get_model("analysis", "WorkNote")._default_manager
        two = Q(conversation__participant__person_id=who.person_id) | Q(conversation__interviewer_id=who.person_id)
        approved = talks.visible_to(who).filter(pk=OuterRef("conversation_id"), approved_number__gt=0, expired_at=None)
        return self.filter(two | Q(Exists(approved)), Exists(notes.visible_to(who).filter(pk=OuterRef("note_id"))))
