from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from secondstory.writeup.views import history, page, section, wording

of_section: list[URLPattern] = [
    path("", section.section, name="section"),
    path("heading/", section.heading, name="section-heading"),
    path("place/", section.place, name="section-place"),
    path("removal/", section.removal, name="section-removal"),
    path("holding/", section.holding, name="section-holding"),
    path("history/", history.history, name="section-history"),
    path("revisions/", history.revisions, name="section-revisions"),
    path("beside/<int:number>/", section.beside, name="section-beside"),
]
of_study: list[URLPattern | URLResolver] = [
    path("", page.write_up, name="write-up"),
    path("wording/", wording.wording, name="write-up-wording"),
    path("sections/", page.sections, name="sections"),
    path("sections/<uuid:section_id>/", include(of_section)),
]
urlpatterns = [path("retrospectives/<uuid:study_id>/write-up/", include(of_study))]
