"""A recommendation that only adds a rule is done: it binds somebody from now on. Its page asks to write that down, and so
does the first page of whoever carried it, for two weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from secondstory.people.models import Person
from secondstory.procedures.models import Procedure
from secondstory.recommendations.models import Recommendation, Status, StatusChange
from secondstory.recommendations.querysets import stands_at

LATELY = timedelta(days=14)


def done_as_a_rule(request: HttpRequest, recommendation: Recommendation) -> SafeString:
    """On the page of a recommendation (config/wiring.py)."""
    if recommendation.status != Status.DONE or not recommendation.only_adds_a_rule:
        return mark_safe("")
    user = request.user if isinstance(request.user, Person) else None
    there = Procedure.objects.visible_to(user).filter(recommendation=recommendation).first()
    shown = {"recommendation": recommendation, "procedure": there}
    return render_to_string("procedures/_done_as_a_rule.html", shown, request)


def to_register(person: Person, today: date) -> QuerySet[Recommendation]:
    lately = StatusChange.objects.filter(
        recommendation_id=OuterRef("pk"), target=Status.DONE, created_at__date__gte=today - LATELY
    )
    carried = Q(owner=person) | Q(owner_team_id__in=person.as_reader.team_ids) | Q(decider=person)
    return Recommendation.objects.only_adding_a_rule().filter(
        carried,
        stands_at(Status.DONE),
        Exists(lately),
        ~Exists(Procedure.objects.filter(recommendation_id=OuterRef("pk"))),
    )


def asked_from(user: Person, recommendation_id: str) -> Recommendation | None:
    """The recommendation that an address names, if this person reads it and it is done."""
    try:
        key = UUID(recommendation_id)
    except ValueError:
        return None
    rows: Any = Recommendation.objects.visible_to(user).filter(pk=key, status=Status.DONE)
    found: Recommendation | None = rows.first()
    return found
