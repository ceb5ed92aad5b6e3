from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from secondstory.apprenticeship.models import Apprenticeship, Mentorship
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal

View = Callable[..., HttpResponse]
HERE = {"here": "how-we-work"}


def private(view: View) -> View:
    """For signed-in people, and stored nowhere on the way."""

    @functools.wraps(view)
    def kept_nowhere(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store, private"
        return answer

    return login_required(kept_nowhere)


def own_way(user: Person) -> Apprenticeship:
    found = Apprenticeship.objects.filter(learner=user).first()
    if found is None:
        raise Refusal("You have not begun yet. Open ‘From reading to leading’ and begin.", code="not_begun")
    return found


def mentorship_for(user: Person, mentorship_id: UUID) -> Mentorship:
    """One in which ``user`` was asked to be the mentor; the learner's own page shows it to them otherwise."""
    found = (
        Mentorship.objects.visible_to(user)
        .select_related("apprenticeship__learner")
        .filter(pk=mentorship_id, mentor=user)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def to(anchor: str) -> HttpResponse:
    """Back to one's own way, at the step one came from."""
    return redirect(f"{reverse('learning')}#{anchor}")
