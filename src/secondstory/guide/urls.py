from __future__ import annotations

from django.urls import path

from secondstory.guide import views

urlpatterns = [
    path("guide/", views.contents, name="guide"),
    path("guide/<slug:shelf>/<slug:key>/", views.page, name="guide-page"),
    path("guide/<slug:shelf>/pictures/<str:name>", views.picture, name="guide-picture"),
]
