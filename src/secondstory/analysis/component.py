"""One part in full, as its page shows it: duties, arrows, what it said of itself, what people shared about it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from secondstory.analysis.actions.components import TOLD
from secondstory.analysis.models import ComponentAnalysis, ControlAssessment, Mystery, SystemPart
from secondstory.analysis.parts_in_order import PartInOrder, parts_in_order
from secondstory.analysis.queries import Analysis, Line
from secondstory.firsthand.queries import tellings
from secondstory.firsthand.telling import Telling
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person


@dataclass(frozen=True, slots=True)
class Acting:
    """An arrow to or from the part, with the name of its other end."""

    line: Line
    other: str


@dataclass(frozen=True, slots=True)
class Component:
    part: SystemPart
    analysis: ComponentAnalysis | None
    duties: list[Line]
    steers: list[Acting]
    is_steered: list[Acting]
    hears: list[Acting]
    tells: list[Acting]
    presses: list[Acting]
    shared: list[Telling]
    heard: frozenset[UUID]
    questions: list[Mystery]
    holds: list[ControlAssessment]
    order: list[PartInOrder]

    @property
    def near(self) -> list[Telling]:
        """What those shared whose role in this study is called like the part."""
        name = self.part.name.casefold()
        return [one for one in self.shared if one.told_by.casefold() == name or one.id in self.heard]

    @property
    def others(self) -> list[Telling]:
        near = {one.id for one in self.near}
        return [one for one in self.shared if one.id not in near]

    @property
    def next(self) -> Line | None:
        """The part after this one, going up."""
        ids = [one.part.id for one in self.order]
        after = ids.index(self.part.pk) + 1 if self.part.pk in ids else len(ids)
        return self.order[after].part if after < len(ids) else None


def read_component(part: SystemPart, study: Retrospective, analysis: Analysis, user: Person) -> Component:
    """For whoever reads ``study``; of people's accounts, what is shared with everybody who takes part, as ``user`` reads it."""
    found = ComponentAnalysis.objects.filter(part=part).first()
    names: dict[UUID | None, str] = {line.id: line.text for line in analysis["part"]}

    def outward(what: str) -> list[Acting]:
        return [
            Acting(one, names.get(one.about, "")) for one in analysis[what] if one.more and UUID(one.more) == part.pk
        ]

    def inward(what: str) -> list[Acting]:
        return [Acting(one, names.get(UUID(one.more), "")) for one in analysis[what] if one.about == part.pk]

    return Component(
        part=part,
        analysis=found,
        duties=[line for line in analysis["duty"] if line.about == part.pk],
        steers=outward("action"),
        is_steered=inward("action"),
        hears=inward("feedback"),
        tells=outward("feedback"),
        presses=inward("influence"),
        shared=tellings(study, user, rung="participants"),
        heard=frozenset(found.heard_from.values_list("pk", flat=True)) if found else frozenset(),
        questions=list(Mystery.objects.filter(retrospective=study, part=part).visible_to(user)),
        holds=[one for one in analysis.assessments if one.held_by_id == part.pk],
        order=parts_in_order(analysis),
    )


def says_something(analysis: ComponentAnalysis | None) -> bool:
    return analysis is not None and any(getattr(analysis, name) for name in TOLD)
