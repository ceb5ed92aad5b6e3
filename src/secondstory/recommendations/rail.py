"""What this step says in a study's rail."""

from __future__ import annotations

from typing import Any

from secondstory.incidents.rail import Says, Source, count_of
from secondstory.recommendations.models import AskedToo, Recommendation, Status


def says(study: Any) -> Says:
    """``study`` carries the annotations below. No recommendation at all is a whole answer, too. What it asks for of others
    is told without where it stands: not every reader of this study may know."""
    told = [
        f"{number} {word}"
        for number, word in (
            (study.recommendations_ideas, "parked"),
            (study.recommendations_proposed, "proposed"),
            (study.recommendations_promised, "promised"),
            (study.recommendations_done, "done"),
            (study.recommendations_asked_too, "asked for, too"),
        )
        if number
    ]
    if not told:
        return Says("done", "none") if study.is_final else Says("next", "none yet")
    under_way = study.recommendations_proposed or study.recommendations_promised
    return Says("open" if under_way or not study.is_final else "done", ", ".join(told))


def _count(*statuses: Status) -> Any:
    return count_of(Recommendation.objects.filter(status__in=statuses))


SOURCE = Source(
    url_name="study-recommendations",
    says=says,
    annotations={
        "recommendations_ideas": _count(Status.IDEA),
        "recommendations_proposed": _count(Status.PROPOSED),
        "recommendations_promised": _count(Status.PLANNED, Status.IN_PROGRESS),
        "recommendations_done": _count(Status.DONE),
        "recommendations_asked_too": count_of(AskedToo),
    },
)
