"""The paste box: what was typed, beside it what is understood, and one button that adds it all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.add_pasted import add_pasted
from secondstory.timeline.forms.paste import PasteForm
from secondstory.timeline.reading import read_pasted
from secondstory.timeline.understood import Understood, understood
from secondstory.timeline.views.frame import back_to, show, study_of, zones_to_offer
from secondstory.ui.me import me


@login_required
@require_POST
def reading(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """What is understood of a text so far. Writes nothing; an empty box is no mistake here."""
    study = study_of(request, study_id)
    check_can_contribute(study, me(request))
    form = _form(request)
    found = _understood(form, study) if form.is_valid() else None
    if not form.data.get("text", "").strip():
        form.errors.pop("text", None)
    return _show(request, study, form, found)


@login_required
@require_http_methods(["GET", "POST"])
def pasted(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Add what is understood, all or none; with an open question the page comes back with what was typed."""
    study = study_of(request, study_id)
    check_can_contribute(study, me(request))
    if request.method == "GET":
        form = PasteForm()
        form.fields["text"].widget.attrs["autofocus"] = True
        return _show(request, study, form, None)
    form = _form(request)
    if not form.is_valid():
        return _show(request, study, form, None)
    try:
        done = add_pasted(
            study,
            text=form.cleaned_data["text"],
            zone=form.cleaned_data["zone"],
            day=form.cleaned_data["day"],
            source=form.cleaned_data["source"],
            by=me(request),
        )
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        found = _understood(form, study) if refusal.field != "zone" or refusal.code == "zone_needed" else None
        return _show(request, study, form, found)
    messages.success(request, done.says)
    return back_to(study, f"entry-{done.added[0].pk}" if done.added else "")


def _form(request: HttpRequest) -> PasteForm:
    """``answer_zone`` is the button beside the open question."""
    data = request.POST.copy()
    if answer := data.get("answer_zone"):
        data["zone"] = answer
    return PasteForm(data)


def _understood(form: PasteForm, study: Retrospective) -> Understood | None:
    given: dict[str, Any] = form.cleaned_data
    try:
        parsed = read_pasted(given.get("text", ""), zone=given.get("zone", ""), day=given.get("day"))
    except Refusal as refusal:
        form.add_error(refusal.field, refusal.sentence)
        return None
    return understood(parsed, study.zone)


def _show(request: HttpRequest, study: Retrospective, form: PasteForm, found: Understood | None) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "zones": zones_to_offer(study, me(request)),
    }
    if request.htmx and request.method == "POST":  # type: ignore[attr-defined]
        # An answer changes the field it answers, so the whole form comes back.
        return show(request, "_paste.html" if "answer_zone" in form.data else "_reading.html", study, **context)
    template = "_paste.html" if request.htmx else "paste.html"  # type: ignore[attr-defined]
    return show(request, template, study, forms=[form], **context)
