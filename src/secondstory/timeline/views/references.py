from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.incidents.policies import check_can_contribute
from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.references import add_reference, note_link
from secondstory.timeline.forms import ReferenceForm
from secondstory.timeline.views.frame import back_to, me, reference_of, show, study_of


@login_required
@require_http_methods(["GET", "POST"])
def references(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    check_can_contribute(study, me(request))
    form = ReferenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reference = add_reference(study, by=me(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            return back_to(study, f"ref-{reference.pk}")
    return show(request, "new_reference.html", study, forms=[form], form=form)


@login_required
@require_POST
def link(request: HttpRequest, study_id: UUID, reference_id: UUID) -> HttpResponse:
    """``works`` is 'yes' or 'no': what somebody found when they followed it."""
    study = study_of(request, study_id)
    one = note_link(
        reference_of(request, study, reference_id), works=request.POST.get("works") == "yes", by=me(request)
    )
    return back_to(study, f"ref-{one.pk}")
