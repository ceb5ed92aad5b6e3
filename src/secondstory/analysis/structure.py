"""The control structure of a study, read in as many statements however large it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from secondstory.analysis import picture
from secondstory.analysis.models import (
    Arrow,
    Constraint,
    ControlAction,
    Feedback,
    Influence,
    OfStudy,
    Responsibility,
    SystemPart,
)
from secondstory.incidents.models import Retrospective

KINDS: dict[str, str] = {value: str(label) for value, label in SystemPart.Kind.choices}
# More parts than that are long lists, for a page and for whoever looks for one.
MANY = 60
ARROWS: tuple[type[Arrow], ...] = (ControlAction, Feedback, Influence)


@dataclass(frozen=True, slots=True)
class Duty:
    duty: Responsibility
    keeps: list[tuple[str, Constraint]]
    """Each constraint with the number it has on the page of the analysis."""


@dataclass(frozen=True, slots=True)
class PartTold:
    part: SystemPart
    duties: list[Duty]
    steered_by: list[str]


@dataclass(frozen=True, slots=True)
class Structure:
    parts: list[SystemPart]
    actions: list[ControlAction]
    feedback: list[Feedback]
    influences: list[Influence]
    duties: list[Responsibility]
    constraints: list[tuple[str, Constraint]]

    @property
    def is_large(self) -> bool:
        return len(self.parts) > MANY

    def part(self, id: UUID) -> SystemPart | None:
        return next((part for part in self.parts if part.pk == id), None)

    @property
    def drawn_parts(self) -> list[picture.Part]:
        return [picture.Part(str(part.pk), part.name, part.kind, part.is_environment) for part in self.parts]

    @property
    def drawn_arrows(self) -> list[picture.Arrow]:
        """The arrows as plain values. Those that name a part which is gone since are left out."""
        control = [
            picture.Arrow(
                str(one.pk),
                picture.CONTROL,
                str(one.source_id),
                str(one.target_id),
                one.what,
                one.deviation,
                is_on_paper=one.on_paper_only,
            )
            for one in self.actions
        ]
        back = [
            picture.Arrow(
                str(one.pk), picture.FEEDBACK, str(one.source_id), str(one.target_id), one.what, one.state, one.delay
            )
            for one in self.feedback
        ]
        pressing = [
            picture.Arrow(str(one.pk), picture.INFLUENCE, str(one.source_id), str(one.target_id), one.what)
            for one in self.influences
        ]
        there = {str(part.pk) for part in self.parts}
        return [arrow for arrow in [*control, *back, *pressing] if {arrow.source, arrow.target} <= there]

    @property
    def gaps(self) -> list[tuple[SystemPart, SystemPart]]:
        """From where nothing is told yet, and to whom it would be told."""
        by_id = {str(part.pk): part for part in self.parts}
        return [(by_id[gap.source], by_id[gap.target]) for gap in picture.gaps(self.drawn_arrows)]

    @property
    def told(self) -> list[PartTold]:
        """Each part with its duties, and who steers it when several do."""
        names = {str(part.pk): part.name for part in self.parts}
        several = picture.steered_by_several(self.drawn_arrows)
        numbered = {constraint.pk: (number, constraint) for number, constraint in self.constraints}
        duties: dict[UUID, list[Duty]] = defaultdict(list)
        for duty in self.duties:
            keeps = [numbered[constraint.pk] for constraint in duty.constraints.all() if constraint.pk in numbered]
            duties[duty.part_id].append(Duty(duty, sorted(keeps, key=lambda pair: len(pair[0]))))
        return [
            PartTold(part, duties[part.pk], [names[source] for source in several.get(str(part.pk), [])])
            for part in self.parts
        ]


def read_structure(study: Retrospective) -> Structure:
    """For whoever may read ``study``: it came through the one door (``get_study``). Seven statements."""
    parts = list(SystemPart.objects.filter(retrospective=study).order_by("created_at", "id"))
    by_id = {part.pk: part for part in parts}

    def arrows(kind: type[Arrow]) -> Iterator[Arrow]:
        for arrow in kind._default_manager.filter(retrospective=study).order_by("created_at", "id"):
            if arrow.source_id in by_id and arrow.target_id in by_id:
                arrow.source, arrow.target = by_id[arrow.source_id], by_id[arrow.target_id]
                yield arrow

    constraints = Constraint.objects.filter(retrospective=study).order_by("created_at", "id")
    duties = Responsibility.objects.filter(retrospective=study).prefetch_related("constraints")
    return Structure(
        parts=parts,
        actions=[one for one in arrows(ControlAction) if isinstance(one, ControlAction)],
        feedback=[one for one in arrows(Feedback) if isinstance(one, Feedback)],
        influences=[one for one in arrows(Influence) if isinstance(one, Influence)],
        duties=list(duties.order_by("created_at", "id")),
        constraints=[(f"SC-{number}", one) for number, one in enumerate(constraints, 1)],
    )


def tied_to(part: SystemPart) -> list[OfStudy]:
    """The arrows to and from a part, and its duties: what goes with it. An arrow to itself once."""
    arrows: list[OfStudy] = []
    for kind in ARROWS:
        out = kind._default_manager.filter(source=part)
        arrows.extend(chain(out, kind._default_manager.filter(target=part).exclude(source=part)))
    return [*arrows, *Responsibility.objects.filter(part=part)]
