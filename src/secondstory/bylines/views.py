"""Signing what one wrote, and everything that carries one's name."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.bylines.actions.sign import sign, take_name_back
from secondstory.bylines.models import Byline
from secondstory.bylines.policies import check_can_sign
from secondstory.bylines.queries import KINDS, Thing, own, under
from secondstory.bylines.shown import sign_form
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import is_kept
from secondstory.ui.me import me
from secondstory.ui.menu import address


@login_required
@require_GET
def bylines(request: HttpRequest) -> HttpResponse:
    return render(request, "bylines/own.html", {"carried": own(me(request))})


@login_required
@require_http_methods(["GET", "POST"])
def byline(request: HttpRequest, kind: str, thing_id: UUID) -> HttpResponse:
    """One's own byline under a thing."""
    person, thing = me(request), _thing(request, kind, thing_id)
    check_can_sign(thing, person)
    form = sign_form(thing, person, under(thing).filter(person=person).first(), request.POST or None)
    if form.is_bound and is_kept(form, lambda: sign(thing, by=person, **form.cleaned_data)):
        messages.success(request, "It stands there as you wish. Take it back at any time.")
        return redirect(f"{_where(thing)}#bylines")
    context = {"form": form, "title": _title(thing), "back": _where(thing)}
    return render(request, "bylines/sign.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def removal(request: HttpRequest, byline_id: UUID) -> HttpResponse:
    found = Byline.objects.filter(pk=byline_id).first()
    if found is None:
        raise NotFound()
    take_name_back(found, by=me(request))
    messages.success(request, "Your name stands there no more.")
    return redirect("bylines")


def _thing(request: HttpRequest, kind: str, thing_id: UUID) -> Thing:
    model = KINDS.get(kind)
    found: Thing | None = model.objects.visible_to(request.user).filter(pk=thing_id).first() if model else None
    if found is None:
        raise NotFound()
    return found


def _title(thing: Thing) -> str:
    return thing.topic if hasattr(thing, "topic") else thing.title


def _where(thing: Thing) -> str:
    if hasattr(thing, "slug"):
        return address("publication", thing.slug)
    return address("work-note" if hasattr(thing, "topic") else "recommendation", thing.pk)
