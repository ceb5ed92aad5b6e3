"""What people are asked for outside, each by themself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from secondstory.incidents.models import Retrospective
from secondstory.outside.actions.consent import answer
from secondstory.outside.forms import AnswerForm
from secondstory.outside.models import OutsideConsent
from secondstory.outside.queries import asked_of, held, with_roles
from secondstory.ui.attempt import is_kept
from secondstory.ui.me import me


@login_required
@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """Everything of theirs that may or might stand outside, with the way to take it back."""
    rows = list(
        OutsideConsent.objects.filter(person=me(request))
        .select_related("version__retrospective", "version__text", "quote")
        .order_by("-created_at", "-id")[:200]
    )
    read = _titles(request, rows)
    told = [(one, read.get(one.version.retrospective_id, "")) for one in rows]
    return render(request, "outside/asked.html", {"rows": told})


def _titles(request: HttpRequest, rows: list[OutsideConsent]) -> dict[Any, str]:
    """Of the studies that this person still reads."""
    ids = {one.version.retrospective_id for one in rows}
    return dict(Retrospective.objects.visible_to(request.user).filter(pk__in=ids).values_list("pk", "title"))


@login_required
@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    person = me(request)
    found = asked_of(person, consent_id)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=_initial(found))
    if form.is_bound and is_kept(
        form,
        lambda: answer(
            found, yes=form.cleaned_data["may"] == AnswerForm.YES, seen=request.POST.get("seen", ""), by=person
        ),
    ):
        messages.success(request, "It is kept. You can say otherwise at any time.")
        return redirect("outside-asked")
    found.refresh_from_db()
    given = held(found.version)
    spoken = given.spoken.get(str(found.quote_id)) if found.quote_id else None
    wording = given.wording(spoken).text if spoken else ""
    context = {
        "consent": found,
        "title": _titles(request, [found]).get(found.version.retrospective_id, ""),
        "wording": with_roles(wording, given),
        "is_gone": bool(found.quote_id) and spoken is None,
        "form": form,
    }
    return render(request, "outside/consent.html", context, status=422 if form.errors else 200)


def _initial(found: OutsideConsent) -> dict[str, str]:
    answers = {OutsideConsent.State.YES: AnswerForm.YES, OutsideConsent.State.NO: AnswerForm.NO}
    return {"may": answers.get(OutsideConsent.State(found.state), "")}
