"""The secret in the address of a member's feed.

A feed reader cannot sign in, so the address itself says who asks: the person, the number of their key, and a
signature over both. Nothing secret is stored; making the key anew raises the number (FeedKey) and so ends
every address given out before. It opens feeds and nothing else.
"""

from __future__ import annotations

from uuid import UUID

from django.core.signing import BadSignature, Signer

from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.publishing.models import FeedKey

_signer = Signer(sep=".", salt="secondstory.feeds")


def feed_key(person: Person) -> str:
    """The key as it stands in the address; the same until it is made anew."""
    number = FeedKey.objects.filter(person=person).values_list("number", flat=True).first() or 0
    return _signer.sign(f"{person.pk.hex}.{number}")


def person_of(key: str) -> Person:
    """Whose key this is; NotFound when it is nobody's, was made anew, or its person has left."""
    try:
        hexadecimal, number = _signer.unsign(key[:200]).split(".")
        found = Person.objects.filter(pk=UUID(hexadecimal), is_active=True).select_related("feed_key").first()
    except (BadSignature, ValueError):
        found, number = None, ""
    if found is None or str(_number(found)) != number:
        raise NotFound("This feed address is no longer in use. Sign in and copy the new one from the library.")
    return found


def _number(person: Person) -> int:
    try:
        return person.feed_key.number
    except FeedKey.DoesNotExist:
        return 0
