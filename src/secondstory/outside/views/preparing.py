"""Preparing a version for outside: what is proposed, what would stand there, who was asked, who looked, going out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.incidents.study import frame, get_study
from secondstory.outside import policies
from secondstory.outside.actions.begin import begin_version
from secondstory.outside.actions.consent import ask_people
from secondstory.outside.actions.look import say_seen
from secondstory.outside.actions.redact import choose_parts, decide, redact, take_all
from secondstory.outside.actions.send_out import send_out, withdraw_outside
from secondstory.outside.forms import DecisionForm, PartsForm, PhraseForm, SeenForm, WithdrawForm
from secondstory.outside.kinds import WHY, Kind
from secondstory.outside.making import texts_of
from secondstory.outside.models import Look, OutsideVersion, Redaction
from secondstory.outside.proposing import Place, places
from secondstory.outside.queries import Held, find_version, held, is_out, made_of, still_there, without_people
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import is_kept
from secondstory.ui.forms import Form
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def of_study(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """The versions of a study, and beginning the next."""
    study = get_study(me(request), study_id)
    if request.method == "POST":
        return redirect("outside-version", study.pk, begin_version(study, by=me(request)).number)
    rows = OutsideVersion.objects.visible_to(me(request)).filter(retrospective=study).select_related("text")
    context = {
        "versions": rows,
        "can_begin": policies.can_prepare(study, me(request)),
        "drafted": any(not hasattr(one, "text") and not one.withdrawn_at for one in rows),
        **frame(study, current="published"),
    }
    return render(request, "outside/of_study.html", context)


@dataclass(frozen=True, slots=True)
class Line:
    """A phrase with where it stands, and its form."""

    redaction: Redaction
    kind: str
    why: str
    places: list[Place]
    form: Form | None


@login_required
@require_GET
def version(request: HttpRequest, study_id: UUID, number: int) -> HttpResponse:
    study = get_study(me(request), study_id)
    return _page(request, study, find_version(me(request), study, number))


def _page(request: HttpRequest, study: Retrospective, found: OutsideVersion, **bound: Any) -> HttpResponse:
    """``bound`` are forms that came back: ``phrase_form``, or ``decision`` as the phrase's id and its form."""
    user = me(request)
    given, out = held(found), is_out(found)
    can_change = policies.can_change(found, user)
    made = made_of(given)
    looks = list(Look.objects.filter(version=found, sha256=made.sha256).select_related("created_by"))
    lines = _lines(given, bound.get("decision"), can_change)
    context = {
        "version": found,
        "out": out,
        "lines": lines,
        "undecided": sum(one.redaction.decision == Redaction.Decision.OPEN for one in lines),
        "document": made.shown,
        "sha256": made.sha256,
        "zone": made.shown.zone,
        "consents": given.consents if policies.can_prepare(study, user) else [],
        "may_ask": can_change and bool(given.spoken or _left_names(given)),
        "looks": looks,
        "still_there": still_there(without_people(made.document, given), given),
        "can_change": can_change,
        "can_look": policies.can_look(found, user) and not found.withdrawn_at,
        "can_send": policies.can_send(found, user) and not out and not found.withdrawn_at,
        "can_withdraw": policies.can_prepare(study, user) and not found.withdrawn_at,
        "seen_form": SeenForm(initial={"seen": made.sha256}),
        "phrase_form": bound.get("phrase_form") or PhraseForm(auto_id="phrase-%s"),
        "parts_form": PartsForm(
            parts=_parts(given),
            initial={"left_out": found.left_out, "relative_times": found.relative_times},
            auto_id="parts-%s",
        ),
        "withdraw_form": WithdrawForm(auto_id="withdraw-%s"),
        "refusal": bound.get("refusal", ""),
        **frame(study, current="published"),
    }
    return render(request, "outside/version.html", context, status=422 if bound else 200)


def _lines(given: Held, bound: tuple[UUID, Form] | None, can_change: bool) -> list[Line]:
    texts = texts_of(given.source)
    texts += [("In their own words", one.wording.text) for one in given.spoken.values()]

    def form(one: Redaction) -> Form:
        if bound and bound[0] == one.pk:
            return bound[1]
        # What is proposed is offered as such: one press takes it.
        taken = Redaction.Decision.TAKEN
        decision = one.decision if one.decision != Redaction.Decision.OPEN else taken
        return DecisionForm(
            initial={"decision": decision, "instead": one.instead, "because": one.because}, auto_id=f"r{one.pk}-%s"
        )

    return [
        Line(
            one,
            Kind(one.kind).label,
            WHY[Kind(one.kind)],
            places(one.phrase, texts),
            form(one) if can_change else None,
        )
        for one in given.redactions
    ]


