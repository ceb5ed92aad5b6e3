from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from secondstory.incidents.querysets import OfStudyQuerySet, work_readable
from secondstory.people.audience import Who, reader
from secondstory.recommendations.same_words import marks_of
from secondstory.recommendations.transitions import IN_WORDS

if TYPE_CHECKING:
    from secondstory.recommendations import models as m  # named in quotes below


def _stuck() -> StuckQuerySet:
    asked: StuckQuerySet = apps.get_model("recommendations", "Stuck")._default_manager.all()
    return asked


@cache
def _open() -> StuckQuerySet:
    """Those that let somebody read, for whoever it may be: put together once, as it is part of every question."""
    return _stuck().open()


def keep_marks(rows: Sequence[m.Recommendation]) -> None:
    """The marks of their titles (same_words.py). One statement where they are the same as before."""
    marks: Any = apps.get_model("recommendations", "WordMark")._default_manager
    before: dict[UUID, set[int]] = {}
    for key, mark in marks.filter(recommendation__in=[row.pk for row in rows]).values_list("recommendation", "hash"):
        before.setdefault(key, set()).add(mark)
    changed = {row.pk: now for row in rows if (now := marks_of(row.title)) != before.get(row.pk, set())}
    if not changed:
        return
    marks.filter(recommendation__in=changed.keys() & before.keys()).delete()
    made = [
        marks.model(recommendation_id=key, hash=mark, of=len(now))
        for key, now in changed.items()
        for mark in sorted(now)
    ]
    marks.bulk_create(made, batch_size=500, ignore_conflicts=True)


def stands_at(*these: str, status: str = "status") -> Q:
    """'Not at one of the others' rather than 'at one of these', where rows are looked for by whose they are: nearly all of
    a house may be at one of these, and SQLite, which keeps no statistics, would look through all of them first."""
    return ~Q(**{f"{status}__in": [one for one in IN_WORDS if one not in these]})


class RecommendationQuerySet(models.QuerySet["m.Recommendation"]):
    def bulk_create(self, objs: Iterable[m.Recommendation], *args: Any, **kwargs: Any) -> list[m.Recommendation]:
        """With the marks that their titles are found again by."""
        made = super().bulk_create(objs, *args, **kwargs)
        keep_marks(made)
        return made

    def visible_to(self, user: Who) -> Self:
        """Whoever reads the study's work, and those a promise rests on: its owner, the owning team, its decider, and
        whoever was asked about it while it was stuck, if the facilitator opened it to them."""
        who = reader(user)
        if not who.is_member:
            return self.none()
        return self.filter(
            work_readable(who, prefix="retrospective__")
            | Q(owner_id=who.person_id)
            | Q(owner_team_id__in=who.team_ids)
            | Q(decider_id=who.person_id)
            | Q(pk__in=_open().filter(asked_id=who.person_id).values("recommendation_id"))
        )

    def knowing_study_of(self, user: Who) -> Self:
        """With ``reads_study``: an owner from outside reads the promise, not the study it came from."""
        may = work_readable(reader(user), prefix="retrospective__")
        return self.annotate(
            reads_study=Case(When(may, then=Value(True)), default=Value(False), output_field=BooleanField())
        )

    def only_adding_a_rule(self) -> Self:
        """As ``only_adds_a_rule`` says of one."""
        return self.filter(kind="process", strategy="add").exclude(tier="design")

    def due_first(self) -> Self:
        return self.order_by("target_date", "id")

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-id")


# Neither an idea, nor done, nor dropped.
_UNDER_WAY = Q(recommendation__status__in=["proposed", "planned", "in_progress"])


class StuckQuerySet(models.QuerySet["m.Stuck"]):
    def waiting(self) -> Self:
        """Not answered yet, and still of use: the recommendation is neither done nor dropped."""
        return self.filter(_UNDER_WAY, reply=None)

    def open(self) -> Self:
        """Those that let whoever was asked read the recommendation: what they decided for good, all else until it goes
        on. It does when whoever carries it says so, whoever is asked by then, and when it is done or dropped; taken up
        again, it is open to nobody by that."""

        def since(model: str, of: str, **what: object) -> Exists:
            rows = apps.get_model("recommendations", model)._default_manager
            then = {of: OuterRef("recommendation"), "created_at__gte": OuterRef("created_at")}
            return Exists(rows.filter(**then, **what))

        went_on = since("StuckReply", "stuck__recommendation", kind="goes_on")
        ended = since("StatusChange", "recommendation", target__in=["done", "dropped"])
        still_asked = _UNDER_WAY & ~(Q(went_on) | Q(ended))
        return self.filter(Q(reply__kind="decided") | still_asked, opens_reading=True).order_by()


class AskedTooQuerySet(OfStudyQuerySet):
    """Read with the study that asks."""

    def knowing_first_of(self, user: Who) -> Self:
        """With ``reads_first``: whoever reads the study that asks may not read what it asks for, where it was made."""
        made: Any = apps.get_model("recommendations", "Recommendation")._default_manager
        return self.annotate(reads_first=Exists(made.visible_to(user).filter(pk=OuterRef("recommendation_id"))))
