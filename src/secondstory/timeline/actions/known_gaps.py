"""What is known to be missing: telling it by hand, saying how it was completed, taking that back."""

from __future__ import annotations

from django.utils import timezone

from secondstory.incidents.models import Retrospective
from secondstory.incidents.moments import Moment
from secondstory.incidents.policies import check_can_contribute
from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal
from secondstory.timeline.models import Gathered, KnownGap
from secondstory.timeline.policies import check_can_reopen_gap

LONGEST = 500
LONGEST_HOW = 1000
COMPLETION = ["completed_at", "completed_with", "completed_by"]


@action
def tell_gap(
    study: Retrospective, says: str, *, by: Person, when: Moment | None = None, source: Gathered | None = None
) -> KnownGap:
    """Say that something is missing, perhaps at a moment, perhaps of a source. Twice is told once."""
    check_can_contribute(study, by)
    if source is not None and source.retrospective_id != study.pk:
        raise Refusal("Choose a source of this study.", code="other_study", field="source")
    says = line(says, most=LONGEST, field="says", empty="Say what is missing, such as ‘The call was not recorded’.")
    at = when.at if when else None
    same = KnownGap.objects.filter(retrospective=study, says=says, source=source, at=at, completed_at=None)
    known: KnownGap | None = same.first()
    if known:
        return known
    gap = KnownGap(retrospective=study, says=says, source=source, at=at, created_by=by)
    if when:
        gap.precision, gap.approximate = when.precision, when.approximate
    gap.save()
    record("gap.told", about=gap, by=by, study=study.pk)
    return gap


@action
def complete_gap(gap: KnownGap, how: str, *, by: Person) -> KnownGap:
    """Say how it was completed: it is no longer shown as missing. The same words twice change nothing."""
    check_can_contribute(gap.retrospective, by)
    how = prose(how, most=LONGEST_HOW, field="how", empty="Say how it was completed, or where it can be read now.")
    gap.refresh_from_db(fields=COMPLETION)
    if gap.completed_at:
        if gap.completed_with == how:
            return gap
        raise Conflict(
            "Somebody said already how this was completed. Take that back first, then say it anew.", field="how"
        )
    gap.completed_at, gap.completed_with, gap.completed_by = timezone.now(), how, by
    gap.save(update_fields=COMPLETION)
    record("gap.completed", about=gap, by=by, study=gap.retrospective_id)
    return gap


@action
def reopen_gap(gap: KnownGap, *, by: Person) -> KnownGap:
    """It is still missing. Whoever said that it was complete takes it back, or the facilitator."""
    gap.refresh_from_db(fields=COMPLETION)
    check_can_reopen_gap(gap, by)
    if gap.completed_at is None:
        return gap
    gap.completed_at, gap.completed_with, gap.completed_by = None, "", None
    gap.save(update_fields=COMPLETION)
    record("gap.reopened", about=gap, by=by, study=gap.retrospective_id)
    return gap