def _left_names(given: Held) -> bool:
    return any(one.person_id and one.decision == Redaction.Decision.LEFT for one in given.redactions)


def _parts(given: Held) -> list[tuple[str, str]]:
    parts = [(one.anchor, one.heading) for one in given.source.sections if not one.is_empty]
    return [*parts, ("sources", "Sources")] if given.source.sources else parts


def _found(request: HttpRequest, study_id: UUID, number: int) -> tuple[Retrospective, OutsideVersion]:
    study = get_study(me(request), study_id)
    return study, find_version(me(request), study, number)


def _back(found: OutsideVersion, anchor: str = "") -> HttpResponse:
    there = reverse("outside-version", args=[found.retrospective_id, found.number])
    return redirect(f"{there}#{anchor}" if anchor else there)


@login_required
@require_POST
def phrases(request: HttpRequest, study_id: UUID, number: int) -> HttpResponse:
    study, found = _found(request, study_id, number)
    form = PhraseForm(request.POST, auto_id="phrase-%s")
    if is_kept(form, lambda: redact(found, by=me(request), **form.cleaned_data)):
        messages.success(request, "It is written otherwise, wherever it stands.")
        return _back(found, "phrases")
    return _page(request, study, found, phrase_form=form)


@login_required
@require_POST
def decision(request: HttpRequest, study_id: UUID, number: int, redaction_id: UUID) -> HttpResponse:
    study, found = _found(request, study_id, number)
    one = Redaction.objects.filter(version=found, pk=redaction_id).select_related("version__retrospective").first()
    if one is None:
        raise NotFound()
    form = DecisionForm(request.POST, auto_id=f"r{one.pk}-%s")
    if is_kept(form, lambda: decide(one, by=me(request), **form.cleaned_data)):
        return _back(found, f"r{one.pk}")
    return _page(request, study, found, decision=(one.pk, form))


@login_required
@require_POST
def proposals(request: HttpRequest, study_id: UUID, number: int) -> HttpResponse:
    """Every proposal that nobody decided yet is taken."""
    _, found = _found(request, study_id, number)
    take_all(found, by=me(request))
    return _back(found, "phrases")


@login_required
@require_POST
def parts(request: HttpRequest, study_id: UUID, number: int) -> HttpResponse:
    study, found = _found(request, study_id, number)
    form = PartsForm(request.POST, parts=_parts(held(found)), auto_id="parts-%s")
    if is_kept(form, lambda: choose_parts(found, by=me(request), **form.cleaned_data)):
        return _back(found, "parts")
    return _page(request, study, found, refusal="A part that was chosen is not there any more. Choose again.")


@login_required
@require_POST
def people(request: HttpRequest, study_id: UUID, number: int) -> HttpResponse:
    _, found = _found(request, study_id, number)
    if ask_people(found, by=me(request)):
        messages.success(request, "They are asked on their first page. What nobody answers stays inside.")
    else:
        messages.info(request, "Everybody concerned has been asked already.")
    return _back(found, "people")


@login_required
@require_POST
def look(request: HttpRequest, study_id: UUID, number: int) -> HttpResponse:
    study, found = _found(request, study_id, number)
    form = SeenForm(request.POST)
    if is_kept(form, lambda: say_seen(found, seen=form.cleaned_data["seen"], by=me(request))):
        messages.success(request, "It is kept that you looked at this text.")
        return _back(found, "out")
    return _page(request, study, found, refusal=_sentence(form))


def _sentence(form: Form) -> str:
    return " ".join(str(sentence) for told in form.errors.values() for sentence in told)


@login_required
@require_POST
def publication(request: HttpRequest, study_id: UUID, number: int) -> HttpResponse:
    study, found = _found(request, study_id, number)
    form = Form(request.POST)
    if is_kept(form, lambda: send_out(found, by=me(request))):
        messages.success(request, "It is out, at an address of its own.")
        return _back(found)
    return _page(request, study, found, refusal=_sentence(form))


@login_required
@require_POST
def withdrawal(request: HttpRequest, study_id: UUID, number: int) -> HttpResponse:
    study, found = _found(request, study_id, number)
    form = WithdrawForm(request.POST, auto_id="withdraw-%s")
    if is_kept(form, lambda: withdraw_outside(found, by=me(request), because=form.cleaned_data["because"])):
        messages.success(request, "Withdrawn. Its address says so, once it was out.")
        return redirect("outside-of-study", study.pk)
    return _page(request, study, found, refusal=_sentence(form))
