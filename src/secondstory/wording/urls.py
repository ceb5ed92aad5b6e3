from django.urls import path

from secondstory.wording.views import answers, check, rules

urlpatterns = [
    path("wording/", rules.all_rules, name="wording"),
    path("wording/check/", check.check, name="wording-check"),
    path("wording/look/", check.look, name="wording-look"),
    path("wording/strictness/", rules.strictness, name="wording-strictness"),
    path("wording/choices/<str:about>/", rules.choice, name="wording-choice"),
    path("wording/helpful/<str:rule>/", answers.helpful, name="wording-helpful"),
    path("wording/rules/", rules.own_rules, name="wording-own-rules"),
    path("wording/rules/<slug:name>/", rules.own_rule, name="wording-own-rule"),
    path("wording/rules/<slug:name>/switch/", rules.switch, name="wording-switch"),
    path("wording/rules/<slug:name>/trial/", rules.trial, name="wording-trial"),
    path("retrospectives/<uuid:study_id>/wording/answers/", answers.answers, name="wording-answers"),
]
