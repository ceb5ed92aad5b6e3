"""Answers to the guards this step knows."""

from __future__ import annotations

from django.db.models import Max

from secondstory.analysis.models import Mystery
from secondstory.incidents.models import Retrospective
from secondstory.writeup.models import Section

SUMMARY, OPEN_QUESTIONS = "summary", "open_questions"


def has_sections(study: Retrospective) -> bool:
    return Section.objects.filter(writeup__retrospective=study).exists()


def summary_last(study: Retrospective) -> bool:
    """There is a summary, and no other section was written after it."""
    sections = Section.objects.filter(writeup__retrospective=study)
    summary = sections.filter(key=SUMMARY).exclude(text="").first()
    if summary is None or summary.written_at is None:
        return False
    rest = sections.exclude(pk=summary.pk).aggregate(last=Max("written_at"))["last"]
    return rest is None or summary.written_at >= rest


def questions_listed(study: Retrospective) -> bool:
    """Invariant 15: while questions are open, the write-up keeps the section that lists them."""
    open_ones = Mystery.objects.filter(retrospective=study, state__in=[Mystery.State.OPEN, Mystery.State.FOLLOWED])
    return not open_ones.exists() or Section.objects.filter(writeup__retrospective=study, key=OPEN_QUESTIONS).exists()
