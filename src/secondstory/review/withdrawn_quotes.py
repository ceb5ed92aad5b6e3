"""A quote that its author withdrew from a final text: an amendment says so, in the same transaction."""

from __future__ import annotations

from secondstory.firsthand.models import Quote
from secondstory.journal.actions import record
from secondstory.review.models import Amendment, Edition
from secondstory.review.reading import read_edition

TEXT = "A quote that stood here was withdrawn by its author."
REASON = "Whoever said something may take it back at any time."


def amend(quote: Quote) -> None:
    """Called within the action that withdraws it (config/wiring.py connects it). The edition's bytes and hash stay."""
    edition = Edition.objects.filter(retrospective_id=quote.retrospective_id).first()
    if edition is None or str(quote.pk) not in {slot.key for slot in read_edition(edition).quotes}:
        return
    made = Amendment.objects.create(
        edition=edition, section_key=quote.section, text=TEXT, reason=REASON, state=Amendment.State.ACCEPTED
    )
    record("amendment.accepted", about=made, by=None, study=quote.retrospective_id)
