"""Whoever asks for a page behind the sign-in."""

from __future__ import annotations

from django.http import HttpRequest

from secondstory.people.models import Person


def me(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # @login_required, or the house's own door, came before
    return request.user
