"""Which findings a recommendation answers."""

from __future__ import annotations

from collections.abc import Collection

from secondstory.analysis.models import Finding
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.recommendations import policies
from secondstory.recommendations.behavior import NamesNoControl, check_names_a_control
from secondstory.recommendations.models import Recommendation, Status, Trace


@action
def trace(recommendation: Recommendation, finding: Finding, *, by: Person) -> Trace:
    policies.check_can_shape(recommendation, by)
    if finding.retrospective_id != recommendation.retrospective_id:
        raise Refusal(
            "This finding is of another study. Trace to a finding of this one.", code="other_study", field="findings"
        )
    found, is_new = Trace.objects.get_or_create(
        recommendation=recommendation, finding=finding, defaults={"created_by": by}
    )
    if is_new:
        record("recommendation.traced", about=recommendation, by=by, finding=finding.pk)
    return found


@action
def untrace(recommendation: Recommendation, finding: Finding, *, by: Person) -> None:
    """The last trace of what is beyond an idea stays: a recommendation answers something."""
    policies.check_can_shape(recommendation, by)
    recommendation.refresh_from_db(fields=["status"])
    traces = Trace.objects.filter(recommendation=recommendation)
    if not traces.filter(finding=finding).exists():
        return
    others = traces.filter(finding__retrospective_id=recommendation.retrospective_id).exclude(finding=finding)
    if recommendation.status != Status.IDEA and not others.exists():
        raise Refusal(
            "A recommendation answers at least one finding. Trace it to another one first, or set it back to an idea.",
            code="last_trace",
            field="findings",
        )
    traces.filter(finding=finding).delete()
    if recommendation.status != Status.IDEA:
        try:
            check_names_a_control(recommendation, "", by=by)
        except NamesNoControl:
            raise Refusal(
                "The words of this recommendation ask a person to act, and this finding says which control changes. Word"
                " it anew first, or trace it to what was found about another control.",
                code="last_control",
                field="findings",
            ) from None
    record("recommendation.untraced", about=recommendation, by=by, finding=finding.pk)


@action
def retrace(recommendation: Recommendation, findings: Collection[Finding], *, by: Person) -> None:
    """Trace to exactly these findings: new ones first, so that the last trace is never in between."""
    wanted = {finding.pk for finding in findings}
    for finding in findings:
        trace(recommendation, finding, by=by)
    for old in Finding.objects.filter(traces__recommendation=recommendation).exclude(pk__in=wanted):
        untrace(recommendation, old, by=by)
