"""The words of a study in progress, passage by passage: its timeline, analysis and write-up.

A study is one document with all its passages folded in, because one rule says who reads them; twenty
documents of one line each would make the index twenty times as long and the answers twenty times the same.
Which passage was met is worked out when the study is shown, from the rows themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Case, F, Model, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat

from secondstory.analysis import models as analysis
from secondstory.people.records import uuid7
from secondstory.publishing.findable.prepared import Prepared, as_moment, as_uuid, filled, prepare
from secondstory.recommendations.models import AskedToo
from secondstory.timeline import models as timeline
from secondstory.writeup.models import Section


class Passage(NamedTuple):
    """``at`` is told for timeline entries only; their ``precision`` begins with ~ when the time is approximate."""

    study: UUID
    kind: str
    id: UUID
    at: datetime
    precision: str
    one: str
    two: str
    three: str

    @property
    def text(self) -> str:
        return "\n".join(filter(None, (self.one, self.two, self.three)))


@dataclass(frozen=True, slots=True)
class Place:
    """Where passages of one kind are: their name for readers, their page and the anchor on it ({} is the id)."""

    name: str
    url_name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Kind:
    model: type[Model]
    fields: tuple[str, ...]
    place: Place
    study: str = "retrospective_id"


def _analysis(name: str, anchor: str) -> Place:
    return Place(name, "analysis", anchor)


KINDS: dict[str, Kind] = {
    "section": Kind(
        Section, ("heading", "text"), Place("Write-up", "write-up", "section-{}"), "writeup__retrospective_id"
    ),
    "entry": Kind(timeline.Entry, ("text", "known_by"), Place("Timeline entry", "timeline", "entry-{}")),
    "dispute": Kind(
        timeline.Dispute,
        ("question", "what_differs", "what_would_make_both_true"),
        Place("Dispute", "timeline", "dispute-{}"),
    ),
    "version": Kind(
        timeline.Version, ("text", "said_by"), Place("Dispute", "timeline", ""), "dispute__retrospective_id"
    ),
    "reference": Kind(timeline.Reference, ("title", "excerpt"), Place("Reference", "timeline", "ref-{}")),
    "control": Kind(
        analysis.ControlAssessment, ("control__name", "how", "control__sentence"), _analysis("Control", "control-{}")
    ),
    "met": Kind(
        analysis.ControlAssessment, ("environment_met", "failure_followed"), _analysis("Control", "control-{}")
    ),
    "missing": Kind(analysis.MissingControl, ("text", "met_nothing"), _analysis("Missing control", "missing-{}")),
    "factor": Kind(analysis.SystemicFactor, ("text",), _analysis("Systemic factor", "kinds")),
    "loss": Kind(analysis.Loss, ("text",), _analysis("Loss", "losses")),
    "hazard": Kind(analysis.Hazard, ("text",), _analysis("Hazard", "hazards")),
    "constraint": Kind(analysis.Constraint, ("text",), _analysis("Constraint", "constraints")),
    "condition": Kind(analysis.Condition, ("text", "evidence"), _analysis("Condition", "conditions")),
    "finding": Kind(analysis.Finding, ("summary",), _analysis("Finding", "finding-{}")),
    "strength": Kind(analysis.Strength, ("text",), _analysis("What went well", "strengths")),
    "better": Kind(analysis.BetterNote, ("text",), _analysis("What could be better", "better")),
    "asked_too": Kind(AskedToo, ("title", "why"), Place("Asked for, too", "study-recommendations", "a-{}")),
    "part": Kind(analysis.SystemPart, ("name",), _analysis("Part of the system", "system")),
}
_PRECISION = Case(
    When(approximate=True, then=Concat(Value("~"), F("precision"), output_field=TextField())),
    default=Cast(F("precision"), TextField()),
    output_field=TextField(),
)
_order = {kind: number for number, kind in enumerate(KINDS)}


def _query(name: str, kind: Kind, studies: Iterable[UUID]) -> QuerySet[Any, Any]:
    texts: list[Any] = [Cast(F(field), TextField()) for field in kind.fields]
    texts += [Value("", output_field=TextField())] * (3 - len(texts))
    is_entry = kind.model is timeline.Entry
    at: Any = F("at") if is_entry else F("created_at")
    precision: Any = _PRECISION if is_entry else Value("", output_field=TextField())
    rows: QuerySet[Any] = kind.model._default_manager.filter(**{f"{kind.study}__in": list(studies)})
    return rows.order_by().values_list(
        F(kind.study), Value(name, output_field=TextField()), "pk", at, precision, *texts
    )


def passages(studies: Iterable[UUID]) -> dict[UUID, list[Passage]]:
    """By study, in one order for every database. The caller has fetched the studies through ``visible_to``,
    or writes the index."""
    studies = list(studies)
    found: dict[UUID, list[Passage]] = defaultdict(list)
    for row in _rows(studies):
        passage = Passage(*row)
        if passage.text:
            found[passage.study].append(passage)
    for ones in found.values():
        ones.sort(key=lambda one: (_order[one.kind], one.at, one.id))
    return found


def _rows(studies: list[UUID]) -> Iterator[tuple[Any, ...]]:
    """One statement over all kinds."""
    if not studies:
        return
    ids = filled(studies)
    for study, kind, id, at, *rest in _statement(connection.vendor, len(ids)).run(dict(enumerate(ids))):
        yield as_uuid(study), kind, as_uuid(id), as_moment(at), *rest


@cache
def _statement(vendor: str, length: int) -> Prepared:
    marks = {uuid7(): number for number in range(length)}
    first, *rest = (_query(name, kind, marks) for name, kind in KINDS.items())
    return prepare(first.union(*rest, all=True), marks)
