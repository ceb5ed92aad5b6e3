"""Whose doing something good was: a page for those who are asked, and those who ask."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.analysis import policies
from secondstory.analysis.actions.credit import agree_to_credit, decline_credit, propose_credit
from secondstory.analysis.models import Credit, Strength
from secondstory.analysis.views.telling import tell_form
from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.timeline.names import in_a_sentence
from secondstory.ui.forms import Form
from secondstory.ui.me import me


class SomebodyThere(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable while it runs
    def label_from_instance(self, obj: Participant) -> str:
        return obj.shown_as


class CreditForm(Form):
    participant = SomebodyThere(label="Whose doing was it?", queryset=Participant.objects.none())

    def __init__(self, *args: Any, study: Retrospective, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        can_agree = Participant.objects.filter(retrospective=study, left_at=None, person__isnull=False)
        self.fields["participant"].queryset = can_agree.select_related("person")  # type: ignore[attr-defined]


def _strength(user: Person, study_id: UUID, part_id: UUID) -> tuple[Retrospective, Strength]:
    study = get_study(user, study_id)
    found = Strength.objects.filter(retrospective=study, pk=part_id).first()
    if found is None:
        raise NotFound()
    found.retrospective = study
    return study, found


@login_required
@require_http_methods(["GET", "POST"])
def credits(request: HttpRequest, study_id: UUID, part_id: UUID) -> HttpResponse:
    user = me(request)
    study, strength = _strength(user, study_id, part_id)
    may_propose = policies.can_change_part(strength, user)
    form = CreditForm(request.POST if request.method == "POST" else None, study=study)
    if form.is_bound and form.is_valid():
        try:
            credit = propose_credit(strength, form.cleaned_data["participant"], by=user)
        except NotFound:
            raise
        except Refusal as refusal:
            if refusal.field not in form.fields:
                raise
            tell_form(form, refusal)
        else:
            messages.success(
                request,
                "It stands there now." if credit.agreed_at else "They are asked. Nobody else sees it until they agree.",
            )
            return redirect("strength-credits", study.pk, strength.pk)
    rows = (
        Credit.objects.visible_to(user).filter(strength=strength).select_related("participant__person").order_by("pk")
    )
    context = {
        "strength": strength,
        "credits": [(one, in_a_sentence(one.participant), one.participant.person_id == user.pk) for one in rows],
        "form": form if may_propose else None,
    }
    status = 422 if form.errors else 200
    return render(request, "analysis/credits.html", {**frame(study, current="analysis"), **context}, status=status)


def _theirs(request: HttpRequest, study_id: UUID, part_id: UUID, credit_id: UUID) -> Credit:
    """One that is about whoever asks, whether they still read its study or not."""
    rows = Credit.objects.filter(
        strength_id=part_id, strength__retrospective_id=study_id, participant__person=me(request)
    )
    found = rows.select_related("strength", "participant").filter(pk=credit_id).first()
    if found is None:
        raise NotFound()
    return found


def _back(request: HttpRequest, study_id: UUID, part_id: UUID) -> HttpResponse:
    if Retrospective.objects.visible_to(me(request)).filter(pk=study_id).exists():
        return redirect("strength-credits", study_id, part_id)
    return redirect("home")


@login_required
@require_POST
def agreement(request: HttpRequest, study_id: UUID, part_id: UUID, credit_id: UUID) -> HttpResponse:
    agree_to_credit(_theirs(request, study_id, part_id, credit_id), by=me(request))
    messages.success(request, "You stand beside it now. Take it back here at any time.")
    return _back(request, study_id, part_id)


@login_required
@require_POST
def declining(request: HttpRequest, study_id: UUID, part_id: UUID, credit_id: UUID) -> HttpResponse:
    decline_credit(_theirs(request, study_id, part_id, credit_id), by=me(request))
    messages.success(request, "You do not stand beside it. What was done stays, without you.")
    return _back(request, study_id, part_id)
