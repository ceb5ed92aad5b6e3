from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.incidents.actions.change_incident import change_incident
from secondstory.incidents.actions.open_incident import open_incident
from secondstory.incidents.actions.open_retrospective import open_retrospective
from secondstory.incidents.audiences import usual_team
from secondstory.incidents.forms import FactsForm, IncidentFilter, NoteForm, StudyForm
from secondstory.incidents.keyset import page
from secondstory.incidents.models import Incident, Note, Retrospective, Signal
from secondstory.incidents.moments import COMMON_ZONES
from secondstory.incidents.policies import can_change_incident, check_can_change_incident
from secondstory.incidents.views.frame import one, own_zone, readers_of_incident, to
from secondstory.incidents.views.notes import usual_readers
from secondstory.people.models import Person, Service, Team
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import attempt
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me

MOST = 50  # of the notes and signals beside an incident; the rest is a page further


@login_required
@require_GET
def incidents(request: HttpRequest) -> HttpResponse:
    user = me(request)
    asked = IncidentFilter(request.GET or None, teams=list(Team.objects.all()), services=list(Service.objects.all()))
    rows: QuerySet[Incident] = Incident.objects.visible_to(user).select_related("team").prefetch_related("services")
    if asked.is_bound:
        asked.is_valid()
        rows = _narrowed(rows, getattr(asked, "cleaned_data", {}))
    context = {"page": page(rows, request.GET, by="happened_at"), "asked": asked, "is_narrowed": _is_narrowed(asked)}
    return render(request, "incidents/incidents.html", context)


def _is_narrowed(asked: IncidentFilter) -> bool:
    return asked.is_bound and any(asked.cleaned_data.get(name) for name in asked.fields)


def _narrowed(rows: QuerySet[Incident], by: dict[str, Any]) -> QuerySet[Incident]:
    if by.get("team"):
        rows = rows.filter(team__slug=by["team"])
    if by.get("service"):
        rows = rows.filter(services__slug=by["service"])
    if by.get("kind"):
        rows = rows.filter(kind=by["kind"])
    if by.get("year"):
        year = by["year"]
        rows = rows.filter(
            happened_at__gte=datetime(year, 1, 1, tzinfo=UTC), happened_at__lt=datetime(year + 1, 1, 1, tzinfo=UTC)
        )
    return rows


@login_required
@require_http_methods(["GET", "POST"])
def new_incident(request: HttpRequest) -> HttpResponse:
    user = me(request)
    team = usual_team(user)
    initial = {"zone": own_zone(user), "team": team.pk if team else None}
    form = FactsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        incident = attempt(form, lambda: open_incident(form.facts, by=user, client_id=form.cleaned_data["client_id"]))
        if incident is not None:
            messages.success(request, "It is written down.")
            return to("incident", incident.pk)
    return _facts(request, form, None)


def _facts(request: HttpRequest, form: FactsForm, incident: Incident | None) -> HttpResponse:
    zones = list(dict.fromkeys([own_zone(me(request)), *COMMON_ZONES]))
    context = {"form": form, "incident": incident, "zones": zones}
    return render(request, "incidents/facts.html", context, status=422 if form.errors else 200)


def _incident(request: HttpRequest, incident_id: UUID) -> Incident:
    return one(Incident, me(request), incident_id, "team")


@login_required
@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    incident, user = _incident(request, incident_id), me(request)
    check_can_change_incident(incident, user)
    initial = FactsForm.initial_of(incident)
    form = knowing(FactsForm(request.POST if request.method == "POST" else None, initial=initial), initial)

    def now() -> dict[str, Any]:
        return FactsForm.initial_of(Incident.objects.get(pk=incident.pk))

    def write() -> Incident:
        return change_incident(incident, form.facts, by=user)

    if request.method == "POST" and attempt(form, lambda: unless_changed(form, now, write)) is not None:
        messages.success(request, "The facts are corrected.")
        return to("incident", incident.pk)
    return _facts(request, form, incident)


def _page(request: HttpRequest, incident: Incident, study_form: StudyForm | None = None) -> HttpResponse:
    user = me(request)
    studies = list(
        Retrospective.objects.visible_to(user).filter(incident=incident).select_related("previous").newest_first()
    )
    form = study_form or StudyForm(finals=_finals(studies), auto_id="study_%s")
    notes = Note.objects.visible_to(user).filter(incident=incident).select_related("team", "corrects")
    context = {
        "incident": incident,
        "zone": incident.zone,
        "services": incident.services.all(),
        "notes": notes.order_by("at", "id")[:MOST],
        "signals": Signal.objects.visible_to(user).filter(incident=incident).newest_first()[:MOST],
        "studies": studies,
        "in_motion": [study for study in studies if not study.is_final],
        "can_change": can_change_incident(incident, user),
        "readers": readers_of_incident(incident),
        "note_readers_here": usual_readers(user),
        "note_form": NoteForm(auto_id="note_%s", usual=usual_readers(user)),
        "study_form": form,
    }
    return render(request, "incidents/incident.html", context, status=422 if form.errors else 200)


def _finals(studies: list[Retrospective]) -> list[Retrospective]:
    return [study for study in studies if study.is_final]


@login_required
@require_GET
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    return _page(request, _incident(request, incident_id))


@login_required
@require_POST
def retrospectives(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """A study of this incident is opened."""
    found, user = _incident(request, incident_id), me(request)
    readable = Retrospective.objects.visible_to(user).filter(incident=found)
    form = StudyForm(request.POST, finals=_finals(list(readable)), auto_id="study_%s")
    study = attempt(form, lambda: _open(form, found, user))
    if study is None:
        return _page(request, found, form)
    messages.success(request, "The retrospective is open. Only its people can read it so far.")
    return to("study", study.pk)


def _open(form: StudyForm, incident: Incident, user: Person) -> Retrospective:
    given = form.cleaned_data
    previous = None
    if given.get("previous"):
        previous = Retrospective.objects.visible_to(user).filter(pk=given["previous"]).first()
        if previous is None:
            raise NotFound()
    return open_retrospective(incident, by=user, title=given["title"], previous=previous, client_id=given["client_id"])
