"""The agreements one reads, one of them with what may be done to it, writing it, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.agreements import policies
from secondstory.agreements.actions.publish import publish_version
from secondstory.agreements.actions.retire import retire_agreement
from secondstory.agreements.actions.review import review_version
from secondstory.agreements.actions.write import begin_agreement, write_version
from secondstory.agreements.examples import read_lines
from secondstory.agreements.forms import BeginForm, NextForm, PublishForm, RetireForm, ReviewForm
from secondstory.agreements.models import Agreement, AgreementVersion
from secondstory.agreements.queries import (
    examples_of,
    find,
    find_version,
    in_a_row,
    is_of_practice,
    readable_versions,
    readers_of,
    readers_of_practice,
    reviews_of,
    still_asked,
    teams_to_name,
    whose,
)
from secondstory.incidents.keyset import page
from secondstory.people.models import Team
from secondstory.people.practice import practices_of
from secondstory.people.refusals import Refusal
from secondstory.ui.attempt import OR_CONFLICT, attempt, is_kept
from secondstory.ui.forms import Form, knowing, unless_changed
from secondstory.ui.me import me
from secondstory.writeup.difference import Line, difference

SIZE = 10
HERE = {"here": "how-we-work"}


def _in_half_a_year() -> date:
    today = timezone.localdate()
    year, month = divmod(today.month + 5, 12)
    return date(today.year + year, month + 1, min(today.day, 28))


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement in the list: what holds, and whether something else waits."""

    agreement: Agreement
    version: AgreementVersion
    whose: str
    state: str
    to_look_at: bool
    draft_waits: bool


@login_required
@require_GET
def agreements(request: HttpRequest) -> HttpResponse:
    """What this person reads, newest first; ``?team=`` narrows to one team's work."""
    user = me(request)
    rows = Agreement.objects.visible_to(user).knowing_versions_of(user).select_related("retirement")
    team = Team.objects.filter(slug=request.GET.get("team", "").replace("\x00", "")).first()
    if team:
        rows = rows.filter(teams=team)
    shown = page(rows.prefetch_related("teams"), request.GET, by="created_at")
    ids = {vars(one)[name] for one in shown.rows for name in ("current_id", "newest_id")} - {None}
    versions = AgreementVersion.objects.defer("text").in_bulk(ids)
    today = timezone.localdate()
    context = {
        "rows": [_row(one, versions, today) for one in shown.rows],
        "page": shown,
        "team": team,
        "can_begin": bool(practices_of(user)),
        **HERE,
    }
    return render(request, "agreements/agreements.html", context)


