"""Who can read a thing: four levels, one reader, one rule. Every step's ``visible_to`` is built from these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, Union
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from secondstory.people.models import Person


class Audience(models.TextChoices):
    """From narrow to wide. GROUP is whoever has a part in the study (or, for a note, its author alone)."""

    GROUP = "group", "The people in this study"
    TEAM = "team", "The team"
    ORGANIZATION = "organization", "The whole organization"
    PUBLIC = "public", "Everyone, also outside"


def is_wider(one: str, *, than: str) -> bool:
    """Whether more people read at ``one``; what is no audience at all is none that is wider."""
    order = Audience.values
    return one in order and order.index(one) > order.index(than)


# Whoever asks to read: a signed-in person, a stranger, or a reader worked out earlier.
Who: TypeAlias = Union["Person", AnonymousUser, "Reader", None]


@dataclass(frozen=True, slots=True)
class Reader:
    """A person as far as reading goes. ``team_ids`` are the teams whose material they read: the teams they
    are in and the teams above those (what is shared with a department is shared with its teams)."""

    person_id: UUID | None
    team_ids: frozenset[UUID] = frozenset()

    @property
    def is_member(self) -> bool:
        return self.person_id is not None


STRANGER = Reader(None)


def reader(user: Who) -> Reader:
    """The reader behind a user; one statement the first time, remembered on the user object after that."""
    if isinstance(user, Reader):
        return user
    if user is None or isinstance(user, AnonymousUser) or not user.is_authenticated or not user.is_active:
        return STRANGER
    return user.as_reader


def readable(who: Reader, *, audience: str = "audience", team: str = "team_id") -> Q:
    """The condition under which ``who`` reads a row by its audience alone (not by a part in a study)."""
    allowed = Q(**{audience: Audience.PUBLIC})
    if who.is_member:
        allowed |= Q(**{audience: Audience.ORGANIZATION})
        if who.team_ids:
            allowed |= Q(**{audience: Audience.TEAM, f"{team}__in": who.team_ids})
    return allowed
