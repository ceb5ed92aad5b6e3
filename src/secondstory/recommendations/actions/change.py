"""Wording a recommendation anew: freely while nothing is agreed, with a reason afterwards."""

from __future__ import annotations

from datetime import date

from secondstory.analysis.words import tidied
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Team
from secondstory.people.refusals import Refusal
from secondstory.recommendations import policies
from secondstory.recommendations.actions.move import NeedsMore
from secondstory.recommendations.behavior import check_names_a_control
from secondstory.recommendations.models import COMMITTED, Recommendation, Status, StatusChange
from secondstory.recommendations.transitions import A_DATE, A_REASON, DONE_WHEN, ONE_OWNER

WORDS = (
    "title",
    "why",
    "kind",
    "strategy",
    "tier",
    "proposed_by_role",
    "done_when",
    "side_effects",
    "ticket_url",
    "decider",
)
PROMISE = ("owner", "owner_team", "target_date")


def check_web_address(url: str, *, field: str = "ticket_url") -> None:
    if url and not url.lower().startswith(("https://", "http://")):
        raise Refusal("Write a web address that begins with https:// or http://.", code="web_address", field=field)


def tell(recommendation: Recommendation, told: dict[str, object], allowed: tuple[str, ...]) -> dict[str, list[str]]:
    """Set what is told; the answer is what differs, each with before and after as text."""
    if unknown := set(told) - set(allowed):
        raise LookupError(f"A recommendation has nothing called {', '.join(sorted(unknown))} to word anew.")
    before = {name: getattr(recommendation, name) for name in told}
    for name, value in told.items():
        setattr(recommendation, name, value)
    tidied(recommendation)
    check_web_address(recommendation.ticket_url)
    return {
        name: [_said(was), _said(getattr(recommendation, name))]
        for name, was in before.items()
        if was != getattr(recommendation, name)
    }


def _said(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


@action
def change(
    recommendation: Recommendation,
    *,
    by: Person,
    in_passing: bool = False,
    keeps_because: str = "",
    **told: str | Person | None,
) -> Recommendation:
    """Word an idea or a proposal anew. ``in_passing``: as part of proposing, also where the study is final."""
    recommendation.refresh_from_db()
    if in_passing:
        policies.check_can_shape(recommendation, by)
    else:
        policies.check_can_change(recommendation, by)
    if changed := tell(recommendation, dict(told), WORDS):
        recommendation.save()
        if "title" in changed and recommendation.status != Status.IDEA:
            check_names_a_control(recommendation, keeps_because, by=by)
        record("recommendation.changed", about=recommendation, by=by, study=recommendation.retrospective_id)
    return recommendation


@action
def revise(
    recommendation: Recommendation,
    *,
    by: Person,
    reason: str,
    keeps_because: str = "",
    **told: str | Person | Team | date | None,
) -> Recommendation:
    """Change what was agreed, date and owner included; the log keeps what it said before, and why it changed.

    Naming an owner takes the other kind of owner away: there is one. What is promised stays whole.
    """
    policies.check_can_carry(recommendation, by)
    recommendation.refresh_from_db()
    if told.get("owner") is not None:
        told.setdefault("owner_team", None)
    elif told.get("owner_team") is not None:
        told.setdefault("owner", None)
    changed = tell(recommendation, dict(told), WORDS + PROMISE)
    why = tidied(StatusChange(source="-", target="-", reason=reason)).reason
    missing = {} if why else {A_REASON.field: A_REASON.todo}
    if recommendation.status in COMMITTED:
        owners = (recommendation.owner_id is not None) + (recommendation.owner_team_id is not None)
        for need, is_met in (
            (ONE_OWNER, owners == 1),
            (A_DATE, recommendation.target_date is not None),
            (DONE_WHEN, bool(recommendation.done_when)),
        ):
            if not is_met:
                missing[need.field] = need.todo
    if not changed:
        return recommendation
    if missing:
        raise NeedsMore(missing)
    recommendation.save()
    if "title" in changed and recommendation.status != Status.IDEA:
        check_names_a_control(recommendation, keeps_because, by=by)
    StatusChange.objects.create(
        recommendation=recommendation,
        source=recommendation.status,
        target=recommendation.status,
        reason=why,
        changed=changed,
        created_by=by,
    )
    record(
        "recommendation.revised",
        about=recommendation,
        by=by,
        study=recommendation.retrospective_id,
        target_date=recommendation.target_date,
    )
    return recommendation
