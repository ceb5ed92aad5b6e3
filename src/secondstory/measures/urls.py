from __future__ import annotations

from django.urls import path

from secondstory.measures.views import changed, leaning, learning, practice

TEXT = "library/<slug:slug>/"

urlpatterns = [
    path("learned/", learning.mine, name="my-reader-notes"),
    path(f"{TEXT}learned/", learning.learned, name="reader-note"),
    path(f"{TEXT}learned/question/", learning.question, name="reader-note-question"),
    path(f"{TEXT}learned/<uuid:reader_note_id>/removal/", learning.no_note, name="no-reader-note"),
    path(f"{TEXT}pulse/", learning.pulse, name="pulse"),
    path(f"{TEXT}reading/", learning.reading, name="text-reading"),
    path("what-changed/", changed.what_changed, name="what-changed"),
    path("teams/<slug:slug>/practice/", practice.practice, name="team-practice"),
    path("teams/<slug:slug>/practice/<slug:statement>/", practice.word, name="practice-word"),
    path("how-we-work/leaning/", leaning.leaning, name="leaning"),
    path("retrospectives/<uuid:study_id>/learned/", learning.of_study, name="learned-from-study"),
]
