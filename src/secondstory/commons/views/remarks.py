"""One remark with its answers, and what may be done to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from secondstory.commons import conversation as seen
from secondstory.commons.actions.moderate import decide, tell_concern
from secondstory.commons.actions.open_question import open_question
from secondstory.commons.actions.read_together import take_back_influence, tell_influence
from secondstory.commons.actions.reword import reword_remark
from secondstory.commons.actions.say import reply
from secondstory.commons.actions.withdraw import withdraw_remark
from secondstory.commons.conduct import words
from secondstory.commons.forms import ConcernForm, DecisionForm, InfluenceForm, ReplyForm, RewordForm
from secondstory.commons.models import Concern, Discussion, Influence, Remark
from secondstory.commons.policies import is_moderator, is_own, moderators_of
from secondstory.commons.views.frame import HERE
from secondstory.incidents.keyset import page
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import OR_CONFLICT, is_kept
from secondstory.ui.forms import Form, knowing, unless_changed
from secondstory.ui.me import me


def _find(request: HttpRequest, remark_id: UUID) -> Remark:
    """One that this person reads; or their own, whether or not they read its conversation still."""
    user = me(request)
    rows = Remark.objects.select_related("created_by", *(f"discussion__{name}" for name in seen.WITH))
    found = rows.filter(pk=remark_id).visible_to(user).first() or rows.filter(pk=remark_id).written_by(user).first()
    if found is None:
        raise NotFound()
    return found


@login_required
@require_GET
def remark(request: HttpRequest, remark_id: UUID) -> HttpResponse:
    return _page(request, _find(request, remark_id))


def _page(request: HttpRequest, found: Remark, **bound: Form) -> HttpResponse:
    """``bound`` are forms that came back, by their name there."""
    user = me(request)
    reads = Discussion.objects.visible_to(user).filter(pk=found.discussion_id).exists()
    moderates = reads and is_moderator(user)
    [said] = (
        seen.with_replies([found], user, moderates=moderates) if reads else seen.as_seen([found], user, moderates=False)
    )
    own = is_own(found, user)
    forms: dict[str, Form] = {}
    if own and said.text:
        shown = _worded(found)
        forms["words_form"] = knowing(RewordForm(initial=shown, opens=found.opens, auto_id="words-%s"), shown)
    if reads and found.stands:
        forms["reply_form"] = ReplyForm(auto_id="answer-%s")
        if not own:
            forms["concern_form"] = ConcernForm(auto_id="concern-%s")
        if found.discussion.kind == Discussion.Kind.READING:
            forms["influence_form"] = InfluenceForm(auto_id="influence-%s")
    if moderates and said.may_moderate:
        forms["decision_form"] = DecisionForm(is_hidden=found.hidden_at is not None, auto_id="decision-%s")
    context = {
        "said": said,
        "about": seen.named(found.discussion) if reads else None,
        "who": seen.readers_of(found.discussion) if reads else "",
        "reads": reads,
        "spot": seen.spot(found, seen.named(found.discussion)) if reads else "",
        "mine": Concern.objects.filter(remark=found, created_by=user).select_related("decision").last(),
        "concerns": list(Concern.objects.filter(remark=found, decision=None).select_related("created_by"))
        if moderates and said.may_moderate
        else [],
        "moderators": moderators_of(found) if "concern_form" in forms else [],
        "above": Remark.objects.filter(pk=found.reply_to_id).first() if reads and found.reply_to_id else None,
        "conduct": words(),
        **forms,
        **bound,
        **HERE,
    }
    return render(request, "commons/remark.html", context, status=422 if bound else 200)


def _worded(found: Remark) -> dict[str, Any]:
    shown = {"text": found.text}
    return {"title": found.discussion.title, **shown} if found.opens else shown


def _there(found: Remark, anchor: str = "") -> HttpResponse:
    return redirect(f"{reverse('remark', args=[found.pk])}{anchor}")


@login_required
@require_POST
def replies(request: HttpRequest, remark_id: UUID) -> HttpResponse:
    found, form = _find(request, remark_id), ReplyForm(request.POST, auto_id="answer-%s")
    if is_kept(form, lambda: reply(found, form.cleaned_data["text"], by=me(request))):
        messages.success(request, "Your answer stands there.")
        return redirect(seen.spot(found, seen.named(found.discussion)))
    return _page(request, found, reply_form=form)


@login_required
@require_POST
def rewording(request: HttpRequest, remark_id: UUID) -> HttpResponse:
    user = me(request)
    found = _find(request, remark_id)

    def now() -> dict[str, Any]:
        return _worded(_find(request, remark_id))

    shown = now()
    form = knowing(RewordForm(request.POST, initial=shown, opens=found.opens, auto_id="words-%s"), shown)

    def write() -> object:
        return reword_remark(found, form.cleaned_data["text"], by=user, title=form.cleaned_data.get("title"))

    if is_kept(form, lambda: unless_changed(form, now, write)):
        messages.success(request, "It is kept; what it said before stays below it.")
        return _there(found)
    return _page(request, found, words_form=form)


@login_required
@require_POST
def withdrawal(request: HttpRequest, remark_id: UUID) -> HttpResponse:
    found = _find(request, remark_id)
    withdraw_remark(found, by=me(request))
    messages.success(request, "Your words are gone. Their place says that they were taken back.")
    return _there(found)


@login_required
@require_POST
def question(request: HttpRequest, remark_id: UUID) -> HttpResponse:
    opened = open_question(_find(request, remark_id), by=me(request))
    messages.success(request, "It is an open question now. It leads back to where it was asked.")
    return redirect("question", opened.pk)


@login_required
@require_POST
def concern(request: HttpRequest, remark_id: UUID) -> HttpResponse:
    found, form = _find(request, remark_id), ConcernForm(request.POST, auto_id="concern-%s")
    if is_kept(form, lambda: tell_concern(found, form.cleaned_data["text"], by=me(request))):
        messages.success(request, "Those who moderate this read it. What they decide stands here, for you alone.")
        return _there(found, "#concern")
    return _page(request, found, concern_form=form)


@login_required
@require_POST
def decision(request: HttpRequest, remark_id: UUID) -> HttpResponse:
    found = _find(request, remark_id)
    form = DecisionForm(request.POST, is_hidden=found.hidden_at is not None, auto_id="decision-%s")
    if is_kept(
        form,
        lambda: decide(found, form.cleaned_data["verb"], form.cleaned_data["because"], by=me(request)),
        through=OR_CONFLICT,
    ):
        messages.success(request, "It is decided. Whoever wrote it reads why.")
        return _there(found)
    return _page(request, found, decision_form=form)


@login_required
@require_POST
def influences(request: HttpRequest, remark_id: UUID) -> HttpResponse:
    found, form = _find(request, remark_id), InfluenceForm(request.POST, auto_id="influence-%s")
    if is_kept(
        form,
        lambda: tell_influence(found, form.cleaned_data["address"], by=me(request), shows=form.cleaned_data["shows"]),
    ):
        messages.success(request, "It stands below the note, for those who may read both.")
        return _there(found)
    return _page(request, found, influence_form=form)


@login_required
@require_POST
def no_influence(request: HttpRequest, influence_id: UUID) -> HttpResponse:
    found = Influence.objects.select_related("note").filter(pk=influence_id).first()
    if found is None:
        raise NotFound()
    take_back_influence(found, by=me(request))
    messages.success(request, "It is taken back.")
    return _there(found.note)


@login_required
@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """What one said, wherever; without its place where one reads that no longer. And what one told in private."""
    user = me(request)
    kept = Remark.objects.written_by(user).filter(withdrawn_at=None)
    rows = kept.select_related(*(f"discussion__{name}" for name in seen.WITH)).prefetch_related("decisions")
    shown = page(rows, request.GET, by="created_at")
    read = set(
        Discussion.objects.visible_to(user)
        .filter(pk__in={one.discussion_id for one in shown.rows})
        .values_list("pk", flat=True)
    )
    told = Concern.objects.filter(created_by=user).select_related("decision").order_by("-created_at", "-id")[:50]
    context = {
        "rows": [(one, seen.named(one.discussion) if one.discussion_id in read else None) for one in shown.rows],
        "page": shown,
        "told": list(told),
        **HERE,
    }
    return render(request, "commons/own.html", context)
