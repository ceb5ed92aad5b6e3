"""What earlier studies recommended about the same, and what is still open of it. Analysis asks (config/wiring.py)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from secondstory.analysis.models import Finding, MissingControl
from secondstory.analysis.patterns import Bare, EarlierStudy, Tie, TieKind
from secondstory.incidents.models import Retrospective
from secondstory.recommendations.models import Recommendation, Status, Trace

MOST = 60


def open_before(study: Retrospective, earlier: QuerySet[Retrospective]) -> list[Tie]:
    """Open recommendations of ``earlier`` studies that answer a control, a missing control or a factor which this
    study met, too. Whoever asks reads those studies, and so what they recommend. One statement."""
    missing = MissingControl.objects.filter(retrospective=study).order_by().annotate(bare=Bare("text")).values("bare")
    findings = Finding.objects.filter(retrospective__in=earlier.values("pk")).order_by()
    of_the_same = (
        findings.filter(assessment__control__assessments__retrospective=study)
        .values("pk")
        .union(
            findings.annotate(bare=Bare("missing_control__text")).filter(bare__in=missing).values("pk"),
            findings.filter(factor__seen_again__retrospective=study).values("pk"),
        )
    )
    found = (
        Recommendation.objects.filter(pk__in=Trace.objects.filter(finding__in=of_the_same).values("recommendation"))
        .filter(retrospective__in=earlier.values("pk"))
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
