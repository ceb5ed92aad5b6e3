"""Who a note or a signal is for when nobody says, and whether somebody may choose what they chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.models import NoteAudience, Retrospective
from secondstory.people.audience import Audience
from secondstory.people.models import Team, TeamMembership
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


def usual_team(person: Person) -> Team | None:
    """The team somebody has been in longest; one statement, remembered on the person."""
    if "_usual_team" not in person.__dict__:
        first = TeamMembership.objects.filter(person=person).select_related("team").order_by("created_at", "id").first()
        person.__dict__["_usual_team"] = first.team if first else None
    team: Team | None = person.__dict__["_usual_team"]
    return team


def settle(audience: str, team: Team | None, by: Person, *, alone: str) -> tuple[str, Team | None]:
    """The audience and team to store. ``alone`` is what is usual for somebody who is in no team."""
    if not audience:
        team = team or usual_team(by)
        audience = NoteAudience.TEAM if team else alone
    if audience not in NoteAudience.values:
        raise Refusal("Choose who can read it: you, your team or the organization.", field="audience")
    if audience != NoteAudience.TEAM:
        return audience, None
    team = team or usual_team(by)
    if team is None:
        raise Refusal("You are in no team yet. Choose yourself or the organization.", field="audience")
    if team.pk not in by.as_reader.team_ids:
        raise Refusal("Choose one of your own teams, or the organization.", field="team")
    return audience, team


def readers_in_words(audience: str, team: Team | None) -> str:
    """Begins the sentence '… can read this now.'"""
    if audience == NoteAudience.TEAM and team:
        return f"The team {team.name}"
    return "Only you" if audience == NoteAudience.ME else "Everyone in the organization"


def readers_of_work(study: Retrospective) -> str:
    """Begins the sentence '… can read this now.'"""
    if study.work_open_to == Audience.ORGANIZATION:
        return "Everyone in the organization"
    if study.work_open_to == Audience.TEAM and study.team:
        return f"The team {study.team.name}, with the people in this study,"
    return "Only the people in this study"
