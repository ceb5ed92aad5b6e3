from __future__ import annotations

from django.urls import path

from secondstory.procedures import views

ONE = "procedures/<uuid:procedure_id>/"

urlpatterns = [
    path("procedures/", views.procedures, name="procedures"),
    path("procedures/new/", views.new, name="procedure-new"),
    path(ONE, views.procedure, name="procedure"),
    path(f"{ONE}words/", views.words, name="procedure-words"),
    path(f"{ONE}retirement/", views.retirement, name="procedure-retirement"),
    path("teams/<slug:slug>/procedures/", views.of_team, name="team-procedures"),
]
