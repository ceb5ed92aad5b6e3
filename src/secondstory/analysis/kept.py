"""What of a study's structure is kept for the next: names and words, how it is built, and not how it fared that day."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from secondstory.analysis.difference import CONTROL, FEEDBACK, INFLUENCE, Kept, KeptArrow, KeptPart
from secondstory.analysis.models import Feedback, KeptStructure
from secondstory.analysis.picture import Arrow, Part
from secondstory.analysis.structure import Structure
from secondstory.incidents.models import Retrospective


def built_as(structure: Structure) -> Kept:
    duties: dict[UUID, list[str]] = defaultdict(list)
    for duty in structure.duties:
        duties[duty.part_id].append(duty.text)
    parts = [KeptPart(p.name, p.kind, p.is_environment, tuple(duties[p.pk])) for p in structure.parts]
    control = [
        KeptArrow(CONTROL, a.source.name, a.target.name, a.what, on_paper=a.on_paper_only) for a in structure.actions
    ]
    back = [
        KeptArrow(
            FEEDBACK, f.source.name, f.target.name, f.what, on_paper=f.state == Feedback.State.ON_PAPER, delay=f.delay
        )
        for f in structure.feedback
    ]
    pressing = [KeptArrow(INFLUENCE, i.source.name, i.target.name, i.what) for i in structure.influences]
    return Kept(tuple(parts), (*control, *back, *pressing))


def as_drawn(kept: Kept) -> tuple[list[Part], list[Arrow]]:
    """A kept structure as the picture takes it. Names are its ids."""
    parts = [Part(part.name, part.name, part.kind, part.is_environment) for part in kept.parts]
    arrows = [
        Arrow(str(number), a.kind, a.source, a.target, a.what, delay=a.delay, is_on_paper=a.on_paper)
        for number, a in enumerate(kept.arrows)
    ]
    return parts, arrows


def kept_for(study: Retrospective) -> list[KeptStructure]:
    """What is known already of the services the study's incident is about. Everyone in the organization reads it."""
    return list(
        KeptStructure.objects.filter(service__incidents=study.incident_id)
        .select_related("service")
        .order_by("service__name", "id")
    )
