from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_analyse, check_can_contribute
from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.disputes import Side, add_version, explain_dispute, let_stand, open_dispute
from secondstory.timeline.forms.disputes import DisputeForm, ExplanationForm, VersionForm
from secondstory.timeline.lines import sheet, zone_of
from secondstory.timeline.models import Dispute, Entry
from secondstory.timeline.queries import Timeline, timeline_of
from secondstory.timeline.views.frame import back_to, dispute_of, show, study_of
from secondstory.ui import moments
from secondstory.ui.forms import Form
from secondstory.ui.me import me
from secondstory.ui.text import shorten

# So many entries to either side of the first one are offered as its other versions.
NEAR = 8


@login_required
@require_http_methods(["GET", "POST"])
def disputes(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Put versions side by side; ``?entry=`` is one that is there already."""
    study = study_of(request, study_id)
    user = me(request)
    check_can_contribute(study, user)
    found = timeline_of(study, user)
    about = request.GET.get("entry", "")
    near = _near(found, {about, *request.POST.getlist("entries")})
    form = DisputeForm(near, request.POST or None, initial={"entries": [about]})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = set(given.get("entries", []))
        other = [Side(given["text"], given["said_by"])] if given["text"] or given["said_by"] else []
        try:
            dispute = open_dispute(
                study,
                by=user,
                question=given["question"],
                entries=[entry for entry in found.standing if str(entry.pk) in chosen],
                versions=other,
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            return back_to(study, f"dispute-{dispute.pk}")
    return show(request, "new_dispute.html", study, forms=[form], form=form)


@login_required
@require_GET
def dispute(request: HttpRequest, study_id: UUID, dispute_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    return _dispute(request, study, dispute_of(request, study, dispute_id))


@login_required
@require_POST
def versions(request: HttpRequest, study_id: UUID, dispute_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    one = dispute_of(request, study, dispute_id)
    check_can_contribute(study, me(request))
    form = VersionForm(request.POST)
    if form.is_valid():
        try:
            add_version(one, Side(**form.cleaned_data), by=me(request))
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            return back_to(study, f"dispute-{one.pk}")
    return _dispute(request, study, one, version=form)


@login_required
@require_POST
def explanation(request: HttpRequest, study_id: UUID, dispute_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    one = dispute_of(request, study, dispute_id)
    check_can_analyse(study, me(request))
    form = ExplanationForm(request.POST)
    if form.is_valid():
        try:
            explain_dispute(one, explanation=form.cleaned_data["explanation"], by=me(request))
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            return back_to(study, f"dispute-{one.pk}")
    return _dispute(request, study, one, explain=form)


@login_required
@require_POST
def standing(request: HttpRequest, study_id: UUID, dispute_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    one = let_stand(dispute_of(request, study, dispute_id), by=me(request))
    return back_to(study, f"dispute-{one.pk}")


def _dispute(
    request: HttpRequest,
    study: Retrospective,
    one: Dispute,
    version: VersionForm | None = None,
    explain: ExplanationForm | None = None,
) -> HttpResponse:
    whole = sheet(timeline_of(study, me(request)))
    blocks = [*whole.loose, *(block for day in whole.days for place in day.places for block in place.blocks)]
    forms: list[Form] = [
        version or VersionForm(),
        explain or ExplanationForm(initial={"explanation": one.what_would_make_both_true}),
    ]
    return show(
        request,
        "dispute.html",
        study,
        forms=forms,
        matter=next(block for block in blocks if block.dispute.pk == one.pk),
        version=forms[0],
        explain=forms[1],
    )


def _near(found: Timeline, chosen: set[str]) -> list[tuple[str, str]]:
    """Entries to choose as versions: those chosen and their neighbors; without any, the first ones."""
    line = found.standing
    here = [place for place, entry in enumerate(line) if str(entry.pk) in chosen] or [0]
    wanted = {place for middle in here for place in range(middle - NEAR, middle + NEAR + 1)}
    return [(str(entry.pk), _in_words(entry, found)) for place, entry in enumerate(line) if place in wanted]


def _in_words(entry: Entry, found: Timeline) -> str:
    zone = zone_of(entry, found.study)
    said = moments.say(entry.at, zone, entry.precision, entry.approximate, shape="full")
    return f"{said.whole}: {shorten(entry.text, 120)}"
