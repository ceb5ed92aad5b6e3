"""Why this one is worth a closer look, and how deep the study goes."""

from __future__ import annotations

from collections.abc import Collection

from secondstory.analysis.actions.keep import keep
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.models import ReasonToLearn
from secondstory.incidents.actions.change_study import change_study
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action
from secondstory.people.models import Person


@action
def note_reason(study: Retrospective, kind: str, *, by: Person) -> ReasonToLearn:
    """One reason why it is worth a closer look; noting it again changes nothing."""
    return keep(ReasonToLearn(retrospective=study, kind=kind), by=by)


@action
def choose_depth(study: Retrospective, depth: str, *, by: Person, reasons: Collection[str] = ()) -> Retrospective:
    """How deep to go, and for which reasons: those that are named no longer go."""
    change_study(study, by=by, depth=depth)
    for reason in ReasonToLearn.objects.filter(retrospective=study).exclude(kind__in=reasons):
        remove(reason, by=by)
    for kind in reasons:
        note_reason(study, kind, by=by)
    return study
