"""Taking a part out of the analysis, while the study is open and nothing rests on it."""

from __future__ import annotations

from django.db.models import ProtectedError

from secondstory.analysis import policies
from secondstory.analysis.actions.keep import noun
from secondstory.analysis.models import ControlAssessment, Finding, MissingControl, OfStudy, SystemicFactor, SystemPart
from secondstory.analysis.structure import tied_to
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal

SPOKEN_OF = (ControlAssessment, MissingControl, SystemicFactor, SystemPart)


@action
def remove(part: OfStudy, *, by: Person) -> None:
    """Refused while a finding speaks of it, or, for a finding, while a recommendation traces to it."""
    policies.check_can_change_part(part, by)
    check_not_spoken_of(part)
    if isinstance(part, SystemPart) and tied_to(part):
        raise Refusal(
            "Arrows or duties of the control structure belong to this. Take it out there: its page says what goes with it.",
            code="structure_rests_on_it",
        )
    rows = type(part)._default_manager.filter(pk=part.pk)
    if not rows.exists():
        return
    try:
        rows.delete()
    except ProtectedError as held:
        raise Refusal(_held(part), code="recommendation_rests_on_it") from held
    record(f"{noun(type(part))}.removed", about=part, by=by, study=part.retrospective_id)


def check_not_spoken_of(part: OfStudy) -> None:
    if isinstance(part, SPOKEN_OF) and part.findings.exists():
        raise Refusal(
            "A finding speaks of this. Take the finding out first, or let it speak of something else.",
            code="finding_rests_on_it",
        )


def _held(part: OfStudy) -> str:
    if isinstance(part, Finding):
        return "A recommendation traces to this finding. Trace it to another one, and take this trace away first."
    return "Something else rests on this. Take that out first."
