"""The register, what binds a team, one procedure with what is known of it, and retiring one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.incidents.keyset import page
from secondstory.people.models import Person, Team
from secondstory.people.refusals import NotFound
from secondstory.procedures import policies
from secondstory.procedures.actions.register import change_procedure, register
from secondstory.procedures.actions.retire import retire_procedure
from secondstory.procedures.asking import asked_from
from secondstory.procedures.forms import RegisterForm, RetireForm, WordsForm
from secondstory.procedures.models import Procedure
from secondstory.procedures.queries import (
    beside,
    binding,
    find,
    known_of,
    notes_on,
    own_address,
    teams_to_name,
    whose,
)
from secondstory.recommendations.models import Recommendation
from secondstory.ui.attempt import OR_CONFLICT, attempt, is_kept
from secondstory.ui.forms import Form, knowing, unless_changed
from secondstory.ui.me import me
from secondstory.ui.text import shorten, unstorable

HERE = {"here": "how-we-work"}


@login_required
@require_GET
def procedures(request: HttpRequest) -> HttpResponse:
    """All that is in force, newest in the register first; ``?address=`` finds what is written down there."""
    user = me(request)
    sought = request.GET.get("address", "").strip()
    sought = "" if unstorable(sought) else sought[:500]
    rows = Procedure.objects.visible_to(user).in_force().prefetch_related("teams")
    if sought:
        bare = sought.rstrip("/")
        rows = rows.filter(url__in=[sought, bare, f"{bare}/"])
    shown = page(rows, request.GET, by="created_at")
    context = {
        "rows": known_of(shown.rows, user, timezone.localdate()),
        "page": shown,
        "sought": sought,
        "new": reverse("procedure-new") + (f"?{urlencode({'url': sought})}" if sought else ""),
        **HERE,
    }
    return render(request, "procedures/procedures.html", context)


@login_required
@require_GET
def of_team(request: HttpRequest, slug: str) -> HttpResponse:
    """What binds a team, the oldest first: its own, those of the teams it lies within, and everybody's."""
    user = me(request)
    team = Team.objects.select_related("parent__parent__parent__parent__parent").filter(slug=slug).first()
    if team is None:
        raise NotFound()
    retired = (
        Procedure.objects.visible_to(user)
        .filter(retirement__isnull=False, teams=team)
        .select_related("retirement")
        .order_by("-retirement__created_at", "-id")[:10]
    )
    context = {
        "team": team,
        "rows": known_of(binding(team), user, timezone.localdate()),
        "retired": list(retired),
        **HERE,
    }
    return render(request, "procedures/of_team.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    user = me(request)
    came_from = asked_from(user, request.GET.get("recommendation", ""))
    if came_from and (there := Procedure.objects.filter(recommendation=came_from).first()):
        return redirect("procedure", there.pk)
    begun = _begun(request, user, came_from)
    form = RegisterForm(request.POST if request.method == "POST" else None, teams=teams_to_name(user), initial=begun)

    def write() -> Procedure:
        told = form.cleaned_data
        return register(
            told["title"],
            told["purpose"],
            by=user,
            since=told["since"],
            url=told["url"],
            teams=form.teams,
            is_for_all=form.is_for_all,
            recommendation=came_from,
        )

    if form.is_bound and (made := attempt(form, write, through=OR_CONFLICT)):
        messages.success(request, "It stands in the register.")
        return redirect(reverse("procedure", args=[made.pk]) + "#room")
    context = {"form": form, "came_from": came_from, **HERE}
    return render(request, "procedures/words.html", context, status=422 if form.errors else 200)


def _begun(request: HttpRequest, user: Person, came_from: Recommendation | None) -> dict[str, Any]:
    begun: dict[str, Any] = {"since": timezone.localdate()}
    url = request.GET.get("url", "")
    if url and not unstorable(url):
        begun["url"] = url[:500]
    team = Team.objects.filter(slug=request.GET.get("team", "").replace("\x00", "")).first()
    if came_from:
        begun |= {"title": shorten(came_from.title, 200), "purpose": shorten(came_from.why, 1000)}
        begun["url"] = begun.get("url", "")
    chosen = (came_from.owner_team_id if came_from else None) or (team.pk if team else None)
    begun["whom"] = [str(chosen)] if chosen else []
    return begun


@login_required
@require_GET
def procedure(request: HttpRequest, procedure_id: UUID) -> HttpResponse:
    return _page(request, find(me(request), procedure_id))


def _page(request: HttpRequest, found: Procedure, retire_form: Form | None = None) -> HttpResponse:
    """``retire_form`` is one that came back. With ``room`` stands what one might retire for this one."""
    user, today = me(request), timezone.localdate()
    retired = getattr(found, "retirement", None)
    can_keep = policies.can_keep(found, user)
    (known,) = known_of([found], user, today)
    room = [] if retired else known_of(beside(found), user, today)
    brought = (
        Recommendation.objects.visible_to(user).filter(pk=found.recommendation_id).first()
        if found.recommendation_id
        else None
    )
    asked_room_for = request.GET.get("for", "")
    context = {
        "procedure": found,
        "known": known,
        "whose": whose(found),
        "retired": retired,
        "can_keep": can_keep and not retired,
        "retire_form": retire_form or RetireForm(initial={"made_room_for": _room_for(found, asked_room_for)}),
        "notes": notes_on(found, user),
        "room": room,
        "made_room": [one.procedure for one in found.made_room.select_related("procedure")],
        "brought": brought,
        "new_note": f"{reverse('work-note-new')}?{urlencode({'written': own_address(found)})}",
        **HERE,
    }
    return render(request, "procedures/procedure.html", context, status=422 if retire_form else 200)


def _room_for(found: Procedure, asked: str) -> str:
    try:
        key = UUID(asked)
    except ValueError:
        return ""
    return str(key) if key != found.pk and Procedure.objects.filter(pk=key).exists() else ""


@login_required
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, procedure_id: UUID) -> HttpResponse:
    user = me(request)
    found = find(user, procedure_id)
    policies.check_can_keep(found, user)

    def now() -> dict[str, Any]:
        found.refresh_from_db()
        return WordsForm.shown(found)

    form = knowing(WordsForm(request.POST if request.method == "POST" else None, initial=now()), now())

    def write() -> Procedure:
        told = {name: form.cleaned_data[name] for name in ("title", "purpose", "url", "since")}
        return change_procedure(found, by=user, **told)

    if form.is_bound and is_kept(form, lambda: unless_changed(form, now, write), through=OR_CONFLICT):
        return redirect("procedure", found.pk)
    context = {"form": form, "procedure": found, **HERE}
    return render(request, "procedures/words.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def retirement(request: HttpRequest, procedure_id: UUID) -> HttpResponse:
    user = me(request)
    found = find(user, procedure_id)
    form = RetireForm(request.POST)

    def write() -> object:
        key = _room_for(found, form.cleaned_data["made_room_for"])
        room_for = Procedure.objects.visible_to(user).filter(pk=key).first() if key else None
        return retire_procedure(found, because=form.cleaned_data["because"], by=user, made_room_for=room_for)

    if is_kept(form, write, through=OR_CONFLICT):
        messages.success(request, "It binds nobody any more, and stays to be read.")
        return redirect("procedure", found.pk)
    policies.check_can_keep(found, user)
    return _page(request, find(user, procedure_id), form)
