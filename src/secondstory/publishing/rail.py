"""What the rail says of a study's last step, once there is a publication."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, OuterRef, Subquery

from secondstory.incidents.rail import Says, Source
from secondstory.publishing.circles import published_to
from secondstory.publishing.models import Publication
from secondstory.review import rail as review


def says(study: Any) -> Says:
    """``study`` carries the annotation below."""
    if study.published_to:
        return Says("done", f"published to {published_to(study.published_to)}")
    return review.published_says(study)


_audience = Publication.objects.filter(retrospective_id=OuterRef("pk"), withdrawn_at=None).values("audience")[:1]

PUBLISHED = Source(
    url_name=review.PUBLISHED.url_name,
    says=says,
    annotations={**review.PUBLISHED.annotations, "published_to": Subquery(_audience, output_field=CharField())},
)
