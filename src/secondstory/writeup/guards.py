"""Answers to the guards this step knows."""

from __future__ import annotations

from django.db.models import Exists, Max, Q

from secondstory.analysis.models import Mystery
from secondstory.incidents.models import Retrospective
from secondstory.wording.gate import is_answered
from secondstory.writeup.models import Section
from secondstory.writeup.wordings import SURFACE, parts_of_text

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


def wording_answered(study: Retrospective) -> bool:
    """Where the organization asks about a kind of wording, what stands in the text was answered: reworded, kept with a
    reason, or not about this. It never asks for one answer rather than another."""
    return is_answered(study, lambda: parts_of_text(study), surface=SURFACE)
