"""Exercises: one answers for oneself, then sees what an experienced reader stops at. No score, and again as one likes."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from secondstory.apprenticeship.actions.answer_exercise import answer_exercise
from secondstory.apprenticeship.exercises import Exercise, Noticed
from secondstory.apprenticeship.exercises import exercises as known_exercises
from secondstory.apprenticeship.forms import MarkForm, SayForm
from secondstory.apprenticeship.models import ExerciseAnswer
from secondstory.apprenticeship.queries import Answer, answer_in
from secondstory.apprenticeship.views.frame import HERE, private
from secondstory.concepts.cards import cards
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import is_kept
from secondstory.ui.me import me


@dataclass(frozen=True, slots=True)
class Sentence:
    """One of the passage, whether one marked it, and what an experienced reader says of it."""

    text: str
    is_marked: bool
    noticed: list[Noticed]


@private
@require_GET
def exercises(request: HttpRequest) -> HttpResponse:
    return render(request, "apprenticeship/exercises.html", {"exercises": known_exercises().values(), **HERE})


@private
@require_http_methods(["GET", "POST"])
def exercise(request: HttpRequest, key: str) -> HttpResponse:
    """Unanswered: the passage. Answered: both, side by side; ``?again=1`` begins anew."""
    user = me(request)
    known = known_exercises()
    if key not in known:
        raise NotFound()
    one = known[key]
    data = request.POST if request.method == "POST" else None
    form = MarkForm(data, exercise=one) if one.marks else SayForm(data)

    def write() -> object:
        marked = [int(place) for place in form.cleaned_data.get("marked", ())]
        return answer_exercise(key, text=form.cleaned_data["text"], marked=marked, by=user)

    if request.method == "POST" and is_kept(form, write):
        return redirect(f"{reverse('exercise', args=[key])}#noticed")
    kept = None if form.is_bound or request.GET.get("again") else _own(key, request)
    order = list(known)
    following = known[order[(order.index(key) + 1) % len(order)]]
    context = {
        "exercise": one,
        "form": form,
        "answer": kept,
        "sentences": _sentences(one, kept) if kept else [],
        "of_all": [noticed for noticed in one.noticed if noticed.sentence is None],
        "idea": cards().get(one.idea),
        "following": following,
        **HERE,
    }
    return render(request, "apprenticeship/exercise.html", context, status=422 if form.errors else 200)


def _own(key: str, request: HttpRequest) -> Answer | None:
    found = ExerciseAnswer.objects.visible_to(me(request)).filter(exercise=key).first()
    return answer_in(found) if found else None


def _sentences(exercise: Exercise, answer: Answer) -> list[Sentence]:
    return [
        Sentence(text, place in answer.marked, [one for one in exercise.noticed if one.sentence == place])
        for place, text in enumerate(exercise.passage)
    ]
