from __future__ import annotations

from django.urls import path

from secondstory.concepts import views

urlpatterns = [
    path("how-we-work/ideas/", views.ideas, name="ideas"),
    path("how-we-work/ideas/<slug:key>/", views.idea, name="idea"),
]
