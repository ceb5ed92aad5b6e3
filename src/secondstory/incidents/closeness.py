"""How near somebody is to the incident they would prepare the study of, as far as the study itself tells.

The three Nots of choosing who prepares it: not because they are thought at fault, not because they handled
it, not because they know best.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondstory.incidents.models import ConflictCheck, Involvement, Retrospective
from secondstory.people.models import TeamMembership

if TYPE_CHECKING:
    from secondstory.people.models import Person

# Being interested is no nearness.
NEAR = tuple(kind for kind in Involvement if kind != Involvement.INTERESTED)


@dataclass(frozen=True, slots=True)
class Closeness:
    """``involved`` holds the words of each involvement; ``in_authority`` that a participant reports to them;
    ``on_its_team`` is a hint only: who owns a thing need not be its expert."""

    involved: tuple[str, ...] = ()
    in_authority: bool = False
    on_its_team: bool = False


def closeness(study: Retrospective, person: Person, *, hint: bool = False) -> Closeness:
    """``hint`` looks up ``on_its_team``, too."""
    people = list(study.participants.filter(left_at=None))
    own = next((p for p in people if p.person_id == person.pk), None)
    involved = tuple(kind.label for kind in NEAR if own and kind.value in own.involvements)
    return Closeness(
        involved=involved,
        in_authority=any(p.reports_to_facilitator and p.person_id != person.pk for p in people),
        on_its_team=hint and _on_its_team(study, person),
    )


def _on_its_team(study: Retrospective, person: Person) -> bool:
    owners = {study.team_id, *study.incident.services.values_list("team_id", flat=True)} - {None}
    return TeamMembership.objects.filter(person=person, team_id__in=owners).exists()


def unanswered(answer: ConflictCheck, known: Closeness) -> list[str]:
    """The fields of the answer that say no where the study says yes."""
    fields = []
    if known.involved and not answer.was_involved:
        fields.append("was_involved")
    if known.in_authority and not answer.in_authority:
        fields.append("in_authority")
    return fields
