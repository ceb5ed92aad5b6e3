from __future__ import annotations

from django.urls import path

from secondstory.concepts import views

urlpatterns = [
    path("how-we-work/ideas/", views.ideas, name="ideas"),
    path("how-we-work/ideas/<slug:key>/", views.idea, name="idea"),
    path("other-fields/", views.other_fields, name="other-fields"),
    path("other-fields/<slug:key>/", views.case, name="case"),
]
