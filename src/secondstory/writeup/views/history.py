"""The history of a section: every save, what it changed, and the way back to it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from secondstory.people.refusals import Refusal
from secondstory.ui.me import me
from secondstory.writeup.actions.save import restore
from secondstory.writeup.difference import Line, difference
from secondstory.writeup.models import Revision, Section
from secondstory.writeup.page import waiting
from secondstory.writeup.views.frame import anchor_of, back_to, section_of, show, study_of
from secondstory.writeup.voices import voices

SIZE = 10


@dataclass(frozen=True, slots=True)
class Saved:
    """One revision, by whom in words, and what it changed."""

    revision: Revision
    by: str
    lines: list[Line]
    is_shown: bool
    is_waiting: bool


def _number(text: str) -> int:
    if text and not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Refusal("This address leads to no revision. Open the history from its beginning.", code="no_such_page")
    return int(text or 0)


def saved(section: Section, before: int, spoken_by: UUID) -> tuple[list[Saved], str]:
    """A page of revisions, newest first, and the cursor of the next one (four statements)."""
    rows = Revision.objects.filter(section=section).order_by("-number")
    found = list((rows.filter(number__lt=before) if before else rows)[: SIZE + 1])
    page, older = found[:SIZE], str(found[SIZE - 1].number) if len(found) > SIZE else ""
    # What each grew from: the revision it was based on. Most of them are on the page itself.
    known = {one.number: one.text for one in found}
    missing = {one.based_on for one in page} - set(known) - {0}
    known |= dict(Revision.objects.filter(section=section, number__in=missing).values_list("number", "text"))
    waits = set(waiting(section=section).get(section.pk, []))
    spoken = voices(section.writeup.retrospective_id)
    return [
        Saved(
            one,
            "you" if one.created_by_id == spoken_by else spoken.of(one.created_by_id, "someone"),
            difference(known.get(one.based_on, ""), one.text),
            one.number == section.number,
            one.number in waits,
        )
        for one in page
    ], older


@login_required
@require_GET
def history(request: HttpRequest, study_id: UUID, section_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    section = section_of(study, section_id)
    page, older = saved(section, _number(request.GET.get("before", "")), me(request).pk)
    return show(request, "history.html", study, section=section, saved=page, older=older, anchor=anchor_of(section))


@login_required
@require_POST
def revisions(request: HttpRequest, study_id: UUID, section_id: UUID) -> HttpResponse:
    """Save an earlier revision again."""
    study = study_of(request, study_id)
    section = section_of(study, section_id)
    restore(section, _number(request.POST.get("number", "")), by=me(request))
    messages.success(request, "Saved as a new revision; nothing between is lost.")
    return back_to(study, anchor_of(section))
