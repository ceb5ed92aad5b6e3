"""The wording of the whole write-up, once more: what waits for an answer, what else was seen, what was answered."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from secondstory.ui.me import me
from secondstory.wording.choices import choices_now
from secondstory.wording.gate import QUIET, InPart, look_through
from secondstory.wording.kinds import LEVELS
from secondstory.wording.policies import can_answer
from secondstory.wording.spoken import Shown, shown
from secondstory.writeup.policies import check_can_look_at_wording
from secondstory.writeup.views.frame import show, study_of
from secondstory.writeup.wordings import SURFACE, parts_of_text


class Line:
    """One finding as the page sets it."""

    def __init__(self, found: InPart) -> None:
        self.found = found
        self.heading = found.part.heading
        self.section = found.part.id
        self.one: Shown = shown(found.part.text, found.seen, found.seen.level)


@login_required
@never_cache
@require_GET
def wording(request: HttpRequest, study_id: UUID) -> HttpResponse:
    user, study = me(request), study_of(request, study_id)
    check_can_look_at_wording(study, user)
    choices = choices_now()
    found = [Line(one) for one in look_through(study, parts_of_text(study), surface=SURFACE, choices=choices, by=user)]
    loud = list(LEVELS)
    rest = [one for one in found if not one.found.waits and one.found.answer not in QUIET]
    return show(
        request,
        "wording.html",
        study,
        state=choices.rules.state,
        waits=[one for one in found if one.found.waits],
        rest=sorted(rest, key=lambda one: -loud.index(one.one.level)),
        settled=[one for one in found if one.found.answer in QUIET],
        may_answer=can_answer(study, SURFACE, user),
        surface=SURFACE,
    )
