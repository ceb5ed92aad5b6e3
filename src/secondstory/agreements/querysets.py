"""The one door: drafts are read by those who may write and review them, what is published by whom it was opened to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

from secondstory.analysis.models import Finding, WorkNote
from secondstory.analysis.querysets import yes_where
from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Audience, Reader, Who, reader
from secondstory.publishing.models import Publication

if TYPE_CHECKING:
    from secondstory.agreements import models as m  # noqa: F401  # named in quotes below


def _rows(name: str) -> Any:
    return apps.get_model("agreements", name)._default_manager


def of_the_practice(who: Reader) -> Q:
    """True where ``who`` does the work an agreement is about. Everybody's work is that of whoever is in a team."""
    if not who.team_ids:
        return Q(pk__in=[])
    through = _rows("Agreement").model.teams.through._default_manager
    return Q(is_for_all=True) | Q(Exists(through.filter(agreement_id=OuterRef("pk"), team_id__in=who.team_ids)))


class AgreementQuerySet(models.QuerySet["m.Agreement"]):
    def visible_to(self, user: Who) -> Self:
        """Published for the organization: by everybody here. Else, and as a draft: by the people of its practice. No
        role opens one."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        published = _rows("AgreementPublication").filter(version__agreement_id=OuterRef("pk"))
        return self.filter(of_the_practice(who) | (Q(audience=Audience.ORGANIZATION) & Exists(published)))

    def knowing_versions_of(self, user: Who) -> Self:
        """With ``current_id`` (the last one published), ``newest_id`` (for people of the practice: a draft, maybe),
        ``shown_id`` and ``is_of_practice``."""
        versions = _rows("AgreementVersion").filter(agreement_id=OuterRef("pk")).order_by("-number")
        current = Subquery(versions.filter(publication__isnull=False).values("pk")[:1])
        own = of_the_practice(reader(user))
        newest = Case(When(own, then=Subquery(versions.values("pk")[:1])), default=current)
        return self.annotate(current_id=current, newest_id=newest, is_of_practice=yes_where(own))

    def in_words(self) -> Self:
        """With ``title`` and ``text`` as published; none of what is a draft."""
        versions = _rows("AgreementVersion").filter(agreement_id=OuterRef("pk"), publication__isnull=False)
        last = versions.order_by("-number")
        return self.annotate(
            title=Subquery(last.values("title")[:1]),
            text=Subquery(last.values("text")[:1]),
            retired_because=F("retirement__because"),
        ).filter(title__isnull=False)


class ExampleQuerySet(models.QuerySet["m.AgreementExample"]):
    def visible_to(self, user: Who) -> Self:
        """Of the examples of a version that this person reads: those whose study, text, finding or note they read, too.
        Of any other nobody learns that it is there."""
        studies = Retrospective.objects.visible_to(user).filter(pk=OuterRef("study_id"))
        texts = Publication.objects.visible_to(user).filter(retrospective_id=OuterRef("study_id"))
        findings: Any = Finding.objects.visible_to(user).filter(pk=OuterRef("finding_id"))
        notes: Any = WorkNote.objects.visible_to(user).filter(pk=OuterRef("work_note_id"))
        readable = Q(Exists(studies)) | Q(Exists(texts)) | Q(Exists(findings)) | Q(Exists(notes))
        return self.filter(readable).annotate(reads_text=Exists(texts))

    def in_order(self) -> Self:
        return self.select_related("study__publication", "finding", "work_note").order_by("position", "id")
