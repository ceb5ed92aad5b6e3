from __future__ import annotations

from django.urls import path

from secondstory.outside.views import answering, preparing, reading

OF_STUDY = "retrospectives/<uuid:study_id>/outside/"
VERSION = f"{OF_STUDY}<int:number>/"

urlpatterns = [
    path("outside/", reading.texts, name="outside"),
    path("outside/feed.atom", reading.feed, name="outside-feed"),
    path("outside/asked/", answering.asked, name="outside-asked"),
    path("outside/asked/<uuid:consent_id>/", answering.consent, name="outside-consent"),
    path("outside/<slug:slug>/", reading.text, name="outside-text"),
    path("outside/<slug:slug>/text.json", reading.frozen, name="outside-json"),
    path(OF_STUDY, preparing.of_study, name="outside-of-study"),
    path(VERSION, preparing.version, name="outside-version"),
    path(f"{VERSION}phrases/", preparing.phrases, name="outside-phrases"),
    path(f"{VERSION}phrases/<uuid:redaction_id>/", preparing.decision, name="outside-decision"),
    path(f"{VERSION}proposals/", preparing.proposals, name="outside-proposals"),
    path(f"{VERSION}parts/", preparing.parts, name="outside-parts"),
    path(f"{VERSION}people/", preparing.people, name="outside-people"),
    path(f"{VERSION}look/", preparing.look, name="outside-look"),
    path(f"{VERSION}publication/", preparing.publication, name="outside-publication"),
    path(f"{VERSION}withdrawal/", preparing.withdrawal, name="outside-withdrawal"),
]
