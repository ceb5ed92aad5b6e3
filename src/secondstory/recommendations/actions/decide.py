"""Do, not now, or not: each with its decider and its reason."""

from __future__ import annotations

from datetime import date

from secondstory.analysis.words import tidied
from secondstory.journal.actions import action
from secondstory.people.models import Person, Team
from secondstory.people.refusals import Refusal
from secondstory.recommendations import policies
from secondstory.recommendations.actions.move import check_move, log
from secondstory.recommendations.actions.stuck import settle
from secondstory.recommendations.models import Decision, Recommendation, Status

LEADS_TO = {Decision.DO: Status.PLANNED, Decision.LATER: Status.PROPOSED, Decision.NOT: Status.DROPPED}


@action
def decide(
    recommendation: Recommendation,
    decision: str,
    *,
    by: Person,
    reason: str,
    decider: Person | None = None,
    owner: Person | None = None,
    owner_team: Team | None = None,
    target_date: date | None = None,
    done_when: str = "",
    side_effects: str = "",
    look_again_on: date | None = None,
) -> Recommendation:
    """Write down a decision. ``decider`` is ``by`` unless the facilitator writes for somebody else.

    'do' makes it planned and needs one owner (a person or a team), a date, when it is done and what else it may
    bring; 'later' needs a day to look again; 'not' drops it. Raises NeedsMore with every field that is missing.
    """
    policies.check_can_decide(recommendation, by)
    recommendation.refresh_from_db()
    if decision not in LEADS_TO:
        raise Refusal("Decide one of: do, later (not now), not.", code="unknown_choice", field="decision")
    if _stands(recommendation, decision, reason, look_again_on):
        return recommendation
    recommendation.decision = decision
    recommendation.decider = decider or by
    recommendation.decision_reason = reason
    recommendation.look_again_on = look_again_on if decision == Decision.LATER else None
    if decision == Decision.DO:
        recommendation.owner, recommendation.owner_team = owner, owner_team
        recommendation.target_date = target_date
        recommendation.done_when = done_when or recommendation.done_when
        recommendation.side_effects = side_effects or recommendation.side_effects
    tidied(recommendation)
    check_move(recommendation, LEADS_TO[Decision(decision)], reason=recommendation.decision_reason)
    log(
        recommendation,
        LEADS_TO[Decision(decision)],
        by=by,
        reason=recommendation.decision_reason,
        kind="decided",
        decision=decision,
    )
    settle(recommendation, recommendation.decision_reason, by=by)
    return recommendation


def _stands(recommendation: Recommendation, decision: str, reason: str, look_again_on: date | None) -> bool:
    """Said already: saying it twice changes nothing."""
    if recommendation.decision != decision:
        return False
    if decision == Decision.LATER:
        return (recommendation.decision_reason, recommendation.look_again_on) == (reason.strip(), look_again_on)
    return recommendation.status != Status.PROPOSED
