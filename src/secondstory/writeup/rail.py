"""What this step says in a study's rail."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery

from secondstory.incidents.rail import Says, Source, count_of
from secondstory.writeup.anatomy import SUMMARY
from secondstory.writeup.models import Section


def says(study: Any) -> Says:
    """``study`` carries the annotations below."""
    if not study.sections_there:
        return Says("done" if study.is_final else "next", "none" if study.is_final else "not begun")
    if study.summary_words:
        return Says("done", "written, summary and all")
    if not study.sections_written:
        return Says("open", "begun, no words yet")
    return Says("open", f"{study.sections_written} of {study.sections_there} sections, summary to come")


SOURCE = Source(
    url_name="write-up",
    says=says,
    annotations={
        "sections_there": count_of(Section, "writeup__retrospective_id"),
        "sections_written": count_of(Section.objects.exclude(text=""), "writeup__retrospective_id"),
        "summary_words": Subquery(
            Section.objects.filter(writeup__retrospective_id=OuterRef("pk"), key=SUMMARY)
            .exclude(text="")
            .values("id")[:1]
        ),
    },
)
