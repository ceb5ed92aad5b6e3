"""A study asks for what another one recommends, too."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.incidents.audiences import readers_of_work
from secondstory.incidents.models import Retrospective
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.recommendations import forms, policies, queries
from secondstory.recommendations.actions.ask_too import ask_too, take_ask_back
from secondstory.recommendations.models import AskedToo, Recommendation
from secondstory.recommendations.views.frame import chosen, get_recommendation
from secondstory.ui.attempt import attempt
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, study_id: UUID, recommendation_id: UUID) -> HttpResponse:
    """What this study would say of it; posting says it."""
    user = me(request)
    study, it = get_study(user, study_id), get_recommendation(user, recommendation_id)
    if it.retrospective_id == study.pk:
        return redirect("recommendation", it.pk)
    policies.check_can_ask_for_study(study, user)
    findings, said = queries.findings_of(study), _said(study, it)

    def now() -> dict[str, Any]:
        return forms.AskTooForm.typed(it, _said(study, it))

    sent, shown = request.POST if request.method == "POST" else None, forms.AskTooForm.typed(it, said)
    form = knowing(forms.AskTooForm(sent, findings=findings, initial=shown, auto_id="ask-%s"), shown)

    def write() -> AskedToo:
        told = form.cleaned_data
        grew_from = chosen(study.pk, told["findings"])
        return ask_too(study, it, by=user, title=told["title"], why=told["why"], findings=grew_from)

    if form.is_bound and (made := attempt(form, lambda: unless_changed(form, now, write))):
        return redirect(_place(study, made))
    context = {
        **frame(study, current="recommendations"),
        "it": it,
        "said": said,
        "form": form,
        "findings": findings,
        "why_not": "" if said else _why_not(it, user),
        "who_reads": readers_of_work(study),
    }
    return render(request, "recommendations/ask_too.html", context, status=422 if form.is_bound else 200)


def _said(study: Retrospective, it: Recommendation) -> AskedToo | None:
    return AskedToo.objects.filter(retrospective=study, recommendation=it).first()


def _why_not(it: Recommendation, user: Person) -> str:
    try:
        policies.check_can_be_asked_too(it, user)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _place(study: Retrospective, ask: AskedToo) -> str:
    return f"{reverse('study-recommendations', args=[study.pk])}#a-{ask.pk}"


@login_required
@require_POST
def removal(request: HttpRequest, study_id: UUID, ask_id: UUID) -> HttpResponse:
    """The study asks for it no longer. Also where it was first is read no more by whoever says so."""
    study = get_study(me(request), study_id)
    found = AskedToo.objects.filter(retrospective=study, pk=ask_id).select_related("retrospective").first()
    if found is not None:
        take_ask_back(found, by=me(request))
    return redirect("study-recommendations", study.pk)
