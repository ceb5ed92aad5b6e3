from __future__ import annotations

from django.urls import path

from secondstory.exporters import views

urlpatterns = [
    path("how-we-work/tables.zip", views.across_as_tables, name="export-tables"),
    path("outside/<slug:slug>/export.md", views.outside_as_markdown, name="outside-markdown"),
    path("outside/<slug:slug>/export.html", views.outside_as_html, name="outside-html"),
    path("digest/export.md", views.digest_as_markdown, name="export-digest"),
    path(
        "agreements/<uuid:agreement_id>/versions/<int:number>/export.md",
        views.agreement_as_markdown,
        name="export-agreement",
    ),
    path("retrospectives/<uuid:study_id>/export.md", views.as_markdown, name="export-markdown"),
    path("retrospectives/<uuid:study_id>/export.html", views.as_html, name="export-html"),
    path("retrospectives/<uuid:study_id>/export.pdf", views.as_pdf, name="export-pdf"),
    path("retrospectives/<uuid:study_id>/export.zip", views.as_bundle, name="export-bundle"),
]
