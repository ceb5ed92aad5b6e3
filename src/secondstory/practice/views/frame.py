from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from secondstory.practice.models import HALF_A_YEAR

HERE = {"here": "how-we-work"}


def in_half_a_year() -> date:
    return timezone.localdate() + HALF_A_YEAR


def read_id(text: object) -> UUID | None:
    """The id that an address or a hidden field names; None where it names none."""
    try:
        return UUID(str(text))
    except ValueError:
        return None
