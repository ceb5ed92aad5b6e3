"""Proposals: all of them, making one, and one with its words and answers."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.incidents.keyset import page
from secondstory.practice import policies
from secondstory.practice.actions.add_words import add_words
from secondstory.practice.actions.answer import answer_proposal
from secondstory.practice.actions.propose import propose
from secondstory.practice.elements import about_stage, read_element
from secondstory.practice.forms import AnswerForm, ProposalForm, WordForm
from secondstory.practice.models import Experience, Proposal, Way
from secondstory.practice.queries import find_experience, find_proposal, names
from secondstory.practice.querysets import WAITING, keeps_the_process
from secondstory.practice.studies import read_studies, studies_of
from secondstory.practice.views.frame import HERE, read_id
from secondstory.ui.attempt import OR_CONFLICT, attempt, is_kept
from secondstory.ui.forms import Form
from secondstory.ui.me import me


@login_required
@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    """Newest first; ``?state=waiting`` shows those without an answer, ``?about=`` those about one element."""
    user = me(request)
    rows = Proposal.objects.visible_to(user)
    only, about = request.GET.get("state") == "waiting", read_element(request.GET.get("about", ""))
    if only:
        rows = rows.filter(state__in=WAITING)
    if about:
        rows = rows.filter(about=about)
    shown, named, today = page(rows, request.GET, by="created_at"), names(), timezone.localdate()
    context = {
        "rows": [(one, named(one.about), waits(one, today)) for one in shown.rows],
        "page": shown,
        "only_waiting": only,
        "narrowed": named(about) if about else "",
        **HERE,
    }
    return render(request, "practice/proposals.html", context)


def waits(one: Proposal, today: date) -> str:
    """How old it is, as long as it waits."""
    if one.is_settled:
        return ""
    days = (today - timezone.localdate(one.created_at)).days
    return "made today" if days < 1 else "made yesterday" if days == 1 else f"made {days} days ago"


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """``?about=`` is a step, a practice or the address one comes from; ``?from=`` an experience it grows from."""
    user = me(request)
    if request.method == "POST":
        form = ProposalForm(request.POST)
    else:
        told = _grown(request, user)
        about = read_element(request.GET.get("about", "")) or (about_stage(told.stage) if told and told.stage else "")
        begun: dict[str, Any] = {"about": about}
        if told:
            begun |= {"grew_from": told.pk, "way": told.way}
        form = ProposalForm(initial=begun)
    about = read_element(str(form["about"].value() or ""))

    def write() -> Proposal:
        told = form.cleaned_data
        asked = read_id(told["grew_from"])
        grew_from = find_experience(user, asked) if asked else None
        return propose(
            told["what"],
            told["why"],
            by=user,
            about=about,
            trouble=told["trouble"],
            way=told["way"],
            studies=read_studies(told["studies"], user),
            hoped_for=told["hoped_for"],
            look_again_on=told["look_again_on"],
            without_name=told["without_name"],
            grew_from=grew_from,
        )

    if form.is_bound and (made := attempt(form, write, through=OR_CONFLICT)):
        messages.success(request, "It is kept. An answer is due within ten working days.")
        return redirect("proposal", made.pk)
    grows = read_id(form["grew_from"].value())
    context = {
        "form": form,
        "about": names()(about),
        "told": find_experience(user, grows) if grows and keeps_the_process(user) else None,
        **HERE,
    }
    return render(request, "practice/propose.html", context, status=422 if form.errors else 200)


def _grown(request: HttpRequest, user: Any) -> Experience | None:
    asked = read_id(request.GET.get("from", ""))
    if asked is None:
        return None
    policies.check_keeps_process(user)
    return find_experience(user, asked)


@login_required
@require_GET
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    return _page(request, find_proposal(me(request), proposal_id))


def _page(request: HttpRequest, found: Proposal, **bound: Form) -> HttpResponse:
    user = me(request)
    keeps = keeps_the_process(user)
    forms: dict[str, Form] = {}
    if not found.is_settled:
        forms["word_form"] = WordForm(auto_id="word_%s")
        if keeps:
            forms["answer_form"] = AnswerForm(auto_id="answer_%s", initial={"look_again_on": found.look_again_on})
    today = timezone.localdate()
    context = {
        "proposal": found,
        "about": names()(found.about),
        "way": Way(found.way).label,
        "studies": studies_of(found, user),
        "words": list(found.words.select_related("created_by")),
        "answers": list(found.answers.select_related("created_by", "version")),
        "overdue": found.state in ("open", "discussed") and found.due_on < today,
        "to_look_at": found.state == "tried" and found.look_again_on is not None and found.look_again_on <= today,
        "keeps": keeps,
        **forms,
        **bound,
        **HERE,
    }
    return render(request, "practice/proposal.html", context, status=422 if bound else 200)


@login_required
@require_POST
def words(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    user = me(request)
    found = find_proposal(user, proposal_id)
    form = WordForm(request.POST, auto_id="word_%s")

    def add() -> object:
        return add_words(found, form.cleaned_data["text"], by=user, without_name=form.cleaned_data["without_name"])

    if is_kept(form, add, through=OR_CONFLICT):
        messages.success(request, "It is kept.")
        return redirect("proposal", found.pk)
    return _page(request, found, word_form=form)


@login_required
@require_POST
def answer(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    user = me(request)
    found = find_proposal(user, proposal_id)
    policies.check_keeps_process(user)
    form = AnswerForm(request.POST, auto_id="answer_%s")

    def give() -> object:
        told = form.cleaned_data
        return answer_proposal(found, told["state"], told["text"], by=user, look_again_on=told["look_again_on"])

    if is_kept(form, give, through=OR_CONFLICT):
        messages.success(request, "It is answered.")
        return redirect("proposal", found.pk)
    return _page(request, found, answer_form=form)
