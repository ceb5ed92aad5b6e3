"""Ideas and proposals: parked while we learn, proposed once there is something they answer."""

from __future__ import annotations

from collections.abc import Collection

from secondstory.analysis.models import Finding
from secondstory.analysis.words import tidied
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal
from secondstory.recommendations import policies
from secondstory.recommendations.actions.change import change
from secondstory.recommendations.actions.move import check_move, log
from secondstory.recommendations.actions.trace import trace
from secondstory.recommendations.behavior import check_names_a_control
from secondstory.recommendations.models import Recommendation, Status


@action
def park_idea(
    study: Retrospective, title: str, *, by: Person, why: str = "", proposed_by_role: str = "unknown"
) -> Recommendation:
    """Keep a fix that came to mind early, out of the way of understanding. The same title twice is one idea."""
    policies.check_can_propose(study, by)
    idea = tidied(
        Recommendation(retrospective=study, title=title, why=why, proposed_by_role=proposed_by_role, created_by=by)
    )
    if same := Recommendation.objects.filter(retrospective=study, title=idea.title).first():
        return same
    idea.save(force_insert=True)
    record("recommendation.parked", about=idea, by=by, study=study.pk)
    return idea


@action
def propose(
    recommendation: Recommendation,
    *,
    by: Person,
    findings: Collection[Finding] = (),
    kind: str = "",
    strategy: str = "",
    keeps_because: str = "",
    **told: str | Person | None,
) -> Recommendation:
    """Idea → proposed: at least one finding of its study, a kind, a strategy. ``told`` as in ``change``. Words about a
    person's behavior alone name the control they change, or ``keeps_because`` says why they stay (behavior.py)."""
    policies.check_can_shape(recommendation, by)
    recommendation.refresh_from_db()
    if recommendation.status == Status.PROPOSED:
        return recommendation
    shape = {"kind": kind or recommendation.kind, "strategy": strategy or recommendation.strategy, **told}
    if recommendation.status == Status.IDEA:
        recommendation = change(recommendation, by=by, in_passing=True, keeps_because="", **shape)
        for finding in findings:
            trace(recommendation, finding, by=by)
    check_move(recommendation, Status.PROPOSED)
    check_names_a_control(recommendation, keeps_because, by=by)
    log(recommendation, Status.PROPOSED, by=by, reason="", kind="proposed")
    return recommendation


@action
def propose_new(
    study: Retrospective,
    title: str,
    *,
    by: Person,
    findings: Collection[Finding],
    kind: str,
    strategy: str,
    why: str = "",
    proposed_by_role: str = "unknown",
    keeps_because: str = "",
    **told: str | Person | None,
) -> Recommendation:
    """An idea and its proposal in one go. An idea of this title gets the words; a proposal of it that says
    something else is a Conflict, so that neither text is lost."""
    idea = park_idea(study, title, by=by, why=why, proposed_by_role=proposed_by_role)
    if proposed_by_role == Recommendation.Origin.UNKNOWN:
        proposed_by_role = idea.proposed_by_role
    given = {"why": why, "proposed_by_role": proposed_by_role, **told}
    words = {name: value or getattr(idea, name) for name, value in given.items()}
    if idea.status == Status.IDEA:
        return propose(
            idea, by=by, findings=findings, kind=kind, strategy=strategy, keeps_because=keeps_because, **words
        )
    said = tidied(Recommendation(title=idea.title, kind=kind, strategy=strategy, **words))
    if any(getattr(said, name) != getattr(idea, name) for name in ("kind", "strategy", *words)):
        raise Conflict(
            "This study has a recommendation of this title already. Word that one anew, or give yours another title.",
            code="title_taken",
            field="title",
        )
    return idea


@action
def set_back(recommendation: Recommendation, *, by: Person) -> Recommendation:
    """Proposed → idea: it keeps its words and waits."""
    policies.check_can_shape(recommendation, by)
    recommendation.refresh_from_db()
    if recommendation.status == Status.IDEA:
        return recommendation
    check_move(recommendation, Status.IDEA)
    log(recommendation, Status.IDEA, by=by, reason="", kind="set_back")
    return recommendation


@action
def remove_idea(recommendation: Recommendation, *, by: Person) -> None:
    """Take an idea out again. What was proposed stays, and is set back or decided."""
    if not Recommendation.objects.filter(pk=recommendation.pk).exists():
        return
    policies.check_can_change(recommendation, by)
    recommendation.refresh_from_db()
    if recommendation.stuck.exists():
        raise Refusal(
            "Somebody was asked about this while it was stuck; what they said is kept with it. Leave it as an idea.",
            code="was_stuck",
        )
    if recommendation.close_looks.exists():
        raise Refusal(
            "Somebody close to the work said what they make of this; their words are kept with it. Leave it as an idea.",
            code="was_looked_at",
        )
    if recommendation.status != Status.IDEA:
        set_back(recommendation, by=by)
    Recommendation.objects.filter(pk=recommendation.pk).delete()
    record("recommendation.removed", about=recommendation, by=by, study=recommendation.retrospective_id)
