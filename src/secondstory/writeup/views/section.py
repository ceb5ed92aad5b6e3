"""Writing one section: read, save, bring two texts together, and find its place."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.incidents.audiences import readers_of_work
from secondstory.incidents.models import Retrospective
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import OR_CONFLICT, attempt
from secondstory.ui.me import me
from secondstory.writeup.actions.arrange import move_section, remove_section, rename_section
from secondstory.writeup.actions.save import TwoTexts, save_section, still_holds
from secondstory.writeup.anatomy import PARTS
from secondstory.writeup.difference import difference
from secondstory.writeup.document import Section as Told
from secondstory.writeup.forms import HeadingForm, PlaceForm, WordsForm
from secondstory.writeup.models import Revision, Section
from secondstory.writeup.page import Sheet, sheet_of, waiting
from secondstory.writeup.policies import can_rearrange, can_write, check_can_write
from secondstory.writeup.together import bring_together
from secondstory.writeup.views.frame import anchor_of, back_to, section_of, show, study_of
from secondstory.writeup.voices import voices


def words_form(section: Section, data: object = None) -> WordsForm:
    return WordsForm(
        data,
        draft=f"section-{section.pk}",
        heading=section.heading,
        initial={"text": section.text, "based_on": section.number},
        auto_id=f"section-{section.pk}-%s",
    )


def is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


@login_required
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, study_id: UUID, section_id: UUID) -> HttpResponse:
    """Write a section. With htmx the editor takes the place of the words, and the words that of the editor."""
    study = study_of(request, study_id)
    found = section_of(study, section_id)
    if request.method == "GET" and is_htmx(request) and "words" in request.GET:
        return _words(request, study, found)
    check_can_write(found, me(request))
    if request.method == "GET":
        return _editor(request, study, found, words_form(found))
    form = words_form(found, request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    try:
        saved = attempt(
            form,
            lambda: save_section(found, text=given["text"], based_on=given["based_on"], by=me(request)),
            through=OR_CONFLICT,
        )
    except TwoTexts as both:
        address = reverse("section-beside", args=[study.pk, found.pk, both.beside.number])
        return _go(request, address)
    if saved is None:
        return _editor(request, study, found, form, status=422)
    if is_htmx(request):
        answer = _words(request, study, section_of(study, section_id))
        answer["X-Saved-At"] = (saved.created_at or timezone.now()).isoformat()
        return answer
    messages.success(request, "Saved.")
    return back_to(study, anchor_of(found))


def _go(request: HttpRequest, address: str) -> HttpResponse:
    answer = HttpResponse(status=200 if is_htmx(request) else 303)
    answer["HX-Redirect" if is_htmx(request) else "Location"] = address
    return answer


def _sheet(study: Retrospective, section: Section) -> Sheet:
    """The section as the page would set it, without its blocks."""
    told = Told(section.key, section.key.replace("_", "-") or anchor_of(section), section.heading, section.text)
    there = list(Section.objects.filter(writeup__retrospective=study).in_order())
    return sheet_of(told, section, there, waiting(section=section).get(section.pk, []))


def _words(request: HttpRequest, study: Retrospective, section: Section) -> HttpResponse:
    context = {
        "study": study,
        "zone": study.zone,
        "sheet": _sheet(study, section),
        "may_write": can_write(section, me(request)),
    }
    return render(request, "writeup/_words.html", context)


def _editor(
    request: HttpRequest,
    study: Retrospective,
    section: Section,
    form: WordsForm,
    *,
    heading_form: HeadingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    asks = PARTS[section.key].asks if section.key in PARTS else ""
    context = {"section": section, "form": form, "asks": asks, "anchor": anchor_of(section)}
    if is_htmx(request):
        whole = {"study": study, "zone": study.zone, "who_reads": readers_of_work(study), **context}
        return render(request, "writeup/_editor.html", whole, status=status)
    if can_rearrange(section, me(request)):
        others = list(Section.objects.filter(writeup=section.writeup).exclude(pk=section.pk).in_order())
        before = [one.pk for one in others if one.position < section.position]
        context |= {
            "heading_form": heading_form or HeadingForm(initial={"heading": section.heading}, auto_id="heading-%s"),
            "place_form": PlaceForm(
                places=[(one.pk, one.heading) for one in others],
                initial={"after": str(before[-1]) if before else ""},
                auto_id="place-%s",
            ),
        }
    return show(request, "section.html", study, status=status, **context)


@login_required
@require_POST
def heading(request: HttpRequest, study_id: UUID, section_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    found = section_of(study, section_id)
    form = HeadingForm(request.POST, auto_id="heading-%s")
    renamed = attempt(
        form, lambda: rename_section(found, form.cleaned_data["heading"], by=me(request)), through=OR_CONFLICT
    )
    if renamed is None:
        return _editor(request, study, found, words_form(found), heading_form=form, status=422)
    return back_to(study, anchor_of(found))


@login_required
@require_POST
def place(request: HttpRequest, study_id: UUID, section_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    found = section_of(study, section_id)
    asked = request.POST.get("after", "")
    after = next((one for one in Section.objects.filter(writeup=found.writeup) if str(one.pk) == asked), None)
    if asked and after is None:
        raise NotFound("The section to put this after is not in this write-up. Reload it.")
    move_section(found, after=after, by=me(request))
    return back_to(study, anchor_of(found))


@login_required
@require_POST
def removal(request: HttpRequest, study_id: UUID, section_id: UUID) -> HttpResponse:
    study = study_of(request, study_id)
    remove_section(section_of(study, section_id), by=me(request))
    return back_to(study)


@login_required
@require_POST
def holding(request: HttpRequest, study_id: UUID, section_id: UUID) -> HttpResponse:
    """It holds as it is, now that the rest was changed."""
    study = study_of(request, study_id)
    found = section_of(study, section_id)
    still_holds(found, by=me(request))
    return back_to(study, anchor_of(found))


@login_required
@require_http_methods(["GET", "POST"])
def beside(request: HttpRequest, study_id: UUID, section_id: UUID, number: int) -> HttpResponse:
    """Two texts of one section, side by side, and a box to bring them together."""
    study = study_of(request, study_id)
    found = section_of(study, section_id)
    check_can_write(found, me(request))
    revisions = {one.number: one for one in Revision.objects.filter(section=found, number__in=[number, found.number])}
    other = revisions.get(number)
    if other is None or not other.is_beside:
        raise NotFound()
    base = Revision.objects.filter(section=found, number=other.based_on).first()
    grown = bring_together(base.text if base else "", found.text, other.text)
    form = WordsForm(
        request.POST or None,
        draft=f"section-{found.pk}-beside-{number}",
        heading=found.heading,
        initial={"text": grown.text, "based_on": found.number},
        auto_id="together-%s",
    )
    if request.method == "POST":
        given = form.cleaned_data if form.is_valid() else {}
        try:
            saved = attempt(
                form,
                lambda: save_section(
                    found, text=given["text"], based_on=given["based_on"], beside=number, by=me(request)
                ),
                through=OR_CONFLICT,
            )
        except TwoTexts as both:
            return _go(request, reverse("section-beside", args=[study.pk, found.pk, both.beside.number]))
        if saved is not None:
            messages.success(request, "Saved. Both earlier texts stay in the section's history.")
            return back_to(study, anchor_of(found))
    shown = revisions.get(found.number)
    spoken = voices(study.pk)
    return show(
        request,
        "beside.html",
        study,
        status=422 if form.errors else 200,
        section=found,
        shown=shown,
        other=other,
        shown_by=spoken.of(shown.created_by_id if shown else None, "someone"),
        other_by="you" if other.created_by_id == me(request).pk else spoken.of(other.created_by_id, "someone"),
        lines=difference(found.text, other.text),
        is_clear=grown.is_clear,
        form=form,
    )