def _row(agreement: Agreement, versions: dict[UUID, AgreementVersion], today: date) -> Row:
    current, newest = vars(agreement)["current_id"], vars(agreement)["newest_id"]
    retired = hasattr(agreement, "retirement")
    version = versions[current or newest]
    return Row(
        agreement,
        version,
        whose(agreement),
        "retired" if retired else "" if current else "draft",
        bool(current) and not retired and version.is_to_look_at(today),
        bool(current) and not retired and newest != current,
    )


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    user = me(request)
    own = practices_of(user)
    if not own:
        policies.check_can_begin([], True, user)
    first = Team.objects.filter(slug=request.GET.get("team", "").replace("\x00", ""), pk__in=own).first()
    begun = {"look_again_on": _in_half_a_year(), "whom": [str(first.pk)] if first else []}
    form = BeginForm(request.POST if request.method == "POST" else None, teams=teams_to_name(user, own), initial=begun)

    def begin() -> AgreementVersion:
        told = form.cleaned_data
        return begin_agreement(
            told["title"],
            told["text"],
            by=user,
            look_again_on=told["look_again_on"],
            teams=form.teams,
            is_for_all=form.is_for_all,
            examples=read_lines(told["examples"], user),
        )

    if form.is_bound and (version := attempt(form, begin, through=OR_CONFLICT)):
        messages.success(request, "It is kept as a draft.")
        return redirect("agreement", version.agreement_id)
    context = {"form": form, **HERE}
    return render(request, "agreements/words.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def agreement(request: HttpRequest, agreement_id: UUID, number: int | None = None) -> HttpResponse:
    """What holds now (a draft where nothing does yet), or the version of that number."""
    return _page(request, find(me(request), agreement_id), number)


def _page(request: HttpRequest, found: Agreement, number: int | None = None, **bound: Form) -> HttpResponse:
    """``bound`` are forms that came back, by their name there."""
    user = me(request)
    version = find_version(found, number)
    of_practice, retired = is_of_practice(found), getattr(found, "retirement", None)
    current, newest = vars(found)["current_id"], vars(found)["newest_id"]
    published = hasattr(version, "publication")
    reviews = reviews_of(version) if of_practice else []
    is_draft = of_practice and not retired and not published and version.pk == newest
    asked = still_asked(version, reviews) if is_draft else ""
    forms: dict[str, Form] = {}
    if is_draft and version.created_by_id != user.pk:
        forms["review_form"] = ReviewForm()
    if is_draft and not asked:
        forms["publish_form"] = PublishForm(agreement=found)
    if of_practice and not retired:
        forms["retire_form"] = RetireForm()
    context = {
        "agreement": found,
        "version": version,
        "whose": whose(found),
        "who_reads": readers_of(version),
        "of_practice": of_practice,
        "retired": retired,
        "is_draft": is_draft,
        "holds": version.pk == current and not retired,
        "superseded": published and version.pk != current,
        "overtaken": not published and version.pk != newest,
        "draft": _draft_beside(found, version) if of_practice and not retired else None,
        "to_look_at": version.pk == current and not retired and version.is_to_look_at(timezone.localdate()),
        "reviews": reviews,
        "reviewers": in_a_row(list(dict.fromkeys(str(one.created_by) for one in reviews if one.is_so))),
        "asked": asked,
        "examples": examples_of(version, user),
        "can_write": of_practice and not retired,
        **forms,
        **bound,
        **HERE,
    }
    return render(request, "agreements/agreement.html", context, status=422 if bound else 200)


def _draft_beside(found: Agreement, version: AgreementVersion) -> AgreementVersion | None:
    """A newer version that waits, while another one is looked at."""
    current, newest = vars(found)["current_id"], vars(found)["newest_id"]
    if newest in (current, version.pk):
        return None
    return AgreementVersion.objects.defer("text").get(pk=newest)


@login_required
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The next version. Of two who write one at once, the second is asked."""
    user = me(request)
    found = find(user, agreement_id)
    (policies.check_is_of_practice if request.method == "POST" else policies.check_can_write)(found, user)

    def now() -> dict[str, Any]:
        newest = AgreementVersion.objects.filter(agreement=found).order_by("-number").first()
        assert newest is not None
        return NextForm.shown(newest, user)

    form = knowing(NextForm(request.POST if request.method == "POST" else None, initial=now()), now())

    def write() -> AgreementVersion:
        told = form.cleaned_data
        return write_version(
            found,
            told["title"],
            told["text"],
            by=user,
            look_again_on=told["look_again_on"],
            why=told["why"],
            examples=read_lines(told["examples"], user),
        )

    if form.is_bound and (version := attempt(form, lambda: unless_changed(form, now, write), through=OR_CONFLICT)):
        messages.success(request, "It is kept as a draft.")
        return redirect("agreement-version", found.pk, version.number)
    context = {"form": form, "agreement": found, "who_reads": readers_of_practice(found), **HERE}
    return render(request, "agreements/words.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def review(request: HttpRequest, agreement_id: UUID, number: int) -> HttpResponse:
    user = me(request)
    found = find(user, agreement_id)
    version = find_version(found, number)
    form = ReviewForm(request.POST)

    def say_so() -> object:
        is_so = form.cleaned_data["is_so"] == ReviewForm.SO
        return review_version(version, is_so=is_so, text=form.cleaned_data["text"], by=user)

    if is_kept(form, say_so, through=OR_CONFLICT):
        messages.success(request, "It is kept.")
        return redirect("agreement-version", found.pk, number)
    policies.check_is_of_practice(found, user)
    return _page(request, found, number, review_form=form)


@login_required
@require_POST
def publication(request: HttpRequest, agreement_id: UUID, number: int) -> HttpResponse:
    user = me(request)
    found = find(user, agreement_id)
    version = find_version(found, number)
    form = PublishForm(request.POST, agreement=found)
    if form.is_valid():
        publish_version(version, by=user, audience=form.cleaned_data["audience"])
        messages.success(request, "It holds from now on.")
        return redirect("agreement", found.pk)
    policies.check_can_publish(version, user)
    return _page(request, found, number, publish_form=form)


@login_required
@require_POST
def retirement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    user = me(request)
    found = find(user, agreement_id)
    form = RetireForm(request.POST)
    if is_kept(
        form, lambda: retire_agreement(found, because=form.cleaned_data["because"], by=user), through=OR_CONFLICT
    ):
        messages.success(request, "It is retired, and stays to be read.")
        return redirect("agreement", found.pk)
    policies.check_is_of_practice(found, user)
    return _page(request, find(user, agreement_id), retire_form=form)


@dataclass(frozen=True, slots=True)
class Step:
    """A version in the history, with what it changed of the one before it that this person reads."""

    version: AgreementVersion
    lines: list[Line]
    is_published: bool


@login_required
@require_GET
def history(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    user = me(request)
    found = find(user, agreement_id)
    asked = request.GET.get("before", "")
    rows = readable_versions(found).order_by("-number")
    if asked:
        if not (asked.isascii() and asked.isdigit() and len(asked) < 9):
            raise Refusal("This address leads to no version. Open the history from its beginning.", code="no_such_page")
        rows = rows.filter(number__lt=int(asked))
    versions = list(rows[: SIZE + 1])
    older = str(versions[SIZE - 1].number) if len(versions) > SIZE else ""
    steps = [
        Step(one, difference(_whole(before), _whole(one)), hasattr(one, "publication"))
        for one, before in zip(versions, [*versions[1:], None], strict=True)
    ][:SIZE]
    context = {
        "agreement": found,
        "title": find_version(found).title,
        "steps": steps,
        "older": older,
        "of_practice": is_of_practice(found),
        "current_id": vars(found)["current_id"],
        "who_reads": readers_of_practice(found) if is_of_practice(found) else "Everyone in the organization",
        **HERE,
    }
    return render(request, "agreements/history.html", context)


def _whole(version: AgreementVersion | None) -> str:
    return f"{version.title}\n\n{version.text}" if version else ""
