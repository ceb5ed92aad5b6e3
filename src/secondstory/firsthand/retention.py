"""What is to be deleted by now. Called by the server once a day and by ``secondstory expire``."""

from __future__ import annotations

from django.utils import timezone

from secondstory.firsthand.actions.conversations import let_notes_expire


def expire() -> int:
    """Delete what was to be kept until yesterday or earlier; gives how many notes went."""
    return let_notes_expire(timezone.now().date())
