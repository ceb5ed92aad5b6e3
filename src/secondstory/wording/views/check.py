"""A text is looked at for whoever writes it. In memory: it is not stored, not logged, and in no report of an error."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.ui.me import me
from secondstory.wording.asked import Asked, asked, read_asked
from secondstory.wording.choices import choices_now
from secondstory.wording.kinds import PRIVATE, SURFACES
from secondstory.wording.policies import can_answer
from secondstory.wording.spoken import as_json, look_for

_STUDY = re.compile(r"/retrospectives/([0-9a-f-]{36})/")


def _study(user: Person, wanted: UUID | None) -> Retrospective | None:
    if wanted is None:
        return None
    found = Retrospective.objects.visible_to(user).filter(pk=wanted).first()
    if found is None:
        raise NotFound()
    return found


@sensitive_variables()
@login_required
@never_cache
@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """JSON in (``text``, ``surface``, ``kind``, ``section``, ``study``), JSON out: ``state`` and ``findings``, places in
    UTF-16 code units."""
    wanted = read_asked(request.body)
    study = _study(me(request), wanted.study)
    found, shown = look_for(wanted, study=study, by=me(request), choices=choices_now())
    return JsonResponse({"state": found.state, "findings": as_json(wanted.text, shown)})


@sensitive_variables()
@sensitive_post_parameters()
@login_required
@never_cache
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """The same for a browser without script: a button of the form sends its words here, and the page tells what was
    seen. The words are on the page that was left, and wait there."""
    field = request.GET.get("field", "")
    wanted = asked({**request.GET.dict(), "text": request.POST.get(field, "")})
    study = _study_of_page(request)
    found, shown = look_for(wanted, study=study, by=me(request), choices=choices_now())
    return render(request, "wording/look.html", _told(wanted, study, found.state, shown, me(request)))


def _study_of_page(request: HttpRequest) -> Retrospective | None:
    """The study whose page the words come from, where this person reads it."""
    named = _STUDY.search(request.headers.get("referer", ""))
    return Retrospective.objects.visible_to(request.user).filter(pk=named[1]).first() if named else None


def _told(wanted: Asked, study: Retrospective | None, state: str, shown: list[Any], user: Person) -> dict[str, Any]:
    return {
        "asked": wanted,
        "study": study,
        "state": state,
        "shown": shown,
        "private": wanted.surface in PRIVATE,
        "where": SURFACES[wanted.surface],
        "may_answer": study is not None and can_answer(study, wanted.surface, user),
    }
