from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from secondstory.evidence.policies import can_remove_copy
from secondstory.evidence.rules import is_on
from secondstory.incidents.policies import check_can_contribute
from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.set_study_zone import set_study_zone
from secondstory.timeline.forms.paste import PasteForm, ZoneForm
from secondstory.timeline.lanes import WINDOWS
from secondstory.timeline.lines import sheet
from secondstory.timeline.queries import counts, decisions_of, timeline_of, unsaid
from secondstory.timeline.views.frame import back_to, show, study_of, zones_to_offer
from secondstory.timeline.voices import voices_of
from secondstory.ui.me import me

LONGEST_SECOND = 12
ZOOMS = (("whole", "Whole"), ("evening", "Hours"), ("minutes", "Minutes"))


@login_required
@never_cache  # people's own words stand in it as long as they share them
@require_GET
def timeline(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """What happened, in order: as a picture, and as the list the picture draws. ``?window=`` zooms without script."""
    study, user = study_of(request, study_id), me(request)
    window = request.GET.get("window", "")
    since = request.GET.get("since", "")
    begin = int(since) if since.isascii() and since.isdigit() and len(since) <= LONGEST_SECOND else None
    found = timeline_of(study, user)
    voices = voices_of(study, user)
    return show(
        request,
        "timeline.html",
        study,
        sheet=sheet(found, decisions=decisions_of(study, user), voices=voices, window=window, begin=begin),
        window=window if window in WINDOWS else "",
        zooms=ZOOMS,
        references=found.references,
        missing=found.missing,
        missing_of=found.missing_of,
        removable={one.pk for one in found.references if one.copy and can_remove_copy(one.copy, user)},
        can_fetch=is_on(),
        entries=len(found.standing),
        counts=counts(found.standing),
        unsaid=unsaid(found),
        form=PasteForm() if not found.entries and not voices else None,
        zones=zones_to_offer(study, user),
    )


@login_required
@require_http_methods(["GET", "POST"])
def zone(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    check_can_contribute(study, me(request))
    form = ZoneForm(request.POST or None, initial={"zone": study.zone})
    if request.method == "POST" and form.is_valid():
        try:
            set_study_zone(study, form.cleaned_data["zone"], by=me(request))
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, f"Times are told in {study.zone} now. The order is the same.")
            return back_to(study)
    return show(request, "zone.html", study, forms=[form], form=form, zones=zones_to_offer(study, me(request)))
