"""All rows of a study that a write-up draws from, in seven statements whatever their number.

Most parts of an analysis are a few short texts with an age, so they are fetched by one UNION; which of them
belong together (a hazard and its losses, a finding and its recommendations) by another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from secondstory.analysis.models import (
    BetterNote,
    Condition,
    Constraint,
    ControlAssessment,
    Finding,
    Hazard,
    LookedFoundNone,
    Loss,
    MissingControl,
    Mystery,
    Strength,
    SystemicFactor,
    SystemPart,
)
from secondstory.firsthand.models import Quote
from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.once import WordedOnce
from secondstory.people.models import Service
from secondstory.recommendations.models import AskedToo, Recommendation, Trace
from secondstory.timeline.models import Dispute, Entry, KnownGap, Reference, Version
from secondstory.wording.models import Answer
from secondstory.writeup.models import Section
from secondstory.writeup.wordings import SURFACE

NOTHING = Value("", output_field=TextField())
NO = Value(False, output_field=BooleanField())


class Words(NamedTuple):
    """One row of text: up to four fields and a yes/no, whose meaning its table gives."""

    table: str
    id: UUID
    at: datetime
    one: str
    two: str
    three: str
    four: str
    yes: bool


class Link(NamedTuple):
    table: str
    source: UUID
    target: UUID


@dataclass(slots=True)
class Rows:
    sections: list[Section]
    words: dict[str, list[Words]]
    links: dict[str, dict[UUID, list[UUID]]]
    entries: list[Entry]
    references: list[Reference]
    assessments: list[ControlAssessment]
    recommendations: list[Recommendation]
    _numbers: dict[str, dict[UUID, int]] = field(default_factory=dict)

    def numbers(self, name: str, ids: Callable[[], Iterable[UUID]]) -> dict[UUID, int]:
        """The number each id has within the document, counted from one."""
        if name not in self._numbers:
            self._numbers[name] = {id: number for number, id in enumerate(ids(), start=1)}
        return self._numbers[name]


def _words(table: str, rows: QuerySet[Any], *fields: str, yes: Any = NO) -> QuerySet[Any, Any]:
    texts = [Cast(F(name), TextField()) for name in fields]
    padded: list[Any] = [*texts, *[NOTHING] * (4 - len(texts))]
    return rows.order_by().values_list(Value(table, output_field=TextField()), "id", "created_at", *padded, yes)


def _words_of(study: UUID, incident: UUID) -> QuerySet[Any, Any]:
    def of(model: type[Model]) -> QuerySet[Any]:
        return model._default_manager.filter(retrospective=study)

    people = Participant.objects.filter(retrospective=study)
    ends_chain = ExpressionWrapper(Q(chain_end__isnull=False), output_field=BooleanField())
    has_left = ExpressionWrapper(Q(left_at__isnull=False), output_field=BooleanField())
    return _union(
        _words("loss", of(Loss), "text", yes=F("is_near")),
        _words("hazard", of(Hazard), "text"),
        _words("constraint", of(Constraint), "text"),
        _words("part", of(SystemPart), "name", "kind", yes=F("is_environment")),
        _words("missing", of(MissingControl), "text", "met_nothing", yes=F("believed_to_exist")),
        _words("factor", of(SystemicFactor), "kind", "text"),
        _words("none", of(LookedFoundNone), "kind"),
        _words("condition", of(Condition), "text", "level", "evidence", "came_from", yes=ends_chain),
        _words("finding", of(Finding), "kind", "summary"),
        _words("strength", of(Strength), "text", "kind"),
        _words("better", of(BetterNote), "text"),
        _words("asked_too", of(AskedToo), "title", "why"),
        _words("mystery", of(Mystery), "question", "state", "answer", "reason"),
        _words("dispute", of(Dispute), "question", "what_differs", "what_would_make_both_true", "state"),
        _words("lack", KnownGap.objects.filter(retrospective=study, completed_at=None), "says", "source__reference_id"),
        _words("version", Version.objects.filter(dispute__retrospective=study), "text", "said_by"),
        # The name is fetched for those alone who chose to be shown by it.
        _words("participant", people.exclude(display="name"), "role_label", "display", yes=has_left),
        _words(
            "participant",
            people.filter(display="name"),
            "role_label",
            "display",
            "person__display_name",
            yes=has_left,
        ),
        _words("quote", Quote.objects.filter(retrospective=study, state=Quote.State.APPROVED), "sha256", "section"),
        _words("kept", Answer.objects.filter(retrospective=study, surface=SURFACE, state=Answer.State.KEPT)),
        _words("service", Service.objects.filter(incidents=incident), "name"),
    )


def _links_of(study: UUID, incident: UUID) -> QuerySet[Any, Any]:
    def link(table: str, rows: QuerySet[Any], source: str, target: str) -> QuerySet[Any, Any]:
        return rows.order_by().values_list(Value(table, output_field=TextField()), source, target)

    def through(model: Any, name: str, of: str) -> QuerySet[Any]:
        joined: QuerySet[Any] = getattr(model, name).through._default_manager.filter(**{f"{of}__retrospective": study})
        return joined

    return _union(
        link("hazard", through(Hazard, "losses", "hazard"), "hazard_id", "loss_id"),
        link("constraint", through(Constraint, "hazards", "constraint"), "constraint_id", "hazard_id"),
        link("better", through(BetterNote, "findings", "betternote"), "betternote_id", "finding_id"),
        link("entry", through(Entry, "references", "entry"), "entry_id", "reference_id"),
        link("dispute", through(Dispute, "entries", "dispute"), "dispute_id", "entry_id"),
        link("version", Version.objects.filter(dispute__retrospective=study), "dispute_id", "id"),
        link(
            "trace",
            Trace.objects.filter(recommendation__retrospective=study, finding__retrospective=study),
            "recommendation_id",
            "finding_id",
        ),
        link("asked_too", AskedToo.objects.filter(retrospective=study), "id", "finding_id"),
        link("asked_too", through(AskedToo, "more", "askedtoo"), "askedtoo_id", "finding_id"),
    )


def _union(first: QuerySet[Any, Any], *others: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return first.union(*others, all=True)


ALL_WORDS, ALL_LINKS = WordedOnce(_words_of), WordedOnce(_links_of)


def _grouped(rows: Iterable[tuple[Hashable, Any]]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for key, value in rows:
        groups[key].append(value)
    return groups


def rows_of(study: Retrospective) -> Rows:
    """Read everything. The caller has checked that the reader may read this study."""
    words = sorted((Words(*row) for row in ALL_WORDS.of(study)), key=lambda row: (row.at, row.id))
    links: dict[str, dict[UUID, list[UUID]]] = defaultdict(lambda: defaultdict(list))
    for link in (Link(*row) for row in ALL_LINKS.of(study)):
        links[link.table][link.source].append(link.target)
    return Rows(
        sections=list(Section.objects.filter(writeup__retrospective=study).in_order()),
        words=_grouped((row.table, row) for row in words),
        links=links,
        entries=list(Entry.objects.in_order().filter(retrospective=study)),
        references=list(Reference.objects.filter(retrospective=study).order_by("created_at", "id")),
        assessments=list(
            ControlAssessment.objects.filter(retrospective=study).select_related("control").order_by("created_at", "id")
        ),
        recommendations=list(
            Recommendation.objects.filter(retrospective=study).select_related("owner_team").order_by("created_at", "id")
        ),
    )
