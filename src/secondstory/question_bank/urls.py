from __future__ import annotations

from django.urls import path

from secondstory.question_bank import views

urlpatterns = [
    path("question-bank/", views.bank, name="question-bank"),
    path("question-bank/<slug:key>/", views.question, name="bank-question"),
    path("question-bank/<slug:key>/good/", views.good, name="bank-question-good"),
    path("question-bank/<slug:key>/rest/", views.rest, name="bank-question-rest"),
    path("question-bank/<slug:key>/return/", views.return_, name="bank-question-return"),
    path("retrospectives/<uuid:study_id>/asked/<slug:key>/", views.asked, name="bank-question-asked"),
]
