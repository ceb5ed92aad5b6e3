"""The page of a step that the organization added: what it asks, what was said of it, and saying how it stands."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from secondstory.incidents.actions.say_of_step import say_of_step
from secondstory.incidents.forms import StepWordForm
from secondstory.incidents.own_steps import own_stage
from secondstory.incidents.policies import can_say_of_step
from secondstory.incidents.study import frame, get_study
from secondstory.ui.attempt import is_kept
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def own_step(request: HttpRequest, study_id: UUID, stage: str) -> HttpResponse:
    user = me(request)
    study = get_study(user, study_id)
    step = own_stage(study, stage)
    said = list(study.step_words.filter(stage=step.key).select_related("created_by").order_by("-created_at", "-id"))
    sent = request.POST if request.method == "POST" else None
    form = StepWordForm(sent, begun=bool(said))

    def write() -> object:
        given = form.cleaned_data
        return say_of_step(study, step.key, given["said"], by=user, text=given["text"])

    if sent is not None and is_kept(form, write):
        messages.success(request, "It is kept.")
        return redirect("own-step", study.pk, step.key)
    around = frame(study, current=step.key)
    context = {
        **around,
        "step": step,
        "said": said,
        "due": next(one.due for one in around["rail"] if one.key == step.key),
        "form": form if form.is_bound or can_say_of_step(study, user) else None,
    }
    return render(request, "incidents/own_step.html", context, status=422 if form.errors else 200)
