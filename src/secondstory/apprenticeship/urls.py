from __future__ import annotations

from django.urls import path

from secondstory.apprenticeship.views import beside, exercises, fresh, teaching, way

OWN = "how-we-work/learning/"
NOTE = f"{OWN}notes/<uuid:learner_note_id>/"
LEARNER = f"{OWN}beside/<uuid:mentorship_id>/"

urlpatterns = [
    path(OWN, way.way, name="learning"),
    path(f"{OWN}beginning/", way.beginning, name="learning-beginning"),
    path(f"{OWN}mentor/", way.mentor, name="learning-mentor"),
    path(f"{OWN}mentor/ending/", way.mentor_ending, name="learning-mentor-ending"),
    path(f"{OWN}steps/<slug:step>/", way.signature, name="learning-step"),
    path(f"{OWN}notes/on-a-text/", way.note_on_text, name="learning-note-on-text"),
    path(f"{OWN}notes/on-a-study/", way.note_on_study, name="learning-note-on-study"),
    path(NOTE, way.note, name="learner-note"),
    path(f"{NOTE}sharing/", way.note_sharing, name="learner-note-sharing"),
    path(f"{NOTE}removal/", way.note_removal, name="learner-note-removal"),
    path(LEARNER, beside.learner, name="learner"),
    path(f"{LEARNER}answer/", beside.answer, name="learner-answer"),
    path(f"{LEARNER}steps/<slug:step>/", beside.mentor_signature, name="learner-step"),
    path(f"{LEARNER}feedback/", beside.feedback, name="learner-feedback"),
    path("learning-from-each-other/", teaching.teaching, name="teaching"),
    path("learning-from-each-other/<uuid:teaching_moment_id>/removal/", teaching.removal, name="teaching-removal"),
    path("learning-from-each-other/talks/<uuid:talk_id>/", teaching.held, name="talk-held"),
    path("questions/fresh-eyes/", fresh.page, name="fresh-eyes"),
    path("questions/fresh-eyes/later/", fresh.later, name="fresh-eyes-later"),
    path("questions/fresh-eyes/<slug:about>/draft/", fresh.draft, name="fresh-draft"),
    path("questions/fresh-eyes/<slug:about>/question/", fresh.question, name="fresh-question"),
    path(f"{OWN}exercises/", exercises.exercises, name="exercises"),
    path(f"{OWN}exercises/<slug:key>/", exercises.exercise, name="exercise"),
]
