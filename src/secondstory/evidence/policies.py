"""May I? A study's files follow the study; a private file is its owner's, whatever anybody's role."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from secondstory.evidence.models import Copy
from secondstory.evidence.openers import is_open_to
from secondstory.incidents.parts import FACILITATOR, parts_of
from secondstory.incidents.policies import check_can_contribute, holds
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound


def check_can_read_copy(copy: Copy, user: Person | AnonymousUser) -> None:
    """Not found rather than not allowed: nobody learns that it exists."""
    if Copy.objects.visible_to(user).filter(pk=copy.pk).exists():
        return
    if not (isinstance(user, Person) and user.is_active and is_open_to(copy, user)):
        raise NotFound()


def can_read_copy(copy: Copy, user: Person | AnonymousUser) -> bool:
    return holds(check_can_read_copy, copy, user)


def check_can_remove_copy(copy: Copy, user: Person | AnonymousUser) -> None:
    """A private one: its owner, at any time. The study's: whoever brought it, and the facilitator, while it is open."""
    if copy.is_private:
        if copy.owner_id != user.pk:
            raise NotFound()
        return
    check_can_contribute(copy.retrospective, user)
    if copy.created_by_id != user.pk and FACILITATOR not in parts_of(user, copy.retrospective):
        raise NotAllowed(
            "Whoever brought a file, or the facilitator, takes it out. Ask one of them.", code="not_your_copy"
        )


def can_remove_copy(copy: Copy, user: Person | AnonymousUser) -> bool:
    return holds(check_can_remove_copy, copy, user)
