"""The control structure of a service outlives the study that drew it: it is kept for the next one, and begun from."""

from __future__ import annotations

from django.utils import timezone

from secondstory.analysis import policies
from secondstory.analysis.actions.structure import draw_control, draw_feedback, draw_influence, name_duty
from secondstory.analysis.actions.system import name_part
from secondstory.analysis.difference import CONTROL, FEEDBACK, Kept, KeptArrow, merged, plain, read_plain, same_name
from secondstory.analysis.kept import built_as
from secondstory.analysis.models import ControlAction, Feedback, Influence, KeptStructure, SystemPart
from secondstory.analysis.structure import Structure, read_structure
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Service
from secondstory.people.refusals import Conflict, Refusal

NO_OTHER = (
    "Somebody kept another structure of this service meanwhile. Look at the difference, and keep this one if you still"
    " mean to."
)

NO_OTHER_LOOK = (
    "Somebody kept another structure of this service meanwhile, so nothing was taken back. Look at it first."
)


@action
def keep_structure(study: Retrospective, service: Service, *, by: Person, instead_of: str = "") -> KeptStructure:
    """Everyone in the organization reads it from now on. ``instead_of``: the mark (``mark_of``) of the one that the
    person saw it replace; another one by now is told first. Keeping what is kept already changes nothing."""
    policies.check_can_keep_structure(study, service, by)
    kept = merged(built_as(read_structure(study)))
    if not kept.parts:
        raise Refusal("There is no part to keep yet. Name one first.", code="nothing_to_keep")
    found = KeptStructure.objects.filter(service=service).first()
    if found is not None and found.structure == plain(kept):
        return found
    if mark_of(found) != instead_of:
        raise Conflict(NO_OTHER, code="kept_meanwhile")
    row = found or KeptStructure(service=service, created_by=by)
    row.retrospective, row.structure, row.kept_at = study, plain(kept), timezone.now()
    row.save(force_insert=found is None)
    record("kept_structure.kept", about=row, by=by, study=study.pk)
    return row


@action
def take_kept_back(service: Service, *, by: Person, mark: str) -> None:
    """Nobody reads it with the service any more; the study that drew it has it still. ``mark``: of the one that the
    person saw; another one by now stays, and is told. Where none is kept there is nothing to do."""
    found = KeptStructure.objects.filter(service=service).select_related("retrospective").first()
    if found is None:
        return
    policies.check_can_take_structure_back(found, by)
    if mark_of(found) != mark:
        raise Conflict(NO_OTHER_LOOK, code="kept_meanwhile")
    KeptStructure.objects.filter(pk=found.pk).delete()
    record("kept_structure.taken_back", about=found, by=by, study=found.retrospective_id)


def mark_of(kept: KeptStructure | None) -> str:
    """Tells one keeping from the next."""
    return kept.kept_at.isoformat() if kept else ""


@action
def begin_with_kept(study: Retrospective, kept: KeptStructure, *, by: Person) -> int:
    """Parts, duties and arrows that the study does not have yet come into it, by their names; nothing that is there
    changes. How many came."""
    policies.check_can_name(SystemPart, study, by)
    known, structure = merged(read_plain(kept.structure)), read_structure(study)
    came = _begin(study, known, structure, by)
    if came:
        record("kept_structure.begun", about=kept, by=by, study=study.pk)
    return came


def _begin(study: Retrospective, known: Kept, structure: Structure, by: Person) -> int:
    parts: dict[str, SystemPart] = {}
    for one in structure.parts:
        parts.setdefault(same_name(one.name), one)
    names = {one.pk: one.name for one in structure.parts}
    duties = {(same_name(names[duty.part_id]), duty.text) for duty in structure.duties}
    there = {_key(arrow) for arrow in merged(built_as(structure)).arrows}
    came = 0
    for part in known.parts:
        key = same_name(part.name)
        if key not in parts:
            parts[key] = name_part(study, part.name, by=by, kind=part.kind, is_environment=part.is_environment)
            came += 1
        for duty in part.duties:
            if (key, duty) not in duties:
                name_duty(parts[key], duty, by=by)
                came += 1
    for arrow in known.arrows:
        if _key(arrow) not in there:
            _draw(arrow, parts, by)
            came += 1
    return came


def _key(arrow: KeptArrow) -> tuple[str, str, str, str]:
    return arrow.kind, same_name(arrow.source), same_name(arrow.target), arrow.what


def _draw(arrow: KeptArrow, parts: dict[str, SystemPart], by: Person) -> ControlAction | Feedback | Influence:
    source, target = parts[same_name(arrow.source)], parts[same_name(arrow.target)]
    if arrow.kind == CONTROL:
        return draw_control(source, target, arrow.what, by=by, on_paper_only=arrow.on_paper)
    if arrow.kind == FEEDBACK:
        state = Feedback.State.ON_PAPER if arrow.on_paper else Feedback.State.ARRIVED
        return draw_feedback(source, target, arrow.what, by=by, state=state, delay=arrow.delay)
    return draw_influence(source, target, arrow.what, by=by)
