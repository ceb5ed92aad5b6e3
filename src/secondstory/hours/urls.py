from __future__ import annotations

from django.urls import path

from secondstory.hours import views

urlpatterns = [
    path("my-hours/", views.mine, name="my-hours"),
    path("my-hours/<uuid:time_id>/removal/", views.removal, name="my-hours-removal"),
    path("my-hours/room/", views.room, name="my-room"),
    path("my-hours/room/removal/", views.no_room, name="my-room-removal"),
    path("my-hours/letter/", views.letter_page, name="my-letter"),
    path("my-hours/letter.md", views.letter_as_markdown, name="my-letter-markdown"),
    path("retrospectives/<uuid:study_id>/time/", views.of_study, name="study-time"),
]
