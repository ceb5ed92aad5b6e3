"""Publishing a reviewed version: it holds from now on, and the one before it stays in the history."""

from __future__ import annotations

from secondstory.agreements.models import Agreement, AgreementPublication, AgreementVersion
from secondstory.agreements.policies import check_can_publish, check_is_of_practice
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict, Refusal


@action
def publish_version(version: AgreementVersion, *, by: Person, audience: str = Audience.TEAM) -> AgreementPublication:
    """``audience`` is who reads it from now on. What is about everybody's work, everybody reads. Twice is once; for
    others than it was published for meanwhile, a Conflict: nobody takes for closed what is open."""
    if version.agreement.is_for_all:
        audience = Audience.ORGANIZATION
    if again := AgreementPublication.objects.filter(version=version).first():
        check_is_of_practice(version.agreement, by)
        if again.audience != audience:
            raise Conflict(
                "It was published meanwhile, for others than you chose. Its page says who reads it; the next version may"
                " be for others.",
                code="published_meanwhile",
                field="audience",
            )
        return again
    check_can_publish(version, by)
    if audience not in (Audience.TEAM, Audience.ORGANIZATION):
        raise Refusal("Choose who reads it: these teams, or the organization.", code="no_audience", field="audience")
    publication = AgreementPublication.objects.create(version=version, audience=audience, created_by=by)
    Agreement.objects.filter(pk=version.agreement_id).update(audience=audience)
    version.agreement.audience = audience
    record("agreement.published", about=version.agreement, by=by, number=version.number, audience=str(audience))
    return publication
