from __future__ import annotations

from django.urls import path

from secondstory.recommendations import views

STUDY = "retrospectives/<uuid:study_id>/recommendations/"
ONE = "recommendations/<uuid:recommendation_id>/"

urlpatterns = [
    path(STUDY, views.of_study, name="study-recommendations"),
    path(f"{STUDY}proposals/", views.proposals, name="study-proposals"),
    path("recommendations/", views.board, name="recommendations"),
    path("recommendations/in-these-words/", views.in_these_words, name="recommendations-in-these-words"),
    path(ONE, views.recommendation, name="recommendation"),
    path(f"{ONE}words/", views.words, name="recommendation-words"),
    path(f"{ONE}traces/", views.traces, name="recommendation-traces"),
    path(f"{ONE}proposal/", views.proposal, name="recommendation-proposal"),
    path(f"{ONE}idea/", views.idea, name="recommendation-idea"),
    path(f"{ONE}decision/", views.decision, name="recommendation-decision"),
    path(f"{ONE}close-looks/", views.close_looks, name="recommendation-close-looks"),
    path(f"{ONE}start/", views.start, name="recommendation-start"),
    path(f"{ONE}drop/", views.drop, name="recommendation-drop"),
    path(f"{ONE}check/", views.finish, name="recommendation-check"),
    path(f"{ONE}effect/", views.effect, name="recommendation-effect"),
    path(f"{ONE}effect/later/", views.effect_later, name="recommendation-effect-later"),
    path(f"{ONE}taking-up/", views.taking_up, name="recommendation-taking-up"),
    path(f"{ONE}revision/", views.revision, name="recommendation-revision"),
    path(f"{ONE}stuck/", views.stuck, name="recommendation-stuck"),
    path(f"{ONE}stuck/<uuid:stuck_id>/answer/", views.stuck_answer, name="recommendation-stuck-answer"),
    path(f"{ONE}stuck/<uuid:stuck_id>/going-on/", views.going_on, name="recommendation-going-on"),
    path("teams/<slug:slug>/tracker/", views.team_tracker, name="team-tracker"),
    path(f"{ONE}removal/", views.removal, name="recommendation-removal"),
]
