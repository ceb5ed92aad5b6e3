"""The one door: what a person can read of notes, signals, incidents and studies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from secondstory.people.audience import Reader, Who, readable, reader

if TYPE_CHECKING:
    from secondstory.incidents import models as m  # noqa: F401  # named in quotes below


def has_part_in(who: Reader, study: str) -> Q:
    """True where ``who`` has a role in, or takes part in, the study whose id is at ``study``."""
    if not who.is_member:
        return Q(pk__in=[])
    roles = apps.get_model("incidents", "StudyRole")._default_manager
    participants = apps.get_model("incidents", "Participant")._default_manager
    return Q(Exists(roles.filter(retrospective_id=OuterRef(study), person_id=who.person_id))) | Q(
        Exists(participants.filter(retrospective_id=OuterRef(study), person_id=who.person_id, left_at=None))
    )


def work_readable(who: Reader, *, prefix: str = "") -> Q:
    """The condition under which ``who`` reads a study's working pages: a part in it, having opened it, or it
    was opened wider.

    ``prefix`` leads from the row to the study, for example ``retrospective__``.
    """
    opened = readable(who, audience=f"{prefix}work_open_to", team=f"{prefix}team_id")
    if not who.is_member:
        return Q(pk__in=[])
    study = f"{prefix.removesuffix('__')}_id" if prefix else "pk"
    return opened | Q(**{f"{prefix}created_by_id": who.person_id}) | has_part_in(who, study)


class OfStudyQuerySet(models.QuerySet[Any]):
    """For everything that belongs to a study's working pages and has a ``retrospective`` foreign key."""

    def visible_to(self, user: Who) -> Self:
        return self.filter(work_readable(reader(user), prefix="retrospective__"))


class NoteQuerySet(models.QuerySet["m.Note"]):
    def visible_to(self, user: Who) -> Self:
        """The author's own; the team's; the organization's. Nobody else's, and never a stranger's."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        return self.filter(Q(created_by_id=who.person_id) | readable(who))

    def knowing_incident_of(self, user: Who) -> Self:
        """With ``reads_incident``: a note may be read by people who do not read the incident it belongs to."""
        incidents: Any = apps.get_model("incidents", "Incident")._default_manager
        return self.annotate(reads_incident=Exists(incidents.visible_to(user).filter(pk=OuterRef("incident_id"))))

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")


class SignalQuerySet(models.QuerySet["m.Signal"]):
    def visible_to(self, user: Who) -> Self:
        who = reader(user)
        if not who.is_member:
            return self.none()
        return self.filter(Q(reporter_id=who.person_id) | readable(who))

    def knowing_group_of(self, user: Who) -> Self:
        """With ``reads_group``: what signals have in common tells of each, so whoever reads one reads the title
        of its group only when they read all of them, or wrote it."""
        who = reader(user)
        signals: Any = apps.get_model("incidents", "Signal")._default_manager
        beside = signals.filter(group_id=OuterRef("group_id"))
        hidden = beside.exclude(pk__in=signals.visible_to(user).values("pk"))
        return self.annotate(
            reads_group=models.Case(
                models.When(group=None, then=models.Value(False)),
                models.When(group__created_by_id=who.person_id, then=models.Value(True)),
                default=~Exists(hidden),
                output_field=models.BooleanField(),
            )
        )

    def newest_first(self) -> Self:
        return self.order_by("-seen_at", "-id")


class IncidentQuerySet(models.QuerySet["m.Incident"]):
    def visible_to(self, user: Who) -> Self:
        """By audience, for signed-in people; an incident's own page is never public, its editions may be.
        Whoever has a part in a study of it, or wrote it down, reads it too."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        studies: Any = apps.get_model("incidents", "Retrospective")._default_manager
        mine = Exists(studies.filter(has_part_in(who, "pk"), incident_id=OuterRef("pk")))
        return self.filter(readable(who) | Q(created_by_id=who.person_id) | Q(mine))

    def newest_first(self) -> Self:
        return self.order_by("-happened_at", "-id")


class RetrospectiveQuerySet(models.QuerySet["m.Retrospective"]):
    def visible_to(self, user: Who) -> Self:
        """Studies whose working pages this person reads."""
        return self.filter(work_readable(reader(user)))

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")
