"""What a reader takes with them from a published text, two short questions about it, and that it was read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.measures.actions.answer_pulse import answer_pulse
from secondstory.measures.actions.note_learned import NAMELESS, ask_what_is_not_understood, note_learned, take_back_note
from secondstory.measures.actions.note_reading import note_reading
from secondstory.measures.beside import ANSWERED, learned_of
from secondstory.measures.forms import LearnedForm, PulseForm
from secondstory.measures.models import ReaderNote
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.publishing.models import Publication
from secondstory.ui.attempt import attempt, is_kept
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me

A_YEAR = 365 * 24 * 3600
MOST = 100


def _text(user: Person, slug: str) -> Publication:
    found = (
        Publication.objects.visible_to(user)
        .select_related("team", "retrospective", "edition")
        .filter(slug=slug)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def _mine(publication: Publication, user: Person) -> ReaderNote | None:
    return ReaderNote.objects.filter(publication=publication, person=user).select_related("question").first()


def _back(publication: Publication) -> HttpResponse:
    return redirect(reverse("publication", args=[publication.slug]) + "#learned")


@login_required
@require_http_methods(["GET", "POST"])
def learned(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of its own for what also stands under the text: so that what was typed comes back when it cannot be kept."""
    user = me(request)
    found = _text(user, slug)
    if request.method == "GET":
        return _page(request, found)

    def now() -> dict[str, Any]:
        return LearnedForm.shown(_mine(found, user))

    form = knowing(LearnedForm(request.POST, initial=now(), auto_id="learned-%s"), now())

    def write() -> ReaderNote:
        told = {name: form.cleaned_data[name] for name in ("takes", "will_change", "not_understood", "readers")}
        return note_learned(found, by=user, **told)

    if attempt(form, lambda: unless_changed(form, now, write)):
        messages.success(
            request,
            "It stands here without your name."
            if form.cleaned_data["readers"] == NAMELESS
            else "It is kept. Only you read it."
            if form.cleaned_data["readers"] == ReaderNote.Readers.ME
            else "It is kept, and colleagues who may read this text read it.",
        )
        return _back(found)
    return _page(request, found, form)


def _page(
    request: HttpRequest, found: Publication, form: LearnedForm | None = None, pulse_form: PulseForm | None = None
) -> HttpResponse:
    it = learned_of(request, found, me(request), form, pulse_form)
    context = {"here": "library", "publication": found, "it": it}
    return render(request, "measures/learned.html", context, status=422 if form or pulse_form else 200)


@login_required
@require_POST
def no_note(request: HttpRequest, slug: str, reader_note_id: UUID) -> HttpResponse:
    note = ReaderNote.objects.filter(pk=reader_note_id, publication__slug=slug).select_related("publication").first()
    if note is None:
        raise NotFound()
    take_back_note(note, by=me(request))
    messages.success(request, "It is taken back.")
    reads = Publication.objects.visible_to(request.user).filter(pk=note.publication_id).exists()
    return _back(note.publication) if reads else redirect("my-reader-notes")


@login_required
@require_POST
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """One click: what I still do not understand becomes an open question."""
    user = me(request)
    found = _text(user, slug)
    note = _mine(found, user)
    if note is None:
        raise NotFound()
    return redirect("question", ask_what_is_not_understood(note, by=user).pk)


@login_required
@require_POST
def pulse(request: HttpRequest, slug: str) -> HttpResponse:
    """That somebody answered stands in their browser alone, for this text."""
    user = me(request)
    found = _text(user, slug)
    if ANSWERED not in request.COOKIES:
        form = PulseForm(request.POST, auto_id="pulse-%s")
        if not is_kept(form, lambda: answer_pulse(found, by=user, **form.cleaned_data)):
            return _page(request, found, pulse_form=form)
        messages.success(request, "Thank you. It was added to the answers of others; nothing tells that it was you.")
    answer = _back(found)
    answer.set_cookie(
        ANSWERED,
        "1",
        max_age=A_YEAR,
        path=reverse("publication", args=[found.slug]),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


@login_required
@require_POST
def reading(request: HttpRequest, slug: str) -> HttpResponse:
    """Told by the page once somebody reached the analysis, or had it before them for a minute. A browser that asks not
    to be followed is not."""
    found = _text(me(request), slug)
    if request.headers.get("Sec-GPC") != "1" and request.headers.get("DNT") != "1":
        note_reading(found, by=me(request))
    return HttpResponse(status=204)


@login_required
@require_GET
def of_study(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """From the study's own 'what did we come to understand' to the same questions beside its published text."""
    found = Publication.objects.visible_to(request.user).filter(retrospective_id=study_id).first()
    if found is None:
        raise NotFound("There is no published text of this study that you can read yet.")
    return _back(found)


@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """One's own notes, also on texts that cannot be read any more."""
    user = me(request)
    notes = list(
        ReaderNote.objects.filter(person=user)
        .select_related("publication", "question")
        .order_by("-created_at", "-id")[:MOST]
    )
    readable = set(
        Publication.objects.visible_to(user)
        .filter(pk__in=[one.publication_id for one in notes])
        .values_list("pk", flat=True)
    )
    rows = [(one, one.publication_id in readable) for one in notes]
    return render(request, "measures/mine.html", {"rows": rows, "here": "library"})
