from __future__ import annotations

from secondstory.incidents.models import Retrospective
from secondstory.timeline.models import Entry


def has_entry(study: Retrospective) -> bool:
    return Entry.objects.filter(retrospective=study).exists()
