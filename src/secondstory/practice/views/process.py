"""Versions of the process: each with what it changed, the draft that waits, and writing the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.people.refusals import Refusal
from secondstory.playbook.differing import Difference, differences
from secondstory.playbook.models import ProcessVersion
from secondstory.practice import policies
from secondstory.practice.actions.draft import draft_version, let_go, review_process, say_not_yet
from secondstory.practice.draft_form import DraftForm
from secondstory.practice.forms import LetGoForm, NotYetForm, ReviewForm
from secondstory.practice.models import ProcessDraft, Proposal
from secondstory.practice.queries import find_version, keys_ever, version_before
from secondstory.practice.querysets import keeps_the_process
from secondstory.practice.views.frame import HERE
from secondstory.ui.attempt import OR_CONFLICT, attempt, is_kept
from secondstory.ui.forms import Form, knowing, unless_changed
from secondstory.ui.me import me

SIZE = 20


@dataclass(frozen=True, slots=True)
class Step:
    version: ProcessVersion
    state: str
    changes: list[Difference]


@login_required
@require_GET
def versions(request: HttpRequest) -> HttpResponse:
    """Newest first, each with what it changed of the one it came from."""
    rows = list(
        ProcessVersion.objects.select_related("draft", "draft__before", "created_by")
        .prefetch_related("reviews")
        .order_by("-number", "-valid_from")[:SIZE]
    )
    current = ProcessVersion.objects.in_force(timezone.now())
    steps = [Step(one, state_of(one, current, rows), changes_of(one, _before(one, rows))) for one in rows]
    context = {
        "steps": steps,
        "keeps": keeps_the_process(me(request)),
        **HERE,
    }
    return render(request, "practice/versions.html", context)


def _before(one: ProcessVersion, rows: list[ProcessVersion]) -> ProcessVersion | None:
    draft: ProcessDraft | None = getattr(one, "draft", None)
    if draft is not None:
        return draft.before
    return next((row for row in rows if row.number < one.number and row.name == one.name), None)


def changes_of(version: ProcessVersion, before: ProcessVersion | None) -> list[Difference]:
    return differences(before.process, version.process) if before else []


def state_of(one: ProcessVersion, current: ProcessVersion | None, rows: list[ProcessVersion]) -> str:
    """'in force', 'agreed', 'draft', 'let go', 'overtaken' or 'superseded'."""
    if current and one.pk == current.pk:
        return "in force"
    draft = getattr(one, "draft", None)
    if one.is_built_in or one.reviews.all():
        return "agreed" if one.valid_from > timezone.now() else "superseded"
    if draft and draft.let_go_because:
        return "let go"
    return "draft" if one.number == max(row.number for row in rows) else "overtaken"


@login_required
@require_GET
def version(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, find_version(me(request), number))


def _page(request: HttpRequest, found: ProcessVersion, **bound: Form) -> HttpResponse:
    user = me(request)
    newest = policies.newest_version()
    state = state_of(found, ProcessVersion.objects.in_force(timezone.now()), [newest or found])
    draft = getattr(found, "draft", None)
    forms: dict[str, Form] = {}
    if state == "draft" and policies.can_review(found, user):
        forms |= {"review_form": ReviewForm(auto_id="review_%s"), "not_yet_form": NotYetForm(auto_id="not_yet_%s")}
    if state == "draft" and policies.can_let_go(found, user):
        forms["let_go_form"] = LetGoForm(auto_id="let_go_%s")
    reviews = {one.created_by_id: one for one in found.reviews.all()}
    context = {
        "version": found,
        "process": found.process,
        "state": state,
        "draft": draft,
        "before": version_before(found),
        "changes": changes_of(found, version_before(found)),
        "adopts": list(draft.adopts.all()) if draft else [],
        "reviews": list(reviews.values()),
        "doubts": list(found.doubts.select_related("created_by")) if draft else [],
        "mine": found.created_by_id == user.pk,
        "keeps": keeps_the_process(user),
        **forms,
        **bound,
        **HERE,
    }
    return render(request, "practice/version.html", context, status=422 if bound else 200)


def _base() -> tuple[ProcessVersion, ProcessVersion]:
    """The version in force, and what the form begins with: that, or the draft that waits."""
    base, newest = ProcessVersion.objects.in_force(timezone.now()), policies.newest_version()
    if base is None or newest is None:
        raise Refusal("There is no process here to write the next version of. Ask a steward to load it.", code="none")
    draft = getattr(newest, "draft", None)
    waits = draft is not None and not draft.let_go_because and newest.number > base.number
    return base, newest if waits else base


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """The next version. Of two who write it at once, the second is asked. ``look`` shows the difference first."""
    user = me(request)
    policies.check_keeps_process(user)
    base, begun = _base()
    waiting = list(Proposal.objects.waiting().order_by("-created_at", "-id")[:200])

    def now() -> dict[str, Any]:
        return DraftForm.shown(_base()[1].process)

    shown = now()
    begin: dict[str, Any] = {**shown, "from_on": timezone.localdate()}
    if begun.pk != base.pk:
        adopted = begun.draft.adopts.values_list("pk", flat=True)
        begin |= {"why": begun.why, "goes": begun.draft.goes, "adopts": [str(pk) for pk in adopted]}
    sent = request.POST if request.method == "POST" else None
    form = knowing(DraftForm(sent, begun=begun.process, keys=keys_ever(), proposals=waiting, initial=begin), shown)

    def write() -> ProcessVersion:
        told = form.cleaned_data
        chosen = set(told.get("adopts", []))
        try:
            return draft_version(
                form.words,
                told["why"],
                by=user,
                from_on=told["from_on"],
                goes=told["goes"],
                adopts=[one for one in waiting if str(one.pk) in chosen],
            )
        except Refusal as refusal:
            refusal.field = form.field_of(refusal.field)
            raise

    if form.is_bound and (made := attempt(form, lambda: unless_changed(form, now, write), through=OR_CONFLICT)):
        messages.success(request, "It is kept as a draft, and waits for somebody who does the work.")
        return redirect("process-version", made.number)
    context = {"form": form, "base": base, "begun": begun, "fixed": base.process.fixed_by_standard, **HERE}
    return render(request, "practice/draft.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def review(request: HttpRequest, number: int) -> HttpResponse:
    user = me(request)
    found = find_version(user, number)
    form = ReviewForm(request.POST, auto_id="review_%s")
    if is_kept(form, lambda: review_process(found, by=user, text=form.cleaned_data["text"]), through=OR_CONFLICT):
        messages.success(request, "It is agreed, and in force from its day.")
        return redirect("process-version", number)
    return _page(request, found, review_form=form)


@login_required
@require_POST
def not_yet(request: HttpRequest, number: int) -> HttpResponse:
    user = me(request)
    found = find_version(user, number)
    form = NotYetForm(request.POST, auto_id="not_yet_%s")
    if is_kept(form, lambda: say_not_yet(found, form.cleaned_data["text"], by=user), through=OR_CONFLICT):
        messages.success(request, "It is kept, for whoever wrote it.")
        return redirect("process-version", number)
    return _page(request, found, not_yet_form=form)


@login_required
@require_POST
def letting_go(request: HttpRequest, number: int) -> HttpResponse:
    user = me(request)
    found = find_version(user, number)
    policies.check_keeps_process(user)
    form = LetGoForm(request.POST, auto_id="let_go_%s")
    if is_kept(form, lambda: let_go(found, form.cleaned_data["because"], by=user), through=OR_CONFLICT):
        messages.success(request, "It is let go, and stays to be read.")
        return redirect("process-version", number)
    return _page(request, found, let_go_form=form)
