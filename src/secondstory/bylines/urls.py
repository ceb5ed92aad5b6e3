from __future__ import annotations

from django.urls import path

from secondstory.bylines import views

urlpatterns = [
    path("bylines/", views.bylines, name="bylines"),
    path("bylines/<uuid:byline_id>/removal/", views.removal, name="byline-removal"),
    path("bylines/<str:kind>/<uuid:thing_id>/", views.byline, name="byline"),
]
