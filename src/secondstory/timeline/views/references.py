from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.evidence.actions.remove_copy import remove_copy
from secondstory.evidence.models import Copy
from secondstory.evidence.policies import check_can_remove_copy
from secondstory.evidence.rules import is_on
from secondstory.incidents.policies import check_can_contribute
from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.add_graph import add_graph, ask_prometheus
from secondstory.timeline.actions.check_links import look_at
from secondstory.timeline.actions.keep_what_it_leads_to import capture, keep_file
from secondstory.timeline.actions.references import add_reference, note_link
from secondstory.timeline.forms.references import AGAIN, FileForm, GraphForm, KeepFileForm, ReferenceForm
from secondstory.timeline.models import Reference
from secondstory.timeline.views.frame import back_to, reference_of, show, study_of, zones_to_offer
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def references(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    check_can_contribute(study, me(request))
    form = ReferenceForm(request.POST, request.FILES) if request.method == "POST" else ReferenceForm()
    if form.is_bound and form.is_valid():
        try:
            reference = add_reference(study, by=me(request), **form.told)
        except Refusal as refusal:
            ask_again(form, refusal)
        else:
            return back_to(study, f"ref-{reference.pk}")
    return show(request, "new_reference.html", study, forms=[form], form=form)


@login_required
@require_http_methods(["GET", "POST"])
def graphs(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """A graph whose points are kept here."""
    study = study_of(request, study_id)
    user = me(request)
    check_can_contribute(study, user)
    form = GraphForm(study, request.POST, request.FILES) if request.method == "POST" else GraphForm(study)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        told = {name: given[name] for name in ("title", "unit", "query", "zone", "url")}
        try:
            text = form.points
            if given.get("server") and form.begins and form.ends:
                text = ask_prometheus(
                    study, given["server"], given["query"], since=form.begins, until=form.ends, by=user
                )
            reference = add_graph(study, text, by=user, **told)
        except Refusal as refusal:
            ask_again(form, refusal)
        else:
            return back_to(study, f"ref-{reference.pk}")
    return show(request, "new_graph.html", study, forms=[form], form=form, zones=zones_to_offer(study, user))


@login_required
@require_POST
def link(request: HttpRequest, study_id: UUID, reference_id: UUID) -> HttpResponse:
    """``works`` is 'yes' or 'no': what somebody found when they followed it; or 'look': we follow it, briefly."""
    study = study_of(request, study_id)
    one = reference_of(request, study, reference_id)
    works = request.POST.get("works")
    if works != "look":
        note_link(one, works=works == "yes", by=me(request))
        return back_to(study, f"ref-{one.pk}")
    found = look_at(one, by=me(request))
    if found.works is None:
        messages.info(request, f"Whether the link works could not be told. {found.sentence}")
    else:
        messages.success(request, "The link works." if found.works else f"The link is gone. {found.sentence}")
    return back_to(study, f"ref-{one.pk}")


@login_required
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, study_id: UUID, reference_id: UUID) -> HttpResponse:
    """A copy of what the reference leads to: ``from`` 'address' fetches it, else a file is sent along."""
    study = study_of(request, study_id)
    user = me(request)
    check_can_contribute(study, user)
    one = reference_of(request, study, reference_id)
    fetches = request.method == "POST" and request.POST.get("from") == "address"
    form = KeepFileForm(request.POST, request.FILES) if request.method == "POST" and not fetches else KeepFileForm()
    refused = ""
    if fetches or (form.is_bound and form.is_valid()):
        try:
            if fetches:
                capture(one, by=user)
            elif file := form.brought:
                keep_file(one, file, by=user)
        except Refusal as refusal:
            if form.is_bound:
                ask_again(form, refusal)
            refused = "" if form.is_bound else refusal.sentence
        else:
            messages.success(request, "A copy is kept here.")
            return back_to(study, f"ref-{one.pk}")
    answer = show(
        request,
        "reference_copy.html",
        study,
        forms=[form],
        form=form,
        reference=one,
        refused=refused,
        can_fetch=is_on(),
    )
    if refused:
        answer.status_code = 422
    return answer


@login_required
@require_http_methods(["GET", "POST"])
def copy_removal(request: HttpRequest, study_id: UUID, reference_id: UUID) -> HttpResponse:
    """GET says what would go and with what it is kept; POST takes ``copy`` out, unless another one is kept by now."""
    study, user = study_of(request, study_id), me(request)
    one = reference_of(request, study, reference_id)
    found = Copy.objects.visible_to(user).filter(references=one, owner=None)
    copy: Copy | None = found.first()
    if copy is None:
        return back_to(study, f"ref-{one.pk}")
    copy.retrospective = study
    check_can_remove_copy(copy, user)
    if request.method == "POST":
        if request.POST.get("copy") == str(copy.pk):
            remove_copy(copy, by=user)
            messages.success(request, "The copy was taken out; the reference stays.")
        return back_to(study, f"ref-{one.pk}")
    others = Reference.objects.visible_to(user).filter(copy=copy).exclude(pk=one.pk).order_by("created_at", "id")
    return show(request, "reference_copy_removal.html", study, reference=one, copy=copy, others=others)


def ask_again(form: FileForm, refusal: Refusal) -> None:
    """The sentence beside its field, and the file again, which a browser does not keep."""
    field = refusal.field if refusal.field in form.fields else None
    had_file = bool(form.cleaned_data.get("file"))
    form.add_error(field, refusal.sentence)
    if had_file and field != "file":
        form.add_error("file", AGAIN)
