"""A study's recommendations on one page."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.incidents.study import frame, get_study
from secondstory.people.refusals import NotFound, Refusal
from secondstory.recommendations import forms, policies, queries
from secondstory.recommendations.actions.propose import park_idea, propose_new
from secondstory.recommendations.asked_too import asks_of
from secondstory.recommendations.models import Status
from secondstory.recommendations.said_before import said_before
from secondstory.recommendations.views.frame import asked_why, chosen, only_looks, tell_form, title_of
from secondstory.ui.forms import Form
from secondstory.ui.me import me


def _study_page(
    request: HttpRequest,
    study: Retrospective,
    *,
    idea: Form | None = None,
    proposal: Form | None = None,
    looked: bool = False,
) -> HttpResponse:
    user = me(request)
    rows = queries.of_study(study)
    may = policies.can_propose(study, user)
    can_ask = policies.can_ask_for_study(study, user)
    findings = queries.findings_of(study) if may else []
    groups = [
        ("Proposed, to be decided", [row for row in rows if row.status == Status.PROPOSED]),
        ("Promised", [row for row in rows if row.status in (Status.PLANNED, Status.IN_PROGRESS)]),
        ("Done", [row for row in rows if row.status == Status.DONE]),
        ("Dropped", [row for row in rows if row.status == Status.DROPPED]),
        ("Parked ideas", [row for row in rows if row.status == Status.IDEA]),
    ]
    context = {
        **frame(study, current="recommendations"),
        "groups": [(name, told) for name, told in groups if told],
        # The rail has counted them already.
        "asks": asks_of(study, user) if vars(study).get("recommendations_asked_too", 1) else [],
        "can_ask": can_ask,
        "asking": study.pk if can_ask else None,
        "may_propose": may,
        "findings": findings,
        "idea_form": idea or forms.IdeaForm(auto_id="idea-%s"),
        "proposal_form": proposal or forms.ProposalForm(findings=findings, auto_id="proposal-%s"),
        "looked": looked,
        "earlier": said_before(title_of(proposal), user) if proposal else [],
    }
    status = 422 if (idea or proposal) and not looked else 200
    return render(request, "recommendations/study.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def of_study(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """A study's recommendations; posting parks an idea."""
    study = get_study(me(request), study_id)
    if request.method == "GET":
        return _study_page(request, study)
    form = forms.IdeaForm(request.POST, auto_id="idea-%s")
    if form.is_valid():
        try:
            idea = park_idea(study, form.cleaned_data["title"], by=me(request))
        except NotFound:
            raise
        except Refusal as refusal:
            tell_form(form, refusal)
        else:
            return redirect(reverse("study-recommendations", args=[study.pk]) + f"#r-{idea.pk}")
    return _study_page(request, study, idea=form)


@login_required
@require_POST
def proposals(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    form = asked_why(
        request, forms.ProposalForm(request.POST, findings=queries.findings_of(study), auto_id="proposal-%s")
    )
    if only_looks(request):
        form.is_valid()
        form.errors.clear()
        return _study_page(request, study, proposal=form, looked=True)
    if form.is_valid():
        told = {**form.cleaned_data}
        findings, title = chosen(study.pk, told.pop("findings")), told.pop("title")
        told["proposed_by_role"] = told["proposed_by_role"] or "unknown"
        try:
            made = propose_new(study, title, by=me(request), findings=findings, **told)
        except NotFound:
            raise
        except Refusal as refusal:
            tell_form(form, refusal)
        else:
            return redirect(reverse("study-recommendations", args=[study.pk]) + f"#r-{made.pk}")
    return _study_page(request, study, proposal=form)
