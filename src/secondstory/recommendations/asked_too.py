"""Which studies ask for what another one recommends, as far as the reader may know of each.

What the study that asks says of it (its line, its findings, why) is read with that study. What it asks for is read where it
was made: its words, where it stands, the study it came from. Neither is told by the other, and nothing counts both.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse

from secondstory.analysis.models import Finding
from secondstory.incidents.keyset import Page, page
from secondstory.incidents.models import Retrospective
from secondstory.incidents.parts import worked_on_by, works_on_another
from secondstory.people.audience import Who, reader
from secondstory.people.models import Person
from secondstory.recommendations.models import AskedToo, Recommendation, Status, StatusChange
from secondstory.recommendations.queries import tie_findings
from secondstory.recommendations.querysets import RecommendationQuerySet

MOST, SIZE = 20, 30


def asks_of(study: Retrospective, user: Who) -> list[AskedToo]:
    """What ``study`` asks for, too, in order, each with ``grew_from`` in words and ``first``: the recommendation with what
    happened to it, or None where ``user`` may not read it or it was taken out since. One statement where there is none,
    else four at most."""
    asks = list(_with_findings(AskedToo.objects.filter(retrospective=study).order_by("created_at", "id")))
    keys = [ask.recommendation_id for ask in asks if ask.recommendation_id]
    log = Prefetch("status_changes", StatusChange.objects.order_by("created_at", "id"), to_attr="log")
    made = (
        Recommendation.objects.visible_to(user)
        .knowing_study_of(user)
        .select_related("retrospective", "owner", "owner_team", "decider")
        .prefetch_related(log)
        .in_bulk(keys)
        if keys
        else {}
    )
    for ask in asks:
        vars(ask)["first"] = made.get(ask.recommendation_id) if ask.recommendation_id else None
    return asks


def who_ask(it: Recommendation, user: Who) -> list[AskedToo]:
    """The asks of studies that ``user`` reads, newest first, each with ``grew_from``. One statement where there is none,
    else two."""
    asks = AskedToo.objects.visible_to(user).filter(recommendation=it).select_related("retrospective")
    return list(_with_findings(asks.order_by("-created_at", "-id")))


def _with_findings(asks: Any) -> list[AskedToo]:
    found: list[AskedToo] = list(
        asks.select_related("finding", "retrospective").prefetch_related(
            Prefetch("more", Finding.objects.order_by("created_at", "id"), to_attr="others")
        )
    )
    for ask in found:
        vars(ask)["grew_from"] = [ask.finding, *vars(ask)["others"]]
    return found


def knowing_asks(rows: RecommendationQuerySet, user: Person) -> RecommendationQuerySet:
    """With ``is_asked_too``, by a study that ``user`` reads, and ``could_ask``: they work on another one that is open."""
    return rows.annotate(
        is_asked_too=Exists(AskedToo.objects.visible_to(user).filter(recommendation=OuterRef("pk"))),
        could_ask=works_on_another(user, than="retrospective_id"),
    )


def may_ask_from(it: Recommendation, user: Person) -> list[Retrospective]:
    """The open studies that ``user`` works on and that do not ask for ``it`` yet, newest first. One statement."""
    asks = AskedToo.objects.filter(retrospective=OuterRef("pk"), recommendation=it)
    others = worked_on_by(user).filter(~Exists(asks)).exclude(pk=it.retrospective_id)
    return list(others.newest_first()[:MOST])


@dataclass(frozen=True, slots=True)
class First:
    """Where something that a text asks for was asked first, as far as the reader may know. ``study`` is its title, empty
    where they read the recommendation alone; ``at`` is when it came to stand as it does."""

    title: str
    url: str
    study: str
    study_url: str
    status: str
    at: datetime | None


def first_of(study_id: UUID, asks: Collection[UUID], user: Who) -> Mapping[UUID, First]:
    """By the id of the ask, of those of ``study_id``: text from elsewhere may name anything. One statement, none where
    nobody is signed in."""
    if not asks or not reader(user).is_member:
        return {}
    own = AskedToo.objects.filter(retrospective=study_id, pk__in=asks).order_by()
    found = (
        Recommendation.objects.visible_to(user)
        .knowing_study_of(user)
        .annotate(
            ask=Subquery(own.filter(recommendation=OuterRef("pk")).values("pk")[:1]),
            moved=Max("status_changes__created_at", filter=Q(status_changes__target=F("status"))),
        )
        .filter(pk__in=own.values("recommendation"))
        .select_related("retrospective")
        .order_by("pk")
    )
    return {vars(one)["ask"]: _first(one) for one in found}


def _first(one: Recommendation) -> First:
    told = vars(one)
    return First(
        title=one.title,
        url=reverse("recommendation", args=[one.pk]),
        study=one.retrospective.title if told["reads_study"] else "",
        study_url=reverse("study-recommendations", args=[one.retrospective_id]) if told["reads_study"] else "",
        status=Status(one.status).label,
        at=told["moved"],
    )


def several(user: Person, asked: Mapping[str, str]) -> Page[Recommendation]:
    """What several studies ask for, of what ``user`` reads: by the newest ask of a study that they read, too, with
    ``asks`` of those studies alone. Four statements."""
    readable = AskedToo.objects.visible_to(user)
    newest = readable.filter(recommendation=OuterRef("pk")).order_by("-created_at", "-id").values("created_at")[:1]
    rows = (
        Recommendation.objects.visible_to(user)
        .knowing_study_of(user)
        .annotate(asked_at=Subquery(newest))
        .filter(asked_at__isnull=False)
        .select_related("retrospective", "owner", "owner_team", "decider")
        .prefetch_related(
            Prefetch(
                "asked_too",
                readable.select_related("retrospective").order_by("-created_at", "-id"),
                to_attr="asks",
            )
        )
    )
    told = page(rows, asked, by="asked_at", size=SIZE)
    tie_findings(told.rows)
    return told
