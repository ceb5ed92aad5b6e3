from __future__ import annotations

from secondstory.incidents.models import Retrospective
from secondstory.recommendations.models import AskedToo, Recommendation, Status


def recommendations_whole(study: Retrospective) -> bool:
    """None is fine (invariant 13). Each one beyond an idea traces to a finding of this study (invariant 6), and so does what
    it asks for of others; how that stands is theirs, and holds nothing here. One statement."""
    beyond = Recommendation.objects.filter(retrospective=study).exclude(status=Status.IDEA)
    untraced = beyond.exclude(traces__finding__retrospective=study)
    asked = AskedToo.objects.filter(retrospective=study).exclude(finding__retrospective=study)
    return not untraced.order_by().values("pk").union(asked.order_by().values("pk")).exists()
