"""Retiring an agreement, with the reason. It stays to be read, with all its versions."""

from __future__ import annotations

from secondstory.agreements.models import Agreement, AgreementRetirement
from secondstory.agreements.policies import check_is_of_practice
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Conflict


@action
def retire_agreement(agreement: Agreement, *, because: str, by: Person) -> AgreementRetirement:
    """Twice is once; for another reason than it was retired for meanwhile, a Conflict, so that neither is lost."""
    check_is_of_practice(agreement, by)
    because = line(because, most=1000, field="because", empty="Say why, so that others can follow.")
    retirement, is_new = AgreementRetirement.objects.get_or_create(
        agreement=agreement, defaults={"because": because, "created_by": by}
    )
    if is_new:
        record("agreement.retired", about=agreement, by=by)
    elif retirement.because != because:
        raise Conflict(
            "It was retired meanwhile; the reason stands on this page. Your words are still here.",
            code="retired_meanwhile",
            field="because",
        )
    return retirement
