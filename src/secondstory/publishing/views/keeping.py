"""The page where a study is published, and where its publication is kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.incidents.study import frame, get_study
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.actions.announce import announce
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.publish import publish
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.publishing.circles import published_to, readers_in_words
from secondstory.publishing.forms import AnnouncementForm, CircleForm, PublishForm, WithdrawalForm
from secondstory.publishing.models import Publication
from secondstory.publishing.policies import can_publish, confirmed_audience
from secondstory.ui.forms import Form
from secondstory.ui.me import me
from secondstory.ui.menu import address as link


@login_required
@require_http_methods(["GET", "POST"])
def of_study(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = get_study(me(request), study_id)
    if request.method == "GET":
        return _page(request, study)
    form = _publish_form(study, request.POST)
    if not form.is_valid():
        return _page(request, study, publishing=form)
    try:
        published = publish(study, by=me(request), **form.cleaned_data)
    except Refusal as refusal:
        return _asked_again(request, study, form, refusal, "publishing")
    messages.success(request, f"Published to {_to(published)}. It stands at its own address now.")
    return _back(study)


@login_required
@require_POST
def audience(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study, publication = _published(request, study_id)
    form = _circle_form(study, publication, request.POST)
    if not form.is_valid():
        return _page(request, study, circle=form)
    try:
        changed = change_audience(publication, to=form.cleaned_data["audience"], by=me(request))
    except Refusal as refusal:
        return _asked_again(request, study, form, refusal, "circle")
    messages.success(request, f"{readers_in_words(changed.audience, _team(changed))} can read it, from now on.")
    return _back(study)


@login_required
@require_POST
def announcement(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study, publication = _published(request, study_id)
    form = AnnouncementForm(request.POST)
    if not form.is_valid():
        return _page(request, study, words=form)
    try:
        announce(publication, form.cleaned_data["announcement"], by=me(request))
    except Refusal as refusal:
        return _asked_again(request, study, form, refusal, "words")
    messages.success(request, "The words above the text are kept.")
    return _back(study)


@login_required
@require_POST
def withdrawal(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study, publication = _published(request, study_id)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return _page(request, study, leaving=form)
    try:
        withdraw(publication, by=me(request), because=form.cleaned_data["because"])
    except Refusal as refusal:
        return _asked_again(request, study, form, refusal, "leaving")
    messages.success(request, "Withdrawn. Its address says so; the text stays with the people of the study.")
    return _back(study)


def _published(request: HttpRequest, study_id: UUID) -> tuple[Retrospective, Publication]:
    study = get_study(me(request), study_id)
    publication = Publication.objects.filter(retrospective=study).select_related("retrospective", "team").first()
    if publication is None:
        raise NotFound("This study is not published yet.")
    return study, publication


def _publish_form(study: Retrospective, data: Any = None) -> PublishForm:
    return PublishForm(data, confirmed=confirmed_audience(study), has_team=study.team_id is not None)


def _circle_form(study: Retrospective, publication: Publication, data: Any = None) -> CircleForm:
    return CircleForm(
        data,
        confirmed=confirmed_audience(study),
        has_team=study.team_id is not None,
        initial=publication.audience,
    )


def _asked_again(request: HttpRequest, study: Retrospective, form: Form, refusal: Refusal, name: str) -> HttpResponse:
    """The sentence beside the field, what was typed kept. Not being allowed is for the error page."""
    if isinstance(refusal, NotAllowed | NotFound):
        raise refusal
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return _page(request, study, **{name: form})


def _page(request: HttpRequest, study: Retrospective, **forms: Form) -> HttpResponse:
    publication = Publication.objects.filter(retrospective=study).select_related("team").first()
    may = study.is_final and can_publish(study, me(request))
    live = publication is not None and not publication.is_withdrawn
    context: dict[str, Any] = {
        "publication": publication,
        "live": live,
        "may": may,
        "confirmed": confirmed_audience(study),
    }
    if publication is not None:
        context["who"] = readers_in_words(publication.audience, _team(publication))
        context["address"] = request.build_absolute_uri(link("publication", publication.slug))
    if may and live and publication is not None:
        context["circle"] = _circle_form(study, publication)
        context["words"] = AnnouncementForm(initial={"announcement": publication.announcement})
        context["leaving"] = WithdrawalForm()
    elif may:
        context["publishing"] = _publish_form(study)
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(
        request,
        "publishing/of_study.html",
        {**frame(study, current="published"), **context, **forms},
        status=status,
    )


def _team(publication: Publication) -> str:
    return publication.team.name if publication.team else ""


def _to(publication: Publication) -> str:
    return published_to(publication.audience, _team(publication))


def _back(study: Retrospective) -> HttpResponseRedirect:
    return redirect("publication-of-study", study.pk)
