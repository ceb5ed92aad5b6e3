from __future__ import annotations

from django.urls import path

from secondstory.recommendations.views import (
    across,
    asked_too,
    decide,
    follow_through,
    page,
    shape,
    stuck,
    study,
    tracker,
)

STUDY = "retrospectives/<uuid:study_id>/recommendations/"
ONE = "recommendations/<uuid:recommendation_id>/"

urlpatterns = [
    path(STUDY, study.of_study, name="study-recommendations"),
    path(f"{STUDY}proposals/", study.proposals, name="study-proposals"),
    path(f"{STUDY}asked-for-too/<uuid:recommendation_id>/", asked_too.ask, name="ask-too"),
    path(f"{STUDY}asked-for-too/<uuid:ask_id>/removal/", asked_too.removal, name="ask-too-removal"),
    path("recommendations/", across.board, name="recommendations"),
    path("recommendations/in-these-words/", across.in_these_words, name="recommendations-in-these-words"),
    path(ONE, page.recommendation, name="recommendation"),
    path(f"{ONE}words/", shape.words, name="recommendation-words"),
    path(f"{ONE}traces/", shape.traces, name="recommendation-traces"),
    path(f"{ONE}proposal/", shape.proposal, name="recommendation-proposal"),
    path(f"{ONE}idea/", shape.idea, name="recommendation-idea"),
    path(f"{ONE}decision/", decide.decision, name="recommendation-decision"),
    path(f"{ONE}close-looks/", decide.close_looks, name="recommendation-close-looks"),
    path(f"{ONE}start/", follow_through.start, name="recommendation-start"),
    path(f"{ONE}drop/", follow_through.drop, name="recommendation-drop"),
    path(f"{ONE}check/", follow_through.finish, name="recommendation-check"),
    path(f"{ONE}effect/", follow_through.effect, name="recommendation-effect"),
    path(f"{ONE}effect/later/", follow_through.effect_later, name="recommendation-effect-later"),
    path(f"{ONE}taking-up/", follow_through.taking_up, name="recommendation-taking-up"),
    path(f"{ONE}revision/", follow_through.revision, name="recommendation-revision"),
    path(f"{ONE}stuck/", stuck.stuck, name="recommendation-stuck"),
    path(f"{ONE}stuck/<uuid:stuck_id>/answer/", stuck.stuck_answer, name="recommendation-stuck-answer"),
    path(f"{ONE}stuck/<uuid:stuck_id>/going-on/", stuck.going_on, name="recommendation-going-on"),
    path("teams/<slug:slug>/tracker/", tracker.team_tracker, name="team-tracker"),
    path(f"{ONE}removal/", shape.removal, name="recommendation-removal"),
]
