"""From what one typed to whom it means: a person or a team, by the name shown on screen or an address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Q

from secondstory.incidents.models import Retrospective
from secondstory.incidents.parts import FACILITATOR, parts_of
from secondstory.people.models import Person, Team
from secondstory.people.refusals import Refusal
from secondstory.ui.text import tidy_line

F = TypeVar("F", Person, Person | Team)
SUGGESTED = 60


def find_person(name: str, *, field: str) -> Person:
    """The one active person of this name or e-mail address, else a Refusal that says what to type."""
    return _one(_people(tidy_line(name)), field, "Write a person's name as it is shown here, or their e-mail address.")


def find_owner(name: str, *, field: str = "owner") -> Person | Team:
    """A person or a team. Where two have the name it asks rather than guesses."""
    tidy = tidy_line(name)
    found: list[Person | Team] = [*_people(tidy), *Team.objects.filter(name__iexact=tidy)[:2]]
    return _one(found, field, "Write the name of a person or a team as it is shown here, or an e-mail address.")


def _people(name: str) -> list[Person]:
    same = Q(email__iexact=name) if "@" in name else Q(display_name__iexact=name)
    return list(Person.objects.filter(same, is_active=True).order_by("id")[:2])


def _one(found: Sequence[F], field: str, ask: str) -> F:
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(
            "More than one here has this name. Write the person's e-mail address instead.", code="two_of_a_name",
            field=field,
        )  # fmt: skip
    raise Refusal(f"Nobody here has this name. {ask}", code="nobody_of_a_name", field=field)


def suggested(study: Retrospective, user: Person) -> list[str]:
    """Names to offer: the people of the study and of its team, and all teams, up to a list one can look through.
    Who took part is told by name to the facilitator alone (invariant 19); to others, teams they know anyway."""
    near = Q(memberships__team_id__in=user.as_reader.team_ids)
    if FACILITATOR in parts_of(user, study):
        near |= Q(study_roles__retrospective=study) | Q(participations__retrospective=study)
    if study.team_id:
        near |= Q(memberships__team_id=study.team_id)
    people = Person.objects.filter(near, is_active=True).distinct().order_by("display_name")
    teams = Team.objects.order_by("name").values_list("name", flat=True)
    return [*people.values_list("display_name", flat=True)[:SUGGESTED], *teams[:SUGGESTED]]
