"""What the views of a recommendation share."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest

from secondstory.analysis.models import Finding
from secondstory.incidents.fetched import fetched_for
from secondstory.people.models import Person, Team
from secondstory.people.refusals import NotFound, Refusal
from secondstory.recommendations import forms
from secondstory.recommendations.actions.move import NeedsMore
from secondstory.recommendations.asked_too import knowing_asks
from secondstory.recommendations.behavior import NamesNoControl
from secondstory.recommendations.models import Recommendation
from secondstory.recommendations.owners import find_owner
from secondstory.ui.forms import Form

F = TypeVar("F", bound=Form)


def tell_form(form: Form, refusal: Refusal) -> None:
    """Each sentence beside the field it belongs to; what was typed stays."""
    if isinstance(refusal, NamesNoControl):
        forms.Keeping.may_keep(form)
    told = refusal.fields if isinstance(refusal, NeedsMore) else {refusal.field or "": refusal.sentence}
    for field, sentence in told.items():
        form.add_error(field if field in form.fields else None, sentence)


def asked_why(request: HttpRequest, form: F) -> F:
    """The form as it was shown: with the field for why words stay, if it was asked."""
    if forms.Keeping.NAME in request.POST:
        forms.Keeping.may_keep(form)
    return form


def title_of(form: Form) -> str:
    """As it was typed."""
    return str(form["title"].value() or "")[:300]


def only_looks(request: HttpRequest) -> bool:
    """They ask for earlier ones in these words, and keep nothing yet."""
    return "look" in request.POST


def chosen(study_id: UUID, ids: list[str]) -> list[Finding]:
    return list(Finding.objects.filter(retrospective_id=study_id, pk__in=ids))


def owner_of(told: dict[str, Any]) -> dict[str, Any]:
    """``owner`` as typed becomes a person or a team."""
    name = told.pop("owner", "")
    found = find_owner(name) if name else None
    return {
        **told,
        "owner": found if isinstance(found, Person) else None,
        "owner_team": found if isinstance(found, Team) else None,
    }


def get_recommendation(user: Person, recommendation_id: UUID) -> Recommendation:
    found = (
        knowing_asks(Recommendation.objects.visible_to(user).knowing_study_of(user), user)
        .select_related("retrospective__team", "owner", "owner_team", "decider")
        .filter(pk=recommendation_id)
        .first()
    )
    if found is None:
        raise NotFound()
    return fetched_for(user, found)
