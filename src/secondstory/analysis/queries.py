"""The whole analysis of a study, read in four statements however much it holds.

Small tables say one thing per row; they are read as one union of lines, their links as another, so that
the page costs the same for a light study and a deep one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, ExpressionWrapper, F, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Cast, Coalesce

from secondstory.analysis.models import (
    Arrow,
    BetterNote,
    ComponentAnalysis,
    Condition,
    Constraint,
    ControlAction,
    ControlAssessment,
    Credit,
    Feedback,
    Finding,
    Hazard,
    Influence,
    LookedFoundNone,
    Loss,
    MissingControl,
    OfStudy,
    ReasonToLearn,
    Responsibility,
    Strength,
    SystemicFactor,
    SystemicKind,
    SystemPart,
)
from secondstory.analysis.question_tree import Order, order_of
from secondstory.analysis.sections import KINDS_ASK
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.timeline.names import in_a_sentence

NONE = Cast(Value(None), UUIDField())
NOTHING = Value("", output_field=CharField())
NO = Value(False, output_field=BooleanField())


@dataclass(slots=True)
class Line:
    """One thing said. ``number`` is how it is called on the page (H-1); ``about`` what a finding speaks of."""

    what: str
    id: UUID
    by: UUID | None
    text: str
    kind: str
    more: str
    about: UUID | None
    is_so: bool
    number: str = ""
    kind_in_words: str = ""
    speaks_of: str = ""
    links: list[Line] = field(default_factory=list)
    under: list[Line] = field(default_factory=list)
    # Of something that went well: whose doing it was, as far as they agreed; and whether whoever looks is asked.
    thanks: list[str] = field(default_factory=list)
    asks_me: bool = False


@dataclass(slots=True)
class KindVisited:
    """One of the seven kinds: found, looked and found none, or not visited yet."""

    value: str
    name: str
    asks: str
    factors: list[Line]
    look: Line | None

    @property
    def is_visited(self) -> bool:
        return bool(self.factors) or self.look is not None


@dataclass(slots=True)
class Analysis:
    lines: dict[str, list[Line]]
    assessments: list[ControlAssessment]
    # The study's questions in the order of their tree, each with its depth; ``asked`` reads those that a page shows.
    questions: Order
    no_strength_because: str

    def __getitem__(self, what: str) -> list[Line]:
        return self.lines[what]

    @property
    def kinds(self) -> list[KindVisited]:
        looks = {line.kind: line for line in self["look"]}
        return [
            KindVisited(
                value,
                name,
                KINDS_ASK[value],
                [line for line in self["factor"] if line.kind == value],
                looks.get(value),
            )
            for value, name in SystemicKind.choices
        ]


def _lines(
    what: str,
    model: type[OfStudy],
    study: Retrospective,
    *,
    text: Any = NOTHING,
    kind: Any = NOTHING,
    more: Any = NOTHING,
    about: Any = NONE,
    is_so: Any = NO,
) -> QuerySet[Any, Any]:
    """One table's rows in the shape of a line; the columns of all of them agree, as a union asks for."""
    rows: QuerySet[Any, Any] = (
        model._default_manager.filter(retrospective=study)
        .order_by()
        .annotate(
            said_what=Value(what, output_field=CharField()),
            said_text=text,
            said_kind=kind,
            said_more=more,
            said_about=about,
            said_so=is_so,
        )
        .values_list(
            "id", "created_at", "created_by_id",
            "said_what", "said_text", "said_kind", "said_more", "said_about", "said_so",
        )
    )  # fmt: skip
    return rows


def _arrows(what: str, model: type[Arrow], study: Retrospective, **more: Any) -> QuerySet[Any, Any]:
    """Arrows as lines: ``about`` is where one leads, ``more`` the id of the part it comes from."""
    return _lines(what, model, study, text=F("what"), about=F("target_id"), more=Cast("source_id", CharField()), **more)


ENDS_CHAIN = ExpressionWrapper(Q(chain_end__isnull=False), output_field=BooleanField())
IN_WORDS: dict[str, dict[str, str]] = {
    "part": dict(SystemPart.Kind.choices),
    "factor": dict(SystemicKind.choices),
    "look": dict(SystemicKind.choices),
    "condition": dict(Condition.Level.choices),
    "finding": dict(Finding.Kind.choices),
    "strength": dict(Strength.Kind.choices),
    "reason": dict(ReasonToLearn.Kind.choices),
    "action": dict(ControlAction.Deviation.choices),
    "feedback": dict(Feedback.State.choices),
}
NUMBERED = {"loss": "L", "hazard": "H", "constraint": "SC"}
WHATS = (
    "part", "loss", "hazard", "constraint", "factor", "look",
    "missing", "condition", "finding", "strength", "better",
    "reason", "duty", "action", "feedback", "influence", "component",
)  # fmt: skip


