"""What is known to be missing in the material of a study, and how it was completed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.incidents.policies import check_can_contribute
from secondstory.timeline.actions.known_gaps import complete_gap, reopen_gap, tell_gap
from secondstory.timeline.forms.known_gaps import CompletedForm, GapForm
from secondstory.timeline.models import KnownGap
from secondstory.timeline.names import in_a_sentence
from secondstory.timeline.policies import can_reopen_gap
from secondstory.timeline.queries import missing_still
from secondstory.timeline.views.frame import back_to, gap_of, show, study_of
from secondstory.ui.attempt import is_kept
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def known_gaps(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """All of it, for whoever reads the study; by POST, tell one more."""
    study, user = study_of(request, study_id), me(request)
    form = GapForm(study, request.POST or None)
    if request.method == "POST":
        check_can_contribute(study, user)
        if is_kept(form, lambda: tell_gap(study, by=user, **form.cleaned_data)):
            messages.success(request, "It is shown as missing until somebody says how it was completed.")
            return back_to(study, "refs")
    completed = list(
        KnownGap.objects.visible_to(user)
        .filter(retrospective=study, completed_at__isnull=False)
        .order_by("completed_at", "id")
    )
    return show(
        request,
        "known_gaps.html",
        study,
        forms=[form],
        form=form,
        missing=missing_still(study, user),
        completed=list(zip(completed, _names(study, completed), strict=True)),
    )


@login_required
@require_http_methods(["GET", "POST"])
def known_gap(request: HttpRequest, study_id: UUID, known_gap_id: UUID) -> HttpResponse:
    """One of them; by POST, how it was completed."""
    study, user = study_of(request, study_id), me(request)
    gap = gap_of(request, study, known_gap_id)
    form = CompletedForm(request.POST or None)
    if request.method == "POST":
        check_can_contribute(study, user)
        if is_kept(form, lambda: complete_gap(gap, form.cleaned_data["how"], by=user)):
            messages.success(request, "It is not shown as missing any more.")
            return back_to(study, "refs")
    return show(
        request,
        "known_gap.html",
        study,
        forms=[form],
        form=form,
        gap=gap,
        by_whom=_names(study, [gap])[0],
        can_reopen=bool(gap.completed_at) and can_reopen_gap(gap, user),
    )


@login_required
@require_POST
def reopening(request: HttpRequest, study_id: UUID, known_gap_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    gap = reopen_gap(gap_of(request, study, known_gap_id), by=me(request))
    messages.success(request, "It is shown as missing again.")
    return back_to(study, f"gap-{gap.pk}" if gap.at else "refs")


def _names(study: Retrospective, gaps: list[KnownGap]) -> list[str]:
    """Who said it, as they chose to be shown in this study; of others, that it was somebody who worked on it."""
    people = study.participants.filter(left_at=None, person__isnull=False).select_related("person")
    shown = {one.person_id: in_a_sentence(one) for one in people}
    return [shown.get(gap.completed_by_id, "somebody who works on the study") for gap in gaps]
