"""What makes a study matter long after: who leads back to it, what of it is still open, and when it comes up again.

What comes up on the first page depends on the date alone, so that it is the same for everybody who reads it, and gone
tomorrow; nothing is a reminder, and nothing is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q

from secondstory.analysis.models import Mystery
from secondstory.people.audience import Who
from secondstory.publishing.models import Citation, Publication
from secondstory.recommendations.models import UNDER_WAY, Recommendation

FEW = 5
YEARS = 10
AROUND = timedelta(days=3)
A_YEAR = timedelta(days=365)
OLDEST = 50
STILL_OPEN = (Mystery.State.OPEN, Mystery.State.FOLLOWED)


@dataclass(frozen=True, slots=True)
class Lasting:
    """For one reader: published texts that lead to this one, and what its study left open."""

    cited_by: list[Publication]
    questions: list[Mystery]
    recommendations: list[Recommendation]

    def __bool__(self) -> bool:
        return bool(self.cited_by or self.questions or self.recommendations)


def lasting_of(publication: Publication, user: Who) -> Lasting:
    """Three statements. Each thing through its own door."""
    citing = Citation.objects.filter(cited=publication).visible_to(user).select_related("citing")
    questions = Mystery.objects.visible_to(user).filter(
        retrospective=publication.retrospective_id, state__in=STILL_OPEN
    )
    recommended = Recommendation.objects.visible_to(user).filter(
        retrospective=publication.retrospective_id, status__in=UNDER_WAY
    )
    return Lasting(
        [one.citing for one in citing.order_by("-citing__published_at", "-id")[:FEW]],
        list(questions.order_by("created_at", "id")[:FEW]),
        list(recommended.order_by("created_at", "id")[:FEW]),
    )


@dataclass(frozen=True, slots=True)
class Again:
    """One text of around this day, some years ago, and one question that has been open for longer than a year."""

    text: Publication | None = None
    years: int = 0
    question: Mystery | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.question)

    @property
    def how_long(self) -> str:
        return "A year ago" if self.years == 1 else f"{self.years} years ago"


def again_of(user: Who, today: date) -> Again:
    """Two statements. Of several the date chooses, the same for everybody who reads them all."""
    texts = list(Publication.objects.visible_to(user).filter(_around(today)).order_by("published_at", "id")[:OLDEST])
    questions = list(
        Mystery.objects.visible_to(user)
        .filter(state__in=STILL_OPEN, created_at__lt=_begin(today - A_YEAR))
        .order_by("created_at", "id")[:OLDEST]
    )
    text = texts[today.toordinal() % len(texts)] if texts else None
    return Again(
        text,
        _years_between(text.published_at.date(), today) if text else 0,
        questions[today.toordinal() % len(questions)] if questions else None,
    )


def _around(today: date) -> Q:
    spans = Q(pk__in=[])
    for years in range(1, YEARS + 1):
        then = _years_before(today, years)
        spans |= Q(published_at__gte=_begin(then - AROUND), published_at__lt=_begin(then + AROUND + timedelta(days=1)))
    return spans


def _years_before(day: date, years: int) -> date:
    """The same day then; of 29 February the day before."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _years_between(then: date, today: date) -> int:
    """Whole years, to the nearest: three days short of a year is a year."""
    return round((today - then).days / 365.25)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(0), UTC)