def lines_of(study: Retrospective) -> dict[str, list[Line]]:
    """Everything one line says, by what it is, in the order it was written down. One statement."""
    union = _lines("part", SystemPart, study, text=F("name"), kind=F("kind"), is_so=F("is_environment")).union(
        _lines("loss", Loss, study, text=F("text"), is_so=F("is_near")),
        _lines("hazard", Hazard, study, text=F("text")),
        _lines("constraint", Constraint, study, text=F("text")),
        _lines("factor", SystemicFactor, study, text=Cast("text", CharField()), kind=F("kind")),
        _lines("look", LookedFoundNone, study, kind=F("kind")),
        _lines(
            "missing", MissingControl, study,
            text=F("text"), more=F("met_nothing"), about=F("hazard_id"), is_so=F("believed_to_exist"),
        ),
        _lines(
            "condition", Condition, study,
            text=F("text"), kind=F("level"), more=F("evidence"), is_so=ENDS_CHAIN,
        ),
        _lines(
            "finding", Finding, study,
            text=F("summary"), kind=F("kind"),
            about=Coalesce("assessment_id", "missing_control_id", "factor_id", "part_id"),
        ),
        _lines("strength", Strength, study, text=F("text"), kind=F("kind")),
        _lines("better", BetterNote, study, text=F("text")),
        _lines("reason", ReasonToLearn, study, kind=F("kind")),
        _lines("duty", Responsibility, study, text=F("text"), about=F("part_id")),
        _arrows("action", ControlAction, study, kind=F("deviation"), is_so=F("on_paper_only")),
        _arrows("feedback", Feedback, study, kind=F("state")),
        _arrows("influence", Influence, study),
        _lines("component", ComponentAnalysis, study, about=F("part_id")),
        all=True,
    )  # fmt: skip
    lines: dict[str, list[Line]] = {what: [] for what in WHATS}
    for id, _, by, what, text, kind, more, about, is_so in sorted(union, key=lambda row: (row[1], row[0])):
        line = Line(what, id, by, text, kind, more, about, bool(is_so))
        line.kind_in_words = IN_WORDS.get(what, {}).get(kind, kind)
        lines[what].append(line)
        if what in NUMBERED:
            line.number = f"{NUMBERED[what]}-{len(lines[what])}"
    return lines


def link(study: Retrospective, lines: dict[str, list[Line]]) -> None:
    """Tie hazards to losses, constraints to hazards, duties to constraints, better notes to findings, conditions to
    each other. One statement."""
    pairs = (
        Hazard.losses.through._default_manager.filter(hazard__retrospective=study)
        .values_list("hazard_id", "loss_id")
        .union(
            Constraint.hazards.through._default_manager.filter(constraint__retrospective=study).values_list(
                "constraint_id", "hazard_id"
            ),
            BetterNote.findings.through._default_manager.filter(betternote__retrospective=study).values_list(
                "betternote_id", "finding_id"
            ),
            Condition.joined_with.through._default_manager.filter(from_condition__retrospective=study).values_list(
                "from_condition_id", "to_condition_id"
            ),
            Responsibility.constraints.through._default_manager.filter(responsibility__retrospective=study).values_list(
                "responsibility_id", "constraint_id"
            ),
            all=True,
        )
    )
    by_id = {line.id: line for rows in lines.values() for line in rows}
    for upper, lower in pairs:
        if upper in by_id and lower in by_id:
            by_id[upper].links.append(by_id[lower])
            by_id[lower].under.append(by_id[upper])
    for line in by_id.values():
        line.links.sort(key=lambda other: other.number or other.text)


def assessments_of(study: Retrospective) -> list[ControlAssessment]:
    return list(
        ControlAssessment.objects.filter(retrospective=study)
        .select_related("control", "held_by")
        .prefetch_related("references")
        .order_by("created_at", "id")
    )


def thank(analysis: Analysis, study: Retrospective, user: Person) -> None:
    """Who stands beside what went well: shown to all once they agreed; that they are asked, to themselves alone."""
    by_id = {line.id: line for line in analysis["strength"]}
    rows = Credit.objects.visible_to(user).filter(strength__retrospective=study)
    for one in rows.select_related("participant__person").order_by("pk"):
        line = by_id.get(one.strength_id)
        if line is None:
            continue
        if one.agreed_at is None:
            line.asks_me |= one.participant.person_id == user.pk
        elif one.participant.left_at is None:
            line.thanks.append(in_a_sentence(one.participant))


def read_analysis(study: Retrospective) -> Analysis:
    """For whoever may read ``study``: it came through the one door (``get_study``)."""
    lines = lines_of(study)
    link(study, lines)
    analysis = Analysis(lines, assessments_of(study), order_of(study), study.no_strength_because)
    names = {assessment.pk: assessment.control.name for assessment in analysis.assessments}
    names |= {line.id: line.text for what in ("missing", "factor", "part") for line in analysis[what]}
    for finding in analysis["finding"]:
        finding.speaks_of = names.get(finding.about, "") if finding.about else ""
    return analysis
