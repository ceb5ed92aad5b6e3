"""May I? Everybody signs for themself alone, under what they had a part in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser

from secondstory.analysis.models import WorkNote
from secondstory.bylines.models import Byline
from secondstory.bylines.queries import KINDS, Thing, kind_of
from secondstory.incidents.parts import parts_of
from secondstory.incidents.policies import holds
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound
from secondstory.publishing.models import Publication

User = Person | AnonymousUser


def check_can_sign(thing: Thing, user: User) -> None:
    model: Any = KINDS[kind_of(thing)]
    if not user.is_authenticated or not model.objects.visible_to(user).filter(pk=thing.pk).exists():
        raise NotFound()
    if isinstance(thing, Publication):
        if not parts_of(user, thing.retrospective):
            raise NotAllowed("Those who had a part in this study sign its text, each for themself.", code="no_part")
    elif (thing.told_by_id if isinstance(thing, WorkNote) else thing.created_by_id) != user.pk:
        raise NotAllowed("Whoever wrote this signs it, if they wish.", code="author_only")


def can_sign(thing: Thing, user: User) -> bool:
    return holds(check_can_sign, thing, user)


def check_is_own(byline: Byline, user: User) -> None:
    if byline.person_id == user.pk:
        return
    if not Byline.objects.visible_to(user).filter(pk=byline.pk).exists():
        raise NotFound()
    raise NotAllowed("Everybody signs and takes back for themself. Ask them.", code="own_name")
