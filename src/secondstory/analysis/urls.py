from __future__ import annotations

from django.urls import path

from secondstory.analysis.forms.parts import ANEW, NOUNS
from secondstory.analysis.views import components, controls, questions, steps, study

STUDY = "retrospectives/<uuid:study_id>/analysis/"

urlpatterns = [
    path(STUDY, study.analysis, name="analysis"),
    path(f"{STUDY}steps/", steps.steps, name="analysis-steps"),
    path(f"{STUDY}steps/<slug:key>/", steps.step, name="analysis-step"),
    path(f"{STUDY}components/<uuid:part_id>/", components.component, name="component"),
    *(path(f"{STUDY}{noun}/", study.add, {"noun": noun}, name=f"analysis-{noun}") for noun in NOUNS),
    *(path(f"{STUDY}{noun}/<uuid:part_id>/", study.part, {"noun": noun}, name=f"analysis-{noun}-one") for noun in ANEW),
    *(
        path(f"{STUDY}{noun}/<uuid:part_id>/removal/", study.removal, {"noun": noun}, name=f"analysis-{noun}-removal")
        for noun in [*ANEW, "looks"]
    ),
    path("questions/", questions.questions, name="questions"),
    path("questions/<uuid:question_id>/", questions.question, name="question"),
    path("questions/<uuid:question_id>/answer/", questions.answer, name="question-answer"),
    path("questions/<uuid:question_id>/next/", questions.next_question, name="question-next"),
    path("questions/<uuid:question_id>/following/", questions.following, name="question-following"),
    path("questions/<uuid:question_id>/letting-go/", questions.letting_go, name="question-letting-go"),
    path("questions/<uuid:question_id>/rest/", questions.rest, name="question-rest"),
    path("questions/<uuid:question_id>/opening/", questions.opening, name="question-opening"),
    path("questions/<uuid:question_id>/readers/", questions.readers, name="question-readers"),
    path("questions/<uuid:question_id>/place/", questions.place, name="question-place"),
    path("questions/<uuid:question_id>/words/", questions.words, name="question-words"),
    path("questions/<uuid:question_id>/removal/", questions.removal, name="question-removal"),
    path("controls/", controls.controls, name="controls"),
    path("controls/<uuid:control_id>/", controls.control, name="control"),
    path("controls/<uuid:control_id>/exercises/", controls.exercises, name="control-exercises"),
    path(
        "controls/<uuid:control_id>/exercises/<uuid:exercise_id>/removal/",
        controls.exercise_removal,
        name="control-exercise-removal",
    ),
]
