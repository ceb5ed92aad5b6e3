"""Retiring an agreement, with the reason. It stays to be read, with all its versions."""

from __future__ import annotations

from secondstory.agreements.models import Agreement, AgreementRetirement
from secondstory.agreements.policies import check_is_of_practice
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def retire_agreement(agreement: Agreement, *, because: str, by: Person) -> AgreementRetirement:
    check_is_of_practice(agreement, by)
    because = line(because, most=1000, field="because", empty="Say why, so that others can follow.")
    retirement, is_new = AgreementRetirement.objects.get_or_create(
        agreement=agreement, defaults={"because": because, "created_by": by}
    )
    if is_new:
        record("agreement.retired", about=agreement, by=by)
    return retirement
