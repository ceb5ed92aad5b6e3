"""One's own way from reading to leading: five steps, notes to oneself, and who walks along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.apprenticeship.actions import notes
from secondstory.apprenticeship.actions.begin import begin_apprenticeship
from secondstory.apprenticeship.actions.mentor import ask_mentor, end_mentorship
from secondstory.apprenticeship.actions.sign import sign, take_back_word
from secondstory.apprenticeship.forms import MentorForm, TextNoteForm, WatchNoteForm, WordsForm
from secondstory.apprenticeship.models import Apprenticeship, LearnerNote, Signature
from secondstory.apprenticeship.queries import (
    feedback_for,
    learners_of,
    mentorship_of,
    notes_for,
    signed,
    titles_of,
    to_read,
    watched_by,
    words_of,
)
from secondstory.apprenticeship.steps import SIGNED_BY, Step
from secondstory.apprenticeship.views.frame import HERE, own_way, private, to
from secondstory.concepts.cards import Card, cards
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import is_kept
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me

# Read beside the three studies: what the other ideas rest on.
IDEAS = ("old-view-new-view", "second-stories", "local-rationality", "work-as-done", "five-pulls")


@dataclass(frozen=True, slots=True)
class Standing:
    """A step, and whose word on it stands or is still to come."""

    own: Signature | None
    mentors: Signature | None
    may_sign: bool
    needs_mentor: bool


@private
@require_GET
def way(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(
    request: HttpRequest,
    *,
    reading: TextNoteForm | None = None,
    watching: WatchNoteForm | None = None,
    asking: MentorForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of the five steps; the forms are those that came back."""
    user = me(request)
    begun = Apprenticeship.objects.filter(learner=user).first()
    texts = to_read(user)
    context: dict[str, Any] = {
        "begun": begun,
        "ideas": _ideas(),
        "learners": learners_of(user),
        "to_read": texts,
        **HERE,
    }
    if begun:
        mentorship = mentorship_of(begun)
        noted = notes_for(begun, user)
        watched = watched_by(user)
        context |= {
            "standing": _standing(signed(begun), user),
            "mentorship": mentorship,
            "asking": None if mentorship else asking or MentorForm(user=user, auto_id="mentor-%s"),
            "read_notes": noted.get("read", []),
            "watch_notes": [*noted.get("before", []), *noted.get("after", [])],
            "reading": (reading or TextNoteForm(texts=texts, auto_id="read-%s")) if texts else None,
            "watched": watched,
            "watching": (watching or WatchNoteForm(studies=watched, auto_id="watch-%s")) if watched else None,
            "feedback": feedback_for(begun, user),
            "can_show": bool(mentorship and mentorship.accepted_at),
        }
    return render(request, "apprenticeship/way.html", context, status=status)


def _ideas() -> list[Card]:
    known = cards()
    return [known[key] for key in IDEAS if key in known]


def _standing(words: dict[str, dict[bool, Signature]], user: Person) -> dict[str, Standing]:
    return {
        step.name.lower(): Standing(
            words.get(step, {}).get(False), words.get(step, {}).get(True), who.learner, who.mentor
        )
        for step, who in SIGNED_BY.items()
    }


@private
@require_POST
def beginning(request: HttpRequest) -> HttpResponse:
    begin_apprenticeship(by=me(request))
    return to("read")


@private
@require_POST
def mentor(request: HttpRequest) -> HttpResponse:
    user = me(request)
    own = own_way(user)
    form = MentorForm(request.POST, user=user, auto_id="mentor-%s")
    if is_kept(form, lambda: ask_mentor(own, form.cleaned_data["person"], by=user)):
        messages.success(
            request, "They are asked on their first page. You can take it back until they agree, and later."
        )
        return to("mentor")
    return show(request, asking=form, status=422)


@private
@require_POST
def mentor_ending(request: HttpRequest) -> HttpResponse:
    user = me(request)
    if now := mentorship_of(own_way(user)):
        end_mentorship(now, by=user)
        messages.success(request, "It is ended. What you showed them is closed.")
    return to("mentor")


@private
@require_POST
def signature(request: HttpRequest, step: str) -> HttpResponse:
    user = me(request)
    if step not in Step.values:
        raise NotFound()
    write = take_back_word if request.POST.get("take_back") else sign
    write(own_way(user), step, by=user)
    return to(step)


@private
@require_POST
def note_on_text(request: HttpRequest) -> HttpResponse:
    user = me(request)
    own = own_way(user)
    form = TextNoteForm(request.POST, texts=to_read(user), auto_id="read-%s")

    def write() -> object:
        text = form.cleaned_data["text"]
        return notes.write_learner_note(own, LearnerNote.Kind.READ, text, publication=form.chosen, by=user)

    if is_kept(form, write):
        messages.success(request, "It is kept. You alone read it.")
        return to("read")
    return show(request, reading=form, status=422)


@private
@require_POST
def note_on_study(request: HttpRequest) -> HttpResponse:
    user = me(request)
    own = own_way(user)
    form = WatchNoteForm(request.POST, studies=watched_by(user), auto_id="watch-%s")

    def write() -> object:
        told = form.cleaned_data
        return notes.write_learner_note(own, told["kind"], told["text"], study=form.chosen, by=user)

    if is_kept(form, write):
        messages.success(request, "It is kept. You alone read it, until you show it to your mentor.")
        return to("watch")
    return show(request, watching=form, status=422)


def _own_note(user: Person, note_id: UUID) -> LearnerNote:
    found = (
        LearnerNote.objects.visible_to(user)
        .select_related("apprenticeship", "publication", "shared_with")
        .filter(pk=note_id, apprenticeship__learner=user)
        .first()
    )
    if found is None:
        raise NotFound()
    return found


@private
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, learner_note_id: UUID) -> HttpResponse:
    """One's own note, to change its words."""
    user = me(request)
    found = _own_note(user, learner_note_id)

    def shown() -> dict[str, str]:
        return {"text": words_of(_own_note(user, learner_note_id))}

    form = knowing(WordsForm(request.POST if request.method == "POST" else None, initial=shown()), shown())

    def write() -> object:
        change = form.cleaned_data["text"]
        return unless_changed(form, shown, lambda: notes.change_learner_note(found, change, by=user))

    if request.method == "POST" and is_kept(form, write):
        messages.success(request, "It is kept.")
        return _back(found)
    study = titles_of([found.study_id], user).get(found.study_id) if found.study_id else None
    context = {"note": found, "form": form, "study": study, **HERE}
    return render(request, "apprenticeship/note.html", context, status=422 if form.errors else 200)


@private
@require_POST
def note_sharing(request: HttpRequest, learner_note_id: UUID) -> HttpResponse:
    found = _own_note(me(request), learner_note_id)
    if request.POST.get("keep_back"):
        notes.keep_back(found, by=me(request))
        messages.success(request, "It is yours alone again.")
    else:
        notes.show_to_mentor(found, by=me(request))
        messages.success(request, "Your mentor can read it now. Keep it back at any time.")
    return _back(found)


@private
@require_POST
def note_removal(request: HttpRequest, learner_note_id: UUID) -> HttpResponse:
    found = _own_note(me(request), learner_note_id)
    notes.remove_learner_note(found, by=me(request))
    messages.success(request, "It is removed.")
    return _back(found)


def _back(note: LearnerNote) -> HttpResponse:
    return to("read" if note.kind == LearnerNote.Kind.READ else "watch")
