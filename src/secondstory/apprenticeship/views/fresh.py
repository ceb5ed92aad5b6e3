"""What somebody new wonders about: written down for themself first, asked if they like."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from secondstory.analysis.models import Mystery
from secondstory.apprenticeship.actions.fresh_eyes import ask_afresh, ask_me_later, keep_fresh_draft, let_me_be
from secondstory.apprenticeship.forms import DraftForm, FreshQuestionForm
from secondstory.apprenticeship.models import FreshDraft
from secondstory.apprenticeship.queries import drafts_of, teams_of
from secondstory.apprenticeship.views.frame import private
from secondstory.people.models import Team
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import attempt, is_kept
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me
from secondstory.ui.text import shorten

About = FreshDraft.About


@dataclass(frozen=True, slots=True)
class Prompt:
    about: str
    asks: str
    has_draft: bool
    draft: DraftForm
    question: FreshQuestionForm


@private
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(
    request: HttpRequest,
    *,
    drafting: tuple[str, DraftForm] | None = None,
    asking: tuple[str, FreshQuestionForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The three things one is asked; ``drafting`` and ``asking`` are forms that came back, with which of them it was."""
    drafts, teams = drafts_of(me(request)), teams_of(me(request))
    prompts = [
        Prompt(
            one.value,
            one.label,
            one.value in drafts,
            drafting[1] if drafting and drafting[0] == one else _draft_form(drafts, one),
            asking[1] if asking and asking[0] == one else _question_form(drafts, one, teams),
        )
        for one in About
    ]
    return render(request, "apprenticeship/fresh_eyes.html", {"prompts": prompts, "here": "questions"}, status=status)


def _draft_form(drafts: dict[str, str], about: str) -> DraftForm:
    now = {"text": drafts.get(about, "")}
    return knowing(DraftForm(initial=now, auto_id=f"{about}-%s"), now)


def _question_form(drafts: dict[str, str], about: str, teams: list[Team]) -> FreshQuestionForm:
    begun = {"question": shorten(drafts.get(about, ""), 600)}
    return FreshQuestionForm(initial=begun, teams=teams, auto_id=f"ask-{about}-%s")


def _known(about: str) -> str:
    if about not in About.values:
        raise NotFound()
    return about


@private
@require_POST
def draft(request: HttpRequest, about: str) -> HttpResponse:
    user = me(request)
    form = DraftForm(request.POST, auto_id=f"{_known(about)}-%s")

    def shown() -> dict[str, str]:
        return {"text": drafts_of(user).get(about, "")}

    def write() -> object:
        return unless_changed(form, shown, lambda: keep_fresh_draft(about, form.cleaned_data["text"], by=user))

    if is_kept(form, write):
        messages.success(request, "It is kept for you alone." if form.cleaned_data["text"] else "It is removed.")
        return redirect("fresh-eyes")
    return show(request, drafting=(about, form), status=422)


@private
@require_POST
def question(request: HttpRequest, about: str) -> HttpResponse:
    user = me(request)
    form = FreshQuestionForm(request.POST, teams=teams_of(user), auto_id=f"ask-{_known(about)}-%s")

    def write() -> Mystery:
        told = form.cleaned_data
        return ask_afresh(
            told["question"],
            by=user,
            team=form.team,
            anonymous=told["anonymous"],
            marked=told["marked"],
            services=[told["service"]] if told["service"] else [],
        )

    if asked := attempt(form, write):
        messages.success(request, "It is asked. What you wrote down stays with you until you empty it.")
        return redirect("question", asked.pk)
    return show(request, asking=(about, form), status=422)


@private
@require_POST
def later(request: HttpRequest) -> HttpResponse:
    """In two weeks, or not at all."""
    if request.POST.get("never"):
        let_me_be(by=me(request))
        messages.success(request, "You are not asked on your first page. This page stays here for you.")
    else:
        ask_me_later(by=me(request))
        messages.success(request, "You are asked again in two weeks.")
    return redirect("home")
