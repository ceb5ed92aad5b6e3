"""What earlier studies recommended about the same, and what is still open of it. Analysis asks (config/wiring.py)."""

from __future__ import annotations

from django.urls import reverse

from secondstory.analysis.models import Finding, MissingControl
from secondstory.analysis.patterns import EarlierStudy, Tie, TieKind, in_the_same_words, of_earlier
from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who
from secondstory.recommendations.models import Recommendation, Status, Trace

MOST = 60


def open_before(study: Retrospective, user: Who) -> list[Tie]:
    """Open recommendations of earlier studies that answer a control, a missing control or a factor which this study
    met, too. Who reads those studies reads what they recommend; who owns one and reads no more is not told here. One
    statement."""
    findings = Finding.objects.order_by()
    same_words = in_the_same_words(MissingControl, study).order_by().values("pk")
    of_the_same = (
        findings.filter(assessment__control__assessments__retrospective=study)
        .values("pk")
        .union(
            findings.filter(missing_control__in=same_words).values("pk"),
            findings.filter(factor__seen_again__retrospective=study).values("pk"),
        )
    )
    found = (
        of_earlier(Recommendation.objects.all(), study, user)
        .filter(pk__in=Trace.objects.filter(finding__in=of_the_same).values("recommendation"))
        .exclude(status__in=[Status.DONE, Status.DROPPED])
        .select_related("retrospective__incident")
        .order_by("-retrospective__incident__happened_at", "created_at", "id")[:MOST]
    )
    return [_tie(made) for made in found]


def _tie(made: Recommendation) -> Tie:
    of = made.retrospective
    study = EarlierStudy(of.pk, of.title, of.zone, of.incident.happened_at)
    url = reverse("recommendation", args=[made.pk])
    status = made.get_status_display()
    return Tie(TieKind.RECOMMENDATION, study, made.pk, "recommendation", made.title, url, kind=status)
