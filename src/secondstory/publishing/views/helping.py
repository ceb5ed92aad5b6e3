"""A talk that somebody offers about a published text, and what they tell newcomers to a service about it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from secondstory.people.refusals import NotFound
from secondstory.publishing.actions.help_others import (
    offer_talk,
    take_back_from_newcomers,
    take_back_talk,
    write_for_newcomers,
)
from secondstory.publishing.forms import NewcomersForm, TalkForm
from secondstory.publishing.models import ForNewcomers, OfferedTalk, Publication
from secondstory.publishing.views.library import addressed, show
from secondstory.ui.attempt import is_kept
from secondstory.ui.me import me


@login_required
@require_POST
def talk(request: HttpRequest, slug: str) -> HttpResponse:
    found = addressed(request, slug)
    form = TalkForm(request.POST, auto_id="talk-%s")
    if is_kept(form, lambda: offer_talk(found, form.cleaned_data["about"], form.cleaned_data["how"], by=me(request))):
        messages.success(request, "Colleagues who read this see that you offer a talk. Take it back here at any time.")
        return _back(found, "talks")
    return show(request, found, talking=form, status=422)


@login_required
@require_POST
def for_newcomers(request: HttpRequest, slug: str) -> HttpResponse:
    found = addressed(request, slug)
    form = NewcomersForm(request.POST, auto_id="newcomers-%s")
    if is_kept(
        form,
        lambda: write_for_newcomers(found, form.cleaned_data["service"], form.cleaned_data["text"], by=me(request)),
    ):
        messages.success(request, "It stands here and on the service's page. Take it back at any time.")
        return _back(found, "newcomers")
    return show(request, found, telling=form, status=422)


@login_required
@require_POST
def no_talk(request: HttpRequest, talk_id: UUID) -> HttpResponse:
    found = OfferedTalk.objects.select_related("publication").filter(pk=talk_id).first()
    if found is None:
        raise NotFound()
    take_back_talk(found, by=me(request))
    return _gone(request, found.publication, "talks")


@login_required
@require_POST
def not_for_newcomers(request: HttpRequest, newcomers_id: UUID) -> HttpResponse:
    found = ForNewcomers.objects.select_related("publication").filter(pk=newcomers_id).first()
    if found is None:
        raise NotFound()
    take_back_from_newcomers(found, by=me(request))
    return _gone(request, found.publication, "newcomers")


def _back(publication: Publication, anchor: str) -> HttpResponse:
    return redirect(reverse("publication", args=[publication.slug]) + f"#{anchor}")


def _gone(request: HttpRequest, publication: Publication, anchor: str) -> HttpResponse:
    """Back to the text, if they read it still; else to what they offered."""
    messages.success(request, "It is taken back.")
    reads = Publication.objects.visible_to(request.user).filter(pk=publication.pk).exists()
    return _back(publication, anchor) if reads else redirect("offers")
