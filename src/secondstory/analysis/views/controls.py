"""The catalogue of safety controls, and what studies said of one: only those this person reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.analysis import policies
from secondstory.analysis.actions.controls import keep_control
from secondstory.analysis.actions.exercises import note_exercise, take_back_exercise
from secondstory.analysis.before_and_since import Exercised, Met, changes_of, turns
from secondstory.analysis.catalogue import BY_KEY, VIEWS, catalogue
from secondstory.analysis.forms.catalogue import CatalogueForm, ExerciseForm
from secondstory.analysis.models import ControlAssessment, ControlExercise, SafetyControl
from secondstory.analysis.views.telling import is_kept, tell_form
from secondstory.incidents.keyset import page
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.forms import ChangedMeanwhile, knowing, unless_changed
from secondstory.ui.me import me
from secondstory.ui.text import tidy_line, unstorable

MOST_SHOWN = 50
MOST_COMPARED = 200


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
    view = BY_KEY.get(request.GET.get("show", ""), BY_KEY[""])
    rows = catalogue(view)
    if sought:
        rows = rows.filter(name__icontains=sought)
    context = {
        "form": form,
        "page": page(rows, request.GET, by="created_at"),
        "sought": sought,
        "views": VIEWS,
        "view": view,
    }
    return render(request, "analysis/controls.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def control(request: HttpRequest, control_id: UUID) -> HttpResponse:
    found = SafetyControl.objects.select_related("team").filter(pk=control_id).first()
    if found is None:
        raise NotFound()
    return _control_page(request, found)


def _control_page(
    request: HttpRequest, found: SafetyControl, exercise_form: ExerciseForm | None = None
) -> HttpResponse:
    """The page of a control; with ``exercise_form``, one that came back."""
    user = me(request)
    now = CatalogueForm.typed(found)
    is_sent = request.method == "POST" and exercise_form is None

    def typed_now() -> dict[str, Any]:
        found.refresh_from_db()
        return CatalogueForm.typed(found)

    def write() -> SafetyControl:
        return keep_control(by=user, control=found, **form.cleaned_data)

    form = knowing(CatalogueForm(request.POST if is_sent else None, initial=now), now)
    if is_sent:
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
    exercises = list(found.exercises.all()[:MOST_SHOWN])
    changes = changes_of(found, user)
    context = {
        "control": found,
        "form": form,
        "turns": turns(_met(said) if changes else [], changes, [Exercised(e.on, e.how) for e in exercises if e.on]),
        "not_done": [one for one in changes if one.done_at is None],
        "page": page(said, request.GET, by="created_at"),
        "services": form.initial["services"],
        "can_keep": policies.can_keep_control(found, user),
        "exercises": exercises,
        "exercise_form": exercise_form or ExerciseForm(auto_id="exercise-%s"),
    }
    came_back = form.is_bound or exercise_form is not None
    return render(request, "analysis/control.html", context, status=422 if came_back else 200)


def _met(said: QuerySet[ControlAssessment]) -> list[Met]:
    """How it fared, by when it happened: the newest of what this person reads."""
    newest = said.order_by("-retrospective__incident__happened_at", "-pk")[:MOST_COMPARED]
    return [
        Met(
            one.pk,
            one.retrospective_id,
            one.retrospective.title,
            one.retrospective.zone,
            one.retrospective.incident.happened_at,
            one.outcome,
            one.how,
        )
        for one in newest
    ]


@login_required
@require_POST
def exercises(request: HttpRequest, control_id: UUID) -> HttpResponse:
    """Note when it was exercised."""
    user = me(request)
    found = SafetyControl.objects.select_related("team").filter(pk=control_id).first()
    if found is None:
        raise NotFound()
    policies.check_can_keep_control(found, user)
    form = ExerciseForm(request.POST, auto_id="exercise-%s")
    if is_kept(form, lambda: note_exercise(found, by=user, **form.cleaned_data)):
        return redirect(reverse("control", args=[found.pk]) + "#exercised")
    return _control_page(request, found, form)


@login_required
@require_POST
def exercise_removal(request: HttpRequest, control_id: UUID, exercise_id: UUID) -> HttpResponse:
    found = ControlExercise.objects.select_related("control").filter(pk=exercise_id, control=control_id).first()
    if found is not None:
        take_back_exercise(found, by=me(request))
    elif not SafetyControl.objects.filter(pk=control_id).exists():
        raise NotFound()
    return redirect(reverse("control", args=[control_id]) + "#exercised")
