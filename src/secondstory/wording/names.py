"""Which names a text of a study is looked through for: those of its people, and only as far as the asker may know them.

Whoever carries the study knows who takes part. Everybody else hears of a name because its person chose to be shown by
it, has a role in the study, or is of its team: so no answer tells who takes part without being named (invariant 19).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Q

from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.parts import FACILITATOR, parts_of
from secondstory.people.models import Person

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

SHORTEST = 3


def names_known_to(study: Retrospective, user: Person | AnonymousUser) -> tuple[str, ...]:
    return names_in(study, everybody=FACILITATOR in parts_of(user, study))


def names_in(study: Retrospective, *, everybody: bool) -> tuple[str, ...]:
    """Whole names, given and family names, in one statement."""
    taking_part = Participant.objects.filter(retrospective=study, person__isnull=False)
    if not everybody:
        taking_part = taking_part.filter(display=Participant.Display.NAME)
    known = Q(pk__in=taking_part.values("person_id")) | Q(pk__in=study.roles.values("person_id"))
    if study.team_id:
        known |= Q(memberships__team_id=study.team_id)
    found = Person.objects.filter(known).order_by("pk").values_list("display_name", flat=True).distinct()
    return spoken(found)


def spoken(display_names: Iterable[str]) -> tuple[str, ...]:
    """Each name whole, and its parts: people are written of by one of them."""
    told: dict[str, None] = {}
    for name in display_names:
        parts = [part for part in name.split() if len(part) >= SHORTEST and part[:1].isupper()]
        told.update(dict.fromkeys([name, *parts]))
    return tuple(told)
