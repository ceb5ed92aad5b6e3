"""What every move shares: the table allows it, its needs are met, the log and the journal know."""

from __future__ import annotations

from secondstory.journal.actions import record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.recommendations.models import Recommendation, StatusChange
from secondstory.recommendations.transitions import IN_WORDS, Facts, Move, find_move, moves_from, unmet


class NeedsMore(Refusal):
    """The move waits for something; ``fields`` maps where a form asks for it to what to do."""

    code = "needs_more"

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(" ".join(fields.values()), field=next(iter(fields)))
        self.fields = fields


def facts_of(recommendation: Recommendation, *, reason: str = "", checked_by_another: bool = False) -> Facts:
    study_id = recommendation.retrospective_id
    return Facts(
        findings=recommendation.traces.filter(finding__retrospective_id=study_id).count(),
        kind=bool(recommendation.kind),
        strategy=bool(recommendation.strategy),
        decider=recommendation.decider_id is not None,
        owners=(recommendation.owner_id is not None) + (recommendation.owner_team_id is not None),
        target_date=recommendation.target_date is not None,
        done_when=bool(recommendation.done_when),
        side_effects=bool(recommendation.side_effects),
        reason=bool(reason),
        look_again_on=recommendation.look_again_on is not None,
        checked_by_another=checked_by_another,
    )


def check_move(recommendation: Recommendation, to: str, *, reason: str = "", checked_by_another: bool = False) -> Move:
    """The move of the table, its needs met; else a Refusal that says which moves there are, or what is missing."""
    step = find_move(recommendation.status, to)
    if step is None:
        ways = ", ".join(f"'{move.name}'" for move in moves_from(recommendation.status)) or "a revision"
        raise Refusal(
            f"A recommendation that is {IN_WORDS[recommendation.status]} does not go straight to"
            f" '{IN_WORDS.get(to, to)}'. From here there is {ways}.",
            code="no_such_move",
        )
    facts = facts_of(recommendation, reason=reason, checked_by_another=checked_by_another)
    if waiting := unmet(step, facts):
        raise NeedsMore({need.field: need.todo for need in waiting})
    return step


def log(recommendation: Recommendation, to: str, *, by: Person, reason: str, kind: str, **facts: str | None) -> None:
    """Store the recommendation at ``to``, with a row that remembers the move."""
    source, recommendation.status = recommendation.status, to
    recommendation.save()
    StatusChange.objects.create(recommendation=recommendation, source=source, target=to, reason=reason, created_by=by)
    record(
        f"recommendation.{kind}",
        about=recommendation,
        by=by,
        study=recommendation.retrospective_id,
        source=source,
        target=to,
        **facts,
    )
