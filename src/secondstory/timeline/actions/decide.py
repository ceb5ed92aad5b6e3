"""Decision points: describing a moment at which somebody chose, describing it anew, taking it out."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from secondstory.incidents.models import MomentPrecision, Participant, Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal
from secondstory.timeline.actions.told import instant
from secondstory.timeline.models import DecisionPoint
from secondstory.timeline.policies import check_can_take_out

LONGEST = 2000
# The judgement of risk before a change.
WEIGHED = ("expected_benefit", "expected_failure", "way_back")
PROSE = (
    "situation",
    "cues",
    "goals",
    "options",
    "pressures",
    "room_to_decide",
    "expectation",
    "made_sense_because",
    *WEIGHED,
)
LINES = {"local_time": 300, "into_the_shift": 300, "on_call_load": 300, "hand_over": 300}


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody tells of the moment. ``at`` knows its zone; whose it was is a participant, or a role in words."""

    at: datetime
    choice: str
    precision: str = MomentPrecision.MINUTE.value
    approximate: bool = False
    participant: Participant | None = None
    role_label: str = ""
    situation: str = ""
    cues: str = ""
    goals: str = ""
    options: str = ""
    pressures: str = ""
    room_to_decide: str = ""
    expectation: str = ""
    made_sense_because: str = ""
    expected_benefit: str = ""
    expected_failure: str = ""
    way_back: str = ""
    local_time: str = ""
    into_the_shift: str = ""
    on_call_load: str = ""
    hand_over: str = ""


@action
def save_decision_point(
    study: Retrospective,
    decided: Decided,
    *,
    by: Person,
    decision: DecisionPoint | None = None,
    seen: str | None = None,
) -> DecisionPoint:
    """Describe a decision point, or ``decision`` anew. ``seen`` is the ``edition_of`` the caller looked at: if
    somebody changed it since, Conflict. The same again changes nothing and gives the one that is there."""
    check_can_contribute(study, by)
    decided = _checked(decided, study)
    told = {one.name: getattr(decided, one.name) for one in fields(decided)}
    if decision is None:
        # All of it: two who describe one moment do not lose each other's words.
        found: DecisionPoint | None = DecisionPoint.objects.filter(retrospective=study, **told).first()
        if found:
            return found
        made = DecisionPoint(retrospective=study, created_by=by, **told)
        made.save(force_insert=True)
        record("decision.described", about=made, by=by, study=study.pk, precision=made.precision)
        return made
    decision.refresh_from_db()
    decision.retrospective = study
    if decision.withdrawn_at:
        raise Refusal("This decision point was taken out. Describe a new one instead.", code="decision_taken_out")
    changed = sorted(name for name, value in told.items() if getattr(decision, name) != value)
    if not changed:
        return decision
    if seen is not None and seen != edition_of(decision):
        raise Conflict(
            "Somebody changed this decision point while you were writing. What it says now stands below; yours is"
            " still in the fields. Save again to put yours in its place.",
            code="decision_changed_meanwhile",
        )
    for name in changed:
        setattr(decision, name, told[name])
    decision.edited_at = timezone.now()
    decision.save()
    record("decision.changed", about=decision, by=by, study=study.pk, fields="+".join(changed)[:80])
    return decision


@action
def take_out_decision_point(decision: DecisionPoint, *, by: Person) -> DecisionPoint:
    """Its words go, a marker stays in the data. Twice changes nothing."""
    check_can_take_out(decision, by)
    decision.refresh_from_db(fields=["withdrawn_at"])
    if decision.withdrawn_at:
        return decision
    for name in ("choice", "role_label", *PROSE, *LINES):
        setattr(decision, name, "")
    decision.withdrawn_at = timezone.now()
    decision.save()
    record("decision.taken_out", about=decision, by=by, study=decision.retrospective_id)
    return decision


def edition_of(decision: DecisionPoint) -> str:
    """Which state of the decision point somebody looked at."""
    return (decision.edited_at or decision.created_at).isoformat()


def _checked(decided: Decided, study: Retrospective) -> Decided:
    if decided.precision not in MomentPrecision.values:
        raise Refusal(
            f"A moment is known by {', '.join(MomentPrecision.values)}. Choose one of these.",
            code="unknown_precision",
            field="when",
        )
    whose = decided.participant
    if whose and whose.retrospective_id != study.pk:
        raise Refusal(
            "They take no part in this study. Choose somebody who does.", code="not_a_participant", field="participant"
        )
    role_label = "" if whose else line(decided.role_label, field="role_label", most=120)
    if not whose and not role_label:
        raise Refusal(
            "Who was choosing? Take somebody of this study, or write a role.",
            code="whose_decision",
            field="participant",
        )
    told: dict[str, Any] = {name: prose(getattr(decided, name), field=name, most=LONGEST) for name in PROSE}
    told |= {name: line(getattr(decided, name), field=name, most=most) for name, most in LINES.items()}
    return replace(
        decided,
        at=instant(decided.at, "when"),
        role_label=role_label,
        choice=prose(
            decided.choice, field="choice", most=LONGEST, empty="Say what was chosen, as it was meant at that moment."
        ),
        **told,
    )
