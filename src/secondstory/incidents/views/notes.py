from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.incidents.actions.promote import promote
from secondstory.incidents.actions.raise_signal import raise_signal
from secondstory.incidents.actions.withdraw_note import withdraw_note
from secondstory.incidents.actions.write_note import write_note
from secondstory.incidents.audiences import readers_in_words, usual_team
from secondstory.incidents.forms import NoteForm, PromotionForm, SignalForm, WordsForm, sentences_of
from secondstory.incidents.keyset import page
from secondstory.incidents.models import Incident, Note, NoteAudience, Signal
from secondstory.incidents.views.frame import is_htmx, one, own_zone, to
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.attempt import attempt
from secondstory.ui.me import me


def wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


@login_required
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest) -> HttpResponse:
    """The list, and where notes arrive: from the line on top, the key ``n``, the browser's outbox."""
    user = me(request)
    form = NoteForm(request.POST if request.method == "POST" else None, zone=own_zone(user), usual=usual_readers(user))
    if request.method == "POST":
        note = attempt(form, lambda: _write(form, user))
        if note is not None:
            return _written(request, note)
        if wants_json(request):
            said = {"code": "refused", "sentence": sentences_of(form), "field": next(iter(form.errors))}
            return JsonResponse(said, status=400)
    rows = Note.objects.visible_to(user).knowing_incident_of(user).select_related("team", "incident", "corrects")
    return render(
        request,
        "incidents/notes.html",
        {
            "page": page(rows, request.GET, by="at"),
            "form": form,
            "zone": own_zone(user),
            "readers": usual_readers(user),
        },
        status=422 if form.errors else 200,
    )


def usual_readers(user: Person) -> str:
    team = usual_team(user)
    return readers_in_words(NoteAudience.TEAM if team else NoteAudience.ME, team)


def usual_signal_readers(user: Person) -> str:
    team = usual_team(user)
    return readers_in_words(NoteAudience.TEAM if team else NoteAudience.ORGANIZATION, team)


def _write(form: NoteForm, user: Person) -> Note:
    given = form.cleaned_data
    at: datetime | None = given["at"].at if given["at"] else _machine_time(given["written_at"])
    return write_note(
        given["text"],
        by=user,
        at=at,
        audience=given["audience"],
        client_id=given["client_id"],
        incident=one(Incident, user, given["incident"]) if given["incident"] else None,
        signal=one(Signal, user, given["signal"]) if given["signal"] else None,
        corrects=one(Note, user, given["corrects"]) if given["corrects"] else None,
    )


def _machine_time(text: str) -> datetime | None:
    """When a browser says the line was written. A clock that runs ahead of ours is no reason to lose a note."""
    if not text:
        return None
    try:
        at = parse_datetime(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Refusal("The time of writing is an instant such as 2017-01-31T23:27:00Z.", field="written_at")
    return min(at, timezone.now())


def _written(request: HttpRequest, note: Note) -> HttpResponse:
    if wants_json(request):
        kept = {"id": note.pk, "at": note.at, "saved_at": note.created_at}
        return JsonResponse(kept, status=201)
    if is_htmx(request):
        context = {"note": _note(request, note.pk), "zone": own_zone(me(request))}
        answer = render(request, "incidents/_note.html", context, status=201)
        answer["X-Saved-At"] = note.created_at.isoformat()
        return answer
    messages.success(request, f"The note is kept. {readers_in_words(note.audience, note.team)} can read it.")
    if note.signal_id:
        return to("signal", note.signal_id, anchor=f"note-{note.pk}")
    if note.incident_id:
        return to("incident", note.incident_id, anchor=f"note-{note.pk}")
    return to("notes", anchor=f"note-{note.pk}")


def _page(request: HttpRequest, note: Note, **forms: Any) -> HttpResponse:
    """One note, with all that can be made of it."""
    user = me(request)
    asked = any(form.errors for form in forms.values())
    context = {
        "note": note,
        "corrections": Note.objects.visible_to(user)
        .knowing_incident_of(user)
        .filter(corrects=note)
        .select_related("team", "incident")
        .newest_first(),
        "mine": note.created_by_id == user.pk,
        "zone": own_zone(user),
        "readers": readers_in_words(note.audience, note.team),
        "correction": WordsForm(auto_id="correction_%s"),
        "signal_form": SignalForm(auto_id="signal_%s", usual=usual_signal_readers(user)),
        "promotion": PromotionForm(auto_id="promotion_%s"),
        **forms,
    }
    return render(request, "incidents/note.html", context, status=422 if asked else 200)


def _note(request: HttpRequest, note_id: UUID) -> Note:
    user = me(request)
    rows = Note.objects.visible_to(user).knowing_incident_of(user)
    found = rows.select_related("team", "incident", "signal", "corrects").filter(pk=note_id).first()
    if found is None:
        raise NotFound()
    return found


@login_required
@require_http_methods(["GET"])
def note(request: HttpRequest, note_id: UUID) -> HttpResponse:
    return _page(request, _note(request, note_id))


@login_required
@require_POST
def correction(request: HttpRequest, note_id: UUID) -> HttpResponse:
    earlier = _note(request, note_id)
    form = WordsForm(request.POST, auto_id="correction_%s")
    new = attempt(form, lambda: write_note(form.cleaned_data["text"], by=me(request), corrects=earlier))
    if new is None:
        return _page(request, earlier, correction=form)
    messages.success(request, "The correction is kept, beside the note it corrects.")
    return to("note", earlier.pk, anchor=f"note-{new.pk}")


@login_required
@require_POST
def withdrawal(request: HttpRequest, note_id: UUID) -> HttpResponse:
    withdraw_note(_note(request, note_id), by=me(request))
    messages.success(request, "The words are gone. A marker stays where the note was.")
    return to("notes", anchor=f"note-{note_id}")


@login_required
@require_POST
def signal_of(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """A signal grows out of the note."""
    source, user = _note(request, note_id), me(request)
    # Somebody else's words do not travel further by themselves; the form asks for one's own.
    own_words = source.text if source.created_by_id == user.pk else ""
    given = {"kind": "weak_signal", "text": own_words, **request.POST.dict()}
    form = SignalForm(given, auto_id="signal_%s", usual=usual_signal_readers(user))

    def write() -> Signal:
        given = form.cleaned_data
        return raise_signal(given["text"], by=user, kind=given["kind"], audience=given["audience"], notes=[source])

    signal = attempt(form, write)
    if signal is None:
        return _page(request, source, signal_form=form)
    messages.success(request, "The signal is raised. It will get a word back.")
    return to("signal", signal.pk)


@login_required
@require_POST
def incident_of(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """The note becomes an incident."""
    source = _note(request, note_id)
    form = PromotionForm(request.POST, auto_id="promotion_%s")

    def write() -> Incident:
        given = form.cleaned_data
        return promote([source], by=me(request), title=given["title"], kind=given["kind"])

    incident = attempt(form, write)
    if incident is None:
        return _page(request, source, promotion=form)
    return to("incident", incident.pk)
