"""Every address. Each step keeps its own list; this one only mounts them."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("secondstory.ui.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("secondstory.publishing.urls")),
    path("", include("secondstory.measures.urls")),
    path("", include("secondstory.newsletter.urls")),
    path("", include("secondstory.agreements.urls")),
    path("", include("secondstory.procedures.urls")),
    path("", include("secondstory.practice.urls")),
    path("", include("secondstory.apprenticeship.urls")),
    path("", include("secondstory.commons.urls")),
    path("", include("secondstory.outside.urls")),
    path("", include("secondstory.bylines.urls")),
    path("", include("secondstory.hours.urls")),
    path("", include("secondstory.organization.urls")),
    path("", include("secondstory.incidents.urls")),
    path("", include("secondstory.question_bank.urls")),
    path("", include("secondstory.concepts.urls")),
    path("", include("secondstory.guide.urls")),
    path("", include("secondstory.firsthand.urls")),
    path("", include("secondstory.timeline.urls")),
    path("", include("secondstory.evidence.urls")),
    path("", include("secondstory.analysis.urls")),
    path("", include("secondstory.review.urls")),
    path("", include("secondstory.recommendations.urls")),
    path("", include("secondstory.chat.urls")),
    path("", include("secondstory.importers.urls")),
    path("", include("secondstory.exporters.urls")),
    path("", include("secondstory.writeup.urls")),
    path("", include("secondstory.wording.urls")),
]
