"""The bank, one question of it, and what stands behind the buttons in the margin."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.incidents.study import get_study
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.question_bank.actions.add_question import add_question
from secondstory.question_bank.actions.mark_asked import mark_asked
from secondstory.question_bank.actions.mark_good import mark_good, take_mark_back
from secondstory.question_bank.actions.retire import bring_back, retire
from secondstory.question_bank.bank import PURPOSES, STEPS, SURFACES, Question, in_words
from secondstory.question_bank.forms import AddForm, ForWhom, RetireForm
from secondstory.question_bank.policies import teams_kept_by
from secondstory.question_bank.queries import find, read_bank
from secondstory.ui.forms import Form
from secondstory.ui.me import me


def _kept_by(user: Person) -> dict[str, Any]:
    return {"teams": teams_kept_by(user), "is_steward": user.is_steward}


def _attempt(form: Form, refusal: Refusal) -> None:
    """Its sentence beside the field it belongs to; a refusal of the whole stays one."""
    if refusal.field not in form.fields:
        raise refusal
    form.add_error(refusal.field, refusal.sentence)


@login_required
@require_http_methods(["GET", "POST"])
def bank(request: HttpRequest) -> HttpResponse:
    """Every question by what it is good for; ``?for=`` narrows to one place where it is put."""
    user = me(request)
    kept_by = _kept_by(user)
    surface = request.GET.get("for", "")
    shown = surface if surface in SURFACES else ""
    begun = {"surfaces": [shown]} if shown else {}
    form = AddForm(request.POST if request.method == "POST" else None, initial=begun, **kept_by)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            added = add_question(
                told["text"],
                purpose=told["purpose"],
                surfaces=told["surfaces"],
                steps=told["steps"],
                team=form.team,
                by=user,
            )
        except NotFound:
            raise
        except Refusal as refusal:
            _attempt(form, refusal)
        else:
            messages.success(request, "Added. It comes round beside the others now.")
            return redirect("bank-question", added.key)
    known = [question for question in read_bank(user) if not shown or shown in question.surfaces]
    context = {
        "form": form if kept_by["teams"] or kept_by["is_steward"] else None,
        "groups": _by_purpose([question for question in known if not question.rests]),
        "resting": [question for question in known if question.rests],
        "shown": shown,
        "ways": [("", "Everywhere"), *SURFACES.items()],
    }
    return render(request, "question_bank/bank.html", context, status=422 if form.errors else 200)


def _by_purpose(questions: list[Question]) -> list[tuple[str, list[Question]]]:
    groups: dict[str, list[Question]] = {purpose: [] for purpose in PURPOSES}
    for question in questions:
        groups[question.purpose].append(question)
    return [(purpose, found) for purpose, found in groups.items() if found]


@login_required
@require_GET
def question(request: HttpRequest, key: str) -> HttpResponse:
    return _page(request, find(me(request), key))


def _page(request: HttpRequest, found: Question, form: RetireForm | None = None) -> HttpResponse:
    mine = {str(team.pk): team for team in teams_kept_by(me(request))}
    at_rest = {rest.team_id for rest in found.rests}
    teams = [team for pk, team in mine.items() if pk not in at_rest and found.team_id in ("", pk)]
    for_all = me(request).is_steward and not found.team_id and "" not in at_rest
    form = form or (RetireForm(teams=teams, is_steward=for_all) if teams or for_all else None)
    keeps = {*mine, *([""] if me(request).is_steward else [])}
    context = {
        "question": found,
        "places": in_words(found.surfaces, SURFACES),
        "fits": in_words(found.steps, STEPS),
        "rests": [(rest, rest.team_id in keeps) for rest in found.rests],
        "form": form,
    }
    return render(request, "question_bank/question.html", context, status=422 if form and form.errors else 200)


@login_required
@require_POST
def rest(request: HttpRequest, key: str) -> HttpResponse:
    user = me(request)
    found = find(user, key)
    form = RetireForm(request.POST, **_kept_by(user))
    if form.is_valid():
        try:
            retire(key, because=form.cleaned_data["because"], team=form.team, by=user)
        except NotFound:
            raise
        except Refusal as refusal:
            _attempt(form, refusal)
        else:
            messages.success(request, "It rests. Nothing of it is lost.")
            return redirect("bank-question", key)
    return _page(request, found, form)


@login_required
@require_POST
def return_(request: HttpRequest, key: str) -> HttpResponse:
    user = me(request)
    find(user, key)
    form = ForWhom(request.POST, **_kept_by(user))
    if not form.is_valid():
        raise Refusal("The team's own people bring it back, or a steward for everybody.", code="team_only")
    bring_back(key, team=form.team, by=user)
    messages.success(request, "It is offered again.")
    return redirect("bank-question", key)


@login_required
@require_POST
def good(request: HttpRequest, key: str) -> HttpResponse:
    """Called good; a mark that stands already is taken back."""
    (take_mark_back if request.POST.get("is_marked") else mark_good)(key, by=me(request))
    return _where_it_stood(request, key)


@login_required
@require_POST
def asked(request: HttpRequest, study_id: UUID, key: str) -> HttpResponse:
    user = me(request)
    mark_asked(get_study(user, study_id), key, by=user)
    return _where_it_stood(request, key)


def _where_it_stood(request: HttpRequest, key: str) -> HttpResponse:
    """Back to the page the button was on; never to another site."""
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(f"{back}#worth-asking")
    return redirect("bank-question", key)
