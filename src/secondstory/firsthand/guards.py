"""Answers to the guards this step knows."""

from __future__ import annotations

from secondstory.firsthand.models import Quote
from secondstory.incidents.models import Retrospective


def quotes_approved(study: Retrospective) -> bool:
    """No quote waits for its author; what stands in the text was approved (invariant 17)."""
    return not Quote.objects.filter(retrospective=study, state=Quote.State.ASKED).exists()
