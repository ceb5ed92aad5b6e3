"""From a promise to its end: started, dropped, done, taken up again. A final study does not stop any of it."""

from __future__ import annotations

from secondstory.analysis.words import tidied
from secondstory.journal.actions import action
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.recommendations import policies
from secondstory.recommendations.actions.move import check_move, log
from secondstory.recommendations.actions.stuck import settle
from secondstory.recommendations.models import Decision, Recommendation, Status, StatusChange


def _why(reason: str) -> str:
    return tidied(StatusChange(source="-", target="-", reason=reason)).reason


@action
def start(recommendation: Recommendation, *, by: Person) -> Recommendation:
    policies.check_can_carry(recommendation, by)
    recommendation.refresh_from_db()
    if recommendation.status == Status.IN_PROGRESS:
        return recommendation
    check_move(recommendation, Status.IN_PROGRESS)
    log(recommendation, Status.IN_PROGRESS, by=by, reason="", kind="started")
    return recommendation


@action
def drop(recommendation: Recommendation, reason: str, *, by: Person) -> Recommendation:
    """What was planned or begun is dropped; the reason stays readable, beside the decision to do it in the log."""
    policies.check_can_carry(recommendation, by)
    recommendation.refresh_from_db()
    if recommendation.status == Status.DROPPED:
        return recommendation
    if recommendation.status in (Status.IDEA, Status.PROPOSED):
        raise Refusal("This is not decided yet. Decide 'not', with a reason.", code="not_decided")
    why = _why(reason)
    check_move(recommendation, Status.DROPPED, reason=why)
    recommendation.decision_reason = why
    log(recommendation, Status.DROPPED, by=by, reason=why, kind="dropped")
    settle(recommendation, why, by=by)
    return recommendation


@action
def finish(recommendation: Recommendation, seen: str, *, by: Person) -> Recommendation:
    """``by`` looked whether 'done when' is so, and says what they saw. Not the owner: another pair of eyes."""
    policies.check_can_read(recommendation, by)
    recommendation.refresh_from_db()
    if recommendation.status == Status.DONE:
        return recommendation
    why = _why(seen)
    check_move(recommendation, Status.DONE, reason=why, checked_by_another=policies.is_another(recommendation, by))
    log(recommendation, Status.DONE, by=by, reason=why, kind="finished")
    settle(recommendation, why, by=by)
    return recommendation


@action
def take_up_again(recommendation: Recommendation, reason: str, *, by: Person) -> Recommendation:
    """Dropped → proposed, to be decided anew. What it said before stays in the log."""
    policies.check_can_carry(recommendation, by)
    recommendation.refresh_from_db()
    if recommendation.status == Status.PROPOSED:
        return recommendation
    why = _why(reason)
    check_move(recommendation, Status.PROPOSED, reason=why)
    recommendation.decision = Decision.NONE
    recommendation.decision_reason = ""
    log(recommendation, Status.PROPOSED, by=by, reason=why, kind="taken_up")
    return recommendation
