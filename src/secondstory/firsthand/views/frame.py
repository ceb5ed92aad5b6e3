"""What pages of this step share. Nothing of them is kept by a browser or a proxy: they are somebody's own words."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from secondstory.firsthand.models import Account, AccountEntry
from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.study import frame, get_study
from secondstory.people.refusals import NotFound
from secondstory.ui.me import me

STAGE = "accounts"
View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """For signed-in people, and stored nowhere on the way."""

    @functools.wraps(view)
    def kept_nowhere(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store, private"
        return answer

    return login_required(kept_nowhere)


def study_for(request: HttpRequest, study_id: UUID) -> tuple[Retrospective, dict[str, Any]]:
    """The study with the frame of its pages. An author who has left it gets their own account without the study."""
    user = me(request)
    try:
        study = get_study(user, study_id)
    except NotFound:
        account = Account.objects.filter(retrospective_id=study_id, author=user).select_related("retrospective").first()
        if account is None:
            raise
        study = account.retrospective
        return study, {
            "study": study,
            "study_title": "A study you are no longer part of",
            "study_kicker": "Your own words stay yours",
            "zone": study.zone,
            "rail": [],
            "has_left": True,
        }
    return study, frame(study, current=STAGE)


def mine_in(request: HttpRequest, study: Retrospective) -> Account | None:
    found: Account | None = (
        Account.objects.filter(retrospective=study, author=me(request)).select_related("participant__person").first()
    )
    if found is not None:
        found.retrospective = study
    return found


def my_account(request: HttpRequest, study: Retrospective) -> Account:
    found = mine_in(request, study)
    if found is None:
        raise NotFound()
    return found


def my_entry(request: HttpRequest, study: Retrospective, entry_id: UUID) -> AccountEntry:
    account = my_account(request, study)
    found: AccountEntry | None = account.entries.filter(pk=entry_id).first()
    if found is None:
        raise NotFound()
    found.account = account
    return found


def my_part(request: HttpRequest, study: Retrospective) -> Participant | None:
    found: Participant | None = study.participants.filter(person=me(request), left_at=None).first()
    if found is not None:
        found.retrospective = study
    return found


def day_of(study: Retrospective) -> date:
    """The day a bare clock time belongs to: that of the incident, in the study's zone."""
    return study.incident.happened_at.astimezone(ZoneInfo(study.zone)).date()


def show(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, f"firsthand/{template}", context, status=status)


def to(name: str, *args: Any, anchor: str = "", query: str = "") -> HttpResponseRedirect:
    address = reverse(name, args=args)
    address += f"?{query}" if query else ""
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
