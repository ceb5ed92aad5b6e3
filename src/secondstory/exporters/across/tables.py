"""Which tables there are and what each row says. The same doors as the pages; no column names a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, QuerySet, UUIDField, When

from secondstory.analysis.models import (
    Condition,
    ControlAssessment,
    Finding,
    MissingControl,
    Mystery,
    Strength,
    SystemicFactor,
)
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.recommendations.models import AskedToo, Recommendation

# Empty where the reader may not know what it leads to.
NOT_NAMED = ("shown_study", "shown_first")


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` maps the name in the file to the path of the value."""

    name: str
    rows: Callable[[Person], QuerySet[Any]]
    columns: dict[str, str]

    def values(self, user: Person) -> Iterator[Sequence[Any]]:
        found = self.rows(user).order_by("pk").values_list(*self.columns.values())
        shown = [path in NOT_NAMED for path in self.columns.values()]
        for row in found.iterator(chunk_size=500):
            yield ["" if value is None and hides else value for value, hides in zip(row, shown, strict=True)]


def _of_study(model: Any) -> Callable[[Person], QuerySet[Any]]:
    visible: Callable[[Person], QuerySet[Any]] = model.objects.visible_to
    return visible


def _knowing_study(model: Any) -> Callable[[Person], QuerySet[Any]]:
    """Rows that may be read by whoever does not read their study: then the study is not named."""

    def rows(user: Person) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.visible_to(user).knowing_study_of(user)
        told: QuerySet[Any] = found.annotate(shown_study=_where("reads_study", "retrospective_id"))
        return told

    return rows


def _asked_too(user: Person) -> QuerySet[Any]:
    """What a study asks for is named where the reader reads that, too."""
    found = AskedToo.objects.visible_to(user).knowing_first_of(user)
    told: QuerySet[Any] = found.annotate(shown_first=_where("reads_first", "recommendation_id"))
    return told


def _where(is_read: str, of: str) -> Case:
    """The id as every other column writes it, so that tables can be joined by it."""
    return Case(When(**{is_read: True}, then=F(of)), default=None, output_field=UUIDField())


TABLES = (
    Table(
        "studies",
        _of_study(Retrospective),
        {
            "id": "pk",
            "title": "title",
            "kind": "incident__kind",
            "team": "team__name",
            "depth": "depth",
            "state": "state",
            "zone": "zone",
            "happened_at": "incident__happened_at",
            "opened_at": "created_at",
            "final_at": "finalized_at",
        },
    ),
    Table(
        "controls_met",
        _of_study(ControlAssessment),
        {
            "study": "retrospective_id",
            "control": "control__name",
            "type": "control__type",
            "form": "control__form",
            "outcome": "outcome",
            "how": "how",
            "environment_met": "environment_met",
            "failure_followed": "failure_followed",
        },
    ),
    Table(
        "missing_controls",
        _of_study(MissingControl),
        {
            "study": "retrospective_id",
            "text": "text",
            "met_nothing": "met_nothing",
            "believed_to_exist": "believed_to_exist",
        },
    ),
    Table("systemic_factors", _of_study(SystemicFactor), {"study": "retrospective_id", "kind": "kind", "text": "text"}),
    Table(
        "conditions",
        _of_study(Condition),
        {"study": "retrospective_id", "level": "level", "text": "text", "evidence": "evidence"},
    ),
    Table("findings", _of_study(Finding), {"study": "retrospective_id", "kind": "kind", "summary": "summary"}),
    Table("strengths", _of_study(Strength), {"study": "retrospective_id", "kind": "kind", "text": "text"}),
    Table(
        "recommendations",
        _knowing_study(Recommendation),
        {
            "id": "pk",
            "study": "shown_study",
            "title": "title",
            "why": "why",
            "kind": "kind",
            "strategy": "strategy",
            "tier": "tier",
            "came_from": "proposed_by_role",
            "done_when": "done_when",
            "status": "status",
            "decision": "decision",
            "decision_reason": "decision_reason",
            "target_date": "target_date",
            "proposed_at": "created_at",
        },
    ),
    Table(
        "asked_too",
        _asked_too,
        {
            "study": "retrospective_id",
            "recommendation": "shown_first",
            "title": "title",
            "why": "why",
            "asked_at": "created_at",
        },
    ),
    Table(
        "questions",
        _knowing_study(Mystery),
        {
            "id": "pk",
            "study": "shown_study",
            "question": "question",
            "state": "state",
            "answer": "answer",
            "asked_at": "created_at",
            "answered_at": "answered_at",
            "answered_from_outside": "answered_from_outside",
        },
    ),
)
