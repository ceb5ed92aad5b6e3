"""Answers to the guards this step knows."""

from __future__ import annotations

from django.db.models import Exists, Max, Q

from secondstory.analysis.models import Mystery
from secondstory.incidents.models import Retrospective
from secondstory.writeup.models import Section

SUMMARY, OPEN_QUESTIONS = "summary", "open_questions"


def has_sections(study: Retrospective) -> bool:
    return Section.objects.filter(writeup__retrospective=study).exists()


def summary_last(study: Retrospective) -> bool:
    """There is a summary, and no other section was written after it."""
    is_summary = Q(key=SUMMARY)
    written = Section.objects.filter(writeup__retrospective=study).aggregate(
        summary=Max("written_at", filter=is_summary & ~Q(text="")), rest=Max("written_at", filter=~is_summary)
    )
    return written["summary"] is not None and (written["rest"] is None or written["summary"] >= written["rest"])


def questions_listed(study: Retrospective) -> bool:
    """Invariant 15: while questions are open, the write-up keeps the section that lists them."""
    section = Section.objects.filter(writeup__retrospective=study, key=OPEN_QUESTIONS)
    unlisted = Mystery.objects.filter(
        ~Exists(section), retrospective=study, state__in=[Mystery.State.OPEN, Mystery.State.FOLLOWED]
    )
    return not unlisted.exists()
