from __future__ import annotations

from django.urls import path

from secondstory.practice.views import experience, looks, process, proposals

PROPOSAL = "proposals/<uuid:proposal_id>/"
VERSION = "process/<int:number>/"
PRACTICE = "practice/<slug:key>/"

urlpatterns = [
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/new/", proposals.new, name="proposal-new"),
    path(PROPOSAL, proposals.proposal, name="proposal"),
    path(f"{PROPOSAL}words/", proposals.words, name="proposal-words"),
    path(f"{PROPOSAL}answer/", proposals.answer, name="proposal-answer"),
    path("process/", process.versions, name="process-versions"),
    path("process/next/", process.draft, name="process-draft"),
    path(VERSION, process.version, name="process-version"),
    path(f"{VERSION}review/", process.review, name="process-review"),
    path(f"{VERSION}not-yet/", process.not_yet, name="process-not-yet"),
    path(f"{VERSION}letting-go/", process.letting_go, name="process-letting-go"),
    path("experience/", experience.experiences, name="experiences"),
    path("experience/new/", experience.new, name="experience-new"),
    path("practice/", looks.practice, name="practice"),
    path("practice/new/", looks.new, name="practice-new"),
    path(PRACTICE, looks.one, name="practice-one"),
    path(f"{PRACTICE}looks/", looks.look, name="practice-look"),
]
