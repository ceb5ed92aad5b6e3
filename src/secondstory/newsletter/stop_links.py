"""The link in a mail that ends such mails: it names the person and what they follow by, signed, and opens nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse

from secondstory.people.models import Person
from secondstory.people.refusals import NotFound

SALT = "secondstory.newsletter.stop"
MOST = 12


def stop_path(person_id: UUID, what: list[UUID] | str) -> str:
    """``what`` is the follows it was told by, or the word of something there is one of for each person."""
    told = what if isinstance(what, str) else [one.hex for one in what[:MOST]]
    return reverse("stop-mails", args=[signing.dumps([person_id.hex, told], salt=SALT)])


def read_stop(token: str) -> tuple[Person, list[str] | str]:
    try:
        who, told = _checked(signing.loads(token[:1200], salt=SALT))
        found = Person.objects.filter(pk=UUID(who)).first()
    except (signing.BadSignature, ValueError, TypeError):
        found, told = None, ""
    if found is None:
        raise NotFound("This link is not one of ours, or was cut off. Open it again from the mail.")
    return found, told


def _checked(read: Any) -> tuple[str, list[str] | str]:
    who, told = read
    return who, told if isinstance(told, str) else [str(UUID(one)) for one in told]
