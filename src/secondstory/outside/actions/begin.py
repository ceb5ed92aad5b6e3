"""Beginning a version: what one would redact of the final text is proposed at once."""

from __future__ import annotations

from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action, record
from secondstory.outside.models import OutsideVersion, Redaction
from secondstory.outside.policies import check_can_prepare
from secondstory.outside.queries import is_out, proposed
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.review.models import Edition


@action
def begin_version(study: Retrospective, *, by: Person) -> OutsideVersion:
    """The one that is prepared already, or the next: what was decided about a phrase for the one before it is kept."""
    check_can_prepare(study, by)
    edition = Edition.objects.filter(retrospective=study).first()
    if edition is None:
        raise Refusal("A version for outside is made from the final text. Finalize the study first.", code="not_final")
    before = OutsideVersion.objects.filter(retrospective=study).order_by("-number").first()
    if before and not is_out(before) and before.withdrawn_at is None:
        return before
    version = OutsideVersion.objects.create(
        retrospective=study,
        edition=edition,
        number=before.number + 1 if before else 1,
        relative_times=before.relative_times if before else False,
        left_out=before.left_out if before else [],
        created_by=by,
    )
    known = {one.phrase: one for one in Redaction.objects.filter(version=before)} if before else {}
    made = [
        Redaction(
            version=version,
            position=number,
            phrase=one.phrase,
            kind=one.kind,
            instead=one.instead[:200],
            person_id=one.person or None,
            created_by=by,
        )
        for number, one in enumerate(proposed(version))
    ]
    proposed_now = {one.phrase for one in made}
    made += [
        Redaction(
            version=version, position=len(made), phrase=one.phrase, kind=one.kind, instead=one.instead, created_by=by
        )
        for one in known.values()
        if one.phrase not in proposed_now
    ]
    for row in made:
        # A name that stayed is asked for anew with each version.
        if (one := known.get(row.phrase)) and not (one.person_id and one.decision == Redaction.Decision.LEFT):
            row.instead, row.decision, row.because = one.instead, one.decision, one.because
    Redaction.objects.bulk_create(made)
    record("outside_version.begun", about=version, by=by, study=study.pk, number=version.number)
    return version
