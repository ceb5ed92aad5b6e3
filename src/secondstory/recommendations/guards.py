from __future__ import annotations

from secondstory.incidents.models import Retrospective
from secondstory.recommendations.models import Recommendation, Status


def recommendations_whole(study: Retrospective) -> bool:
    """None is fine (invariant 13). Each one beyond an idea traces to a finding of this study (invariant 6). What it asks for
    of others cannot be without one (migration 0013); how that stands is theirs, and holds nothing here."""
    beyond = Recommendation.objects.filter(retrospective=study).exclude(status=Status.IDEA)
    return not beyond.exclude(traces__finding__retrospective=study).exists()
