"""What a mentor sees of a learner who chose them: notes that were shown, and what they themselves said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from secondstory.apprenticeship.actions.give_feedback import give_feedback
from secondstory.apprenticeship.actions.mentor import agree_to_mentor, end_mentorship
from secondstory.apprenticeship.actions.sign import sign, take_back_word
from secondstory.apprenticeship.forms import FeedbackForm
from secondstory.apprenticeship.models import Mentorship, Signature
from secondstory.apprenticeship.policies import check_is_mentor
from secondstory.apprenticeship.queries import ThreeLines, feedback_for, led_by, notes_for, signed
from secondstory.apprenticeship.steps import Step
from secondstory.apprenticeship.views.frame import HERE, mentorship_for, private, to
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import is_kept
from secondstory.ui.me import me


@private
@require_GET
def learner(request: HttpRequest, mentorship_id: UUID) -> HttpResponse:
    return show(request, mentorship_for(me(request), mentorship_id))


def show(
    request: HttpRequest, found: Mentorship, *, form: FeedbackForm | None = None, status: int = 200
) -> HttpResponse:
    user = me(request)
    context: dict[str, Any] = {"mentorship": found, "learner": found.apprenticeship.learner, **HERE}
    if found.accepted_at:
        led = led_by(found.apprenticeship.learner, user)
        noted = notes_for(found.apprenticeship, user)
        words = signed(found.apprenticeship)
        context |= {
            "notes": [one for kind in ("before", "after", "read") for one in noted.get(kind, [])],
            "feedback": feedback_for(found.apprenticeship, user),
            "form": (form or FeedbackForm(studies=led)) if led else None,
            "steps": [_words_on(step, words.get(step, {}), user) for step in (Step.WATCH, Step.DO)],
        }
    return render(request, "apprenticeship/learner.html", context, status=status)


def _words_on(
    step: Step, words: dict[bool, Signature], user: Person
) -> tuple[Step, Signature | None, Signature | None, bool]:
    mentors = words.get(True)
    return step, words.get(False), mentors, mentors is not None and mentors.created_by_id == user.pk


@private
@require_POST
def answer(request: HttpRequest, mentorship_id: UUID) -> HttpResponse:
    """Yes, no, or enough."""
    user = me(request)
    found = mentorship_for(user, mentorship_id)
    if request.POST.get("answer") == "yes":
        agree_to_mentor(found, by=user)
        messages.success(request, "You walk along now. Either of you ends it when you like.")
        return redirect("learner", found.pk)
    end_mentorship(found, by=user)
    messages.success(request, "It is ended. They can ask somebody else.")
    return to("be-watched")


@private
@require_POST
def mentor_signature(request: HttpRequest, mentorship_id: UUID, step: str) -> HttpResponse:
    user = me(request)
    found = mentorship_for(user, mentorship_id)
    if step not in Step.values:
        raise NotFound()
    write = take_back_word if request.POST.get("take_back") else sign
    write(found.apprenticeship, step, by=user)
    return redirect("learner", found.pk)


@private
@require_POST
def feedback(request: HttpRequest, mentorship_id: UUID) -> HttpResponse:
    user = me(request)
    found = mentorship_for(user, mentorship_id)
    check_is_mentor(found, user)
    form = FeedbackForm(request.POST, studies=led_by(found.apprenticeship.learner, user))

    def write() -> object:
        told = form.cleaned_data
        return give_feedback(found, form.chosen, ThreeLines(told["keep"], told["attempt"], told["question"]), by=user)

    if is_kept(form, write):
        messages.success(request, "They read it on their own page. Nobody else does.")
        return redirect(f"{reverse('learner', args=[found.pk])}#feedback")
    return show(request, found, form=form, status=422)
