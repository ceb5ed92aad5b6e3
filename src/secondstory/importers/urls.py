from __future__ import annotations

from django.urls import path

from secondstory.importers import views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<uuid:upload_id>/", views.one_import, name="import"),
    path("imports/<uuid:upload_id>/reading/", views.reading, name="import-reading"),
    path("imports/<uuid:upload_id>/leaving/", views.no_import, name="import-leaving"),
]
