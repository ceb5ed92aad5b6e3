from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.ui.attempt import OR_CONFLICT, attempt
from secondstory.ui.me import me
from secondstory.writeup.actions.arrange import add_section
from secondstory.writeup.actions.begin import begin
from secondstory.writeup.forms import SectionForm
from secondstory.writeup.models import Section
from secondstory.writeup.page import page_of
from secondstory.writeup.policies import can_look_at_wording
from secondstory.writeup.views.frame import anchor_of, back_to, show, study_of


@login_required
@require_http_methods(["GET", "POST"])
def write_up(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """The document as it stands; posting begins it."""
    study = study_of(request, study_id)
    if request.method == "POST":
        begin(study, by=me(request))
        return back_to(study)
    return _page(request, study)


def _page(request: HttpRequest, study: Retrospective, form: SectionForm | None = None) -> HttpResponse:
    page = page_of(study, me(request))
    places = [(sheet.stored.pk, sheet.told.heading) for sheet in page.sheets if sheet.stored]
    return show(
        request,
        "write_up.html",
        study,
        page=page,
        section_form=form or SectionForm(places=places, auto_id="new-section-%s"),
        asks_section=form is not None,
        may_look=can_look_at_wording(study, me(request)),
        status=422 if form else 200,
    )


@login_required
@require_POST
def sections(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Add a section of people's own making."""
    study = study_of(request, study_id)
    there = list(Section.objects.filter(writeup__retrospective=study).in_order())
    form = SectionForm(request.POST, places=[(one.pk, one.heading) for one in there], auto_id="new-section-%s")
    known = {str(one.pk): one for one in there}
    section = attempt(
        form,
        lambda: add_section(
            study, form.cleaned_data["heading"], after=known.get(form.cleaned_data["after"]), by=me(request)
        ),
        through=OR_CONFLICT,
    )
    return _page(request, study, form) if section is None else back_to(study, anchor_of(section))
