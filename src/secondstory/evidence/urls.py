from __future__ import annotations

from django.urls import path

from secondstory.evidence import views

urlpatterns = [
    path("copies/<uuid:copy_id>/", views.copy, name="copy"),
    path("series/<uuid:series_id>/", views.series, name="series"),
]
