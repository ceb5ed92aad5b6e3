from __future__ import annotations

from django.http import HttpRequest

from secondstory.people.models import Person


def me(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user
