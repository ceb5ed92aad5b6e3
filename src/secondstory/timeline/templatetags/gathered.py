from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django import template

from secondstory.timeline.models import KnownGap

register = template.Library()


@register.filter
def of_reference(missing: Mapping[UUID, Sequence[KnownGap]], reference: UUID) -> Sequence[KnownGap]:
    """What is missing of the source that stands on this reference."""
    return missing.get(reference, ())
