"""Time where it matters: on a study's page what it took, and where a facilitator is chosen who has room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from secondstory.hours.policies import can_tell_time
from secondstory.hours.queries import took, whom_to_ask
from secondstory.people.models import Person


def of_study(request: HttpRequest, study: Any) -> SafeString:
    may = isinstance(request.user, Person) and can_tell_time(study, request.user)
    told = took(study)
    if not (may or told.lines or told.enough):
        return mark_safe("")
    return render_to_string("hours/_took.html", {"took": told, "may": may, "study": study}, request)


def choosing(request: HttpRequest, study: Any) -> SafeString:
    people = whom_to_ask(request.user if isinstance(request.user, Person) else None, timezone.localdate())
    return render_to_string("hours/_room.html", {"people": people}, request)
