"""What every page of the write-up needs: who asks, about which study and section, and what they may do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from secondstory.incidents.audiences import readers_of_work
from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import can_contribute
from secondstory.incidents.study import frame, get_study
from secondstory.people.refusals import NotFound
from secondstory.ui.me import me
from secondstory.writeup.models import Section

STAGE = "writeup"


def study_of(request: HttpRequest, study_id: UUID) -> Retrospective:
    return get_study(me(request), study_id)


def section_of(study: Retrospective, section_id: UUID) -> Section:
    """The section; the study was fetched for its reader."""
    found = Section.objects.select_related("writeup").filter(writeup__retrospective=study, pk=section_id).first()
    if found is None:
        raise NotFound()
    found.writeup.retrospective = study
    return found


def show(
    request: HttpRequest, template: str, study: Retrospective, *, status: int = 200, **context: Any
) -> HttpResponse:
    return render(
        request,
        f"writeup/{template}",
        {
            **frame(study, current=STAGE),
            "who_reads": readers_of_work(study),
            "may_write": can_contribute(study, me(request)),
            **context,
        },
        status=status,
    )


def anchor_of(section: Section) -> str:
    return f"section-{section.pk}"


def back_to(study: Retrospective, anchor: str = "") -> HttpResponseRedirect:
    address = reverse("write-up", args=[study.pk])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)
