"""The catalogue of safety controls, and what studies said of one: only those this person reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from secondstory.analysis import policies
from secondstory.analysis.actions.controls import keep_control
from secondstory.analysis.forms.catalogue import CatalogueForm
from secondstory.analysis.models import ControlAssessment, SafetyControl
from secondstory.analysis.views.page import me
from secondstory.analysis.views.study import tell_form
from secondstory.incidents.keyset import page
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.forms import ChangedMeanwhile, knowing, unless_changed
from secondstory.ui.text import tidy_line, unstorable


@login_required
@require_http_methods(["GET", "POST"])
def controls(request: HttpRequest) -> HttpResponse:
    form = CatalogueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = keep_control(by=me(request), **form.cleaned_data)
        except Refusal as refusal:
            tell_form(form, refusal)
        else:
            return redirect("control", made.pk)
    sought = request.GET.get("q", "")
    sought = "" if unstorable(sought) else tidy_line(sought)[:100]
    rows = SafetyControl.objects.select_related("team")
    if sought:
        rows = rows.filter(name__icontains=sought)
    context = {"form": form, "page": page(rows, request.GET, by="created_at"), "sought": sought}
    return render(request, "analysis/controls.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def control(request: HttpRequest, control_id: UUID) -> HttpResponse:
    user = me(request)
    found = SafetyControl.objects.select_related("team").filter(pk=control_id).first()
    if found is None:
        raise NotFound()
    now = CatalogueForm.typed(found)

    def typed_now() -> dict[str, Any]:
        found.refresh_from_db()
        return CatalogueForm.typed(found)

    def write() -> SafetyControl:
        return keep_control(by=user, control=found, **form.cleaned_data)

    form = knowing(CatalogueForm(request.POST if request.method == "POST" else None, initial=now), now)
    if request.method == "POST":
        policies.check_can_keep_control(found, user)
        if form.is_valid():
            try:
                unless_changed(form, typed_now, write)
            except ChangedMeanwhile:
                pass
            except Refusal as refusal:
                if refusal.status == 403:
                    raise
                tell_form(form, refusal)
            else:
                return redirect("control", found.pk)
            found.refresh_from_db()
    said = ControlAssessment.objects.filter(control=found).visible_to(user).select_related("retrospective__incident")
    context = {
        "control": found,
        "form": form,
        "page": page(said, request.GET, by="created_at"),
        "services": form.initial["services"],
        "can_keep": policies.can_keep_control(found, user),
    }
    return render(request, "analysis/control.html", context, status=422 if form.is_bound else 200)
