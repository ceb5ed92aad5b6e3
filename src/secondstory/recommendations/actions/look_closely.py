"""Somebody close to the work says what a recommendation would be for it."""

from __future__ import annotations

from secondstory.analysis.words import tidied
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Team
from secondstory.people.refusals import Refusal
from secondstory.recommendations import policies
from secondstory.recommendations.models import CloseLook, Recommendation


@action
def look_closely(recommendation: Recommendation, verdict: str, text: str, *, team: Team, by: Person) -> CloseLook:
    """``by`` says it of their own work, as one of ``team``. Said before, it stays, and this stands after it."""
    policies.check_can_look_closely(recommendation, by, team)
    look = tidied(
        CloseLook(recommendation=recommendation, verdict=verdict, text=text, of_team=team.name, created_by=by)
    )
    if not look.text:
        raise Refusal("Say it in a few words: how would this be on a day like that?", code="empty", field="text")
    last = CloseLook.objects.filter(recommendation=recommendation, created_by=by).order_by("-created_at", "-id").first()
    if last and (last.verdict, last.text, last.of_team) == (look.verdict, look.text, look.of_team):
        return last
    look.save(force_insert=True)
    record("recommendation.looked_at_closely", about=recommendation, by=by, study=recommendation.retrospective_id)
    return look
