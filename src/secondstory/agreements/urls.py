from __future__ import annotations

from django.urls import path

from secondstory.agreements import views

ONE = "agreements/<uuid:agreement_id>/"
VERSION = f"{ONE}versions/<int:number>/"

urlpatterns = [
    path("agreements/", views.agreements, name="agreements"),
    path("agreements/new/", views.new, name="agreement-new"),
    path(ONE, views.agreement, name="agreement"),
    path(f"{ONE}words/", views.words, name="agreement-words"),
    path(f"{ONE}history/", views.history, name="agreement-history"),
    path(f"{ONE}retirement/", views.retirement, name="agreement-retirement"),
    path(VERSION, views.agreement, name="agreement-version"),
    path(f"{VERSION}review/", views.review, name="agreement-review"),
    path(f"{VERSION}publication/", views.publication, name="agreement-publication"),
]
