"""A control's page shows whether it became stronger once recommendations were done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import ControlExercise, Finding
from secondstory.incidents.models import Incident, Retrospective
from secondstory.recommendations.actions.change import revise
from secondstory.recommendations.actions.follow_through import finish
from secondstory.recommendations.models import Recommendation, Trace
from secondstory.recommendations.strengthening import strengthens

SAW = "It fired for a dump that was a day old."


@pytest.fixture
def control(cast: Cast):
    return builders.control("The age of the newest dump")


def study_at(cast: Cast, title: str, days: int, **fields) -> Retrospective:
    study = builders.study(cast.ana, title, **{"team": cast.storage, "work_open_to": "team", **fields})
    Incident.objects.filter(pk=study.incident_id).update(happened_at=timezone.now() + timedelta(days=days))
    return study


def answering(study: Retrospective, assessment, **fields) -> Recommendation:
    it = builders.recommendation(study, "An alarm on its age", status="in_progress", strategy="improve", **fields)
    found = Finding.objects.create(retrospective=study, kind="control", summary="Too late.", assessment=assessment)
    Trace.objects.create(recommendation=it, finding=found)
    return it


@pytest.fixture
def first(cast, control) -> Retrospective:
    study = study_at(cast, "How nobody heard", -30)
    builders.assessment(study, control=control, outcome="too_late", how="It was looked at each Monday.")
    return study


@pytest.fixture
def done(first, cast, control) -> Recommendation:
    it = answering(first, control.assessments.get(), owner=cast.bo)
    return finish(it, SAW, by=cast.ana)


def page(client, control) -> str:
    text = client.get(reverse("control", args=[control.pk])).content.decode()
    return text[text.index('id="since"') : text.index('id="exercised"')]


@pytest.mark.requirement("R-001-10", "R-002-17")
def test_before_what_was_done_and_since_stand_in_order(done, cast, control, as_ana):
    after = study_at(cast, "How the second dump was seen in time", 3)
    builders.assessment(after, control=control, outcome="held", how="It rang at nine.")
    text = page(as_ana, control)
    told = ["too late", "How nobody heard", "each Monday", done.title, SAW, "held", after.title, "rang at nine"]
    places = [text.index(words) for words in told]
    assert places == sorted(places)


@pytest.mark.requirement("R-002-17")
def test_it_is_asked_while_nothing_has_met_it_since(done, control, as_ana):
    assert "What would show that it works better than before?" in page(as_ana, control)
    ControlExercise.objects.create(control=control, on=timezone.now().date(), how="A dump was held back on purpose.")
    text = page(as_ana, control)
    assert "A dump was held back on purpose." in text
    assert "Did the exercise show what was to change?" in text


def test_what_is_not_done_stands_apart_with_its_state(first, control, as_ana):
    answering(first, control.assessments.get())
    text = page(as_ana, control)
    assert "Recommended, and not done" in text
    assert "in progress" in text


def test_it_is_told_to_those_alone_who_read_the_study(done, cast, control, as_cy):
    Recommendation.objects.filter(pk=done.pk).update(owner=cast.cy)  # reads the promise, not what it answers
    text = page(as_cy, control)
    assert done.title not in text
    assert "How nobody heard" not in text
    assert "No recommendation that you can read" in text


def test_a_study_that_one_does_not_read_is_no_since(done, cast, control, as_bo):
    hidden = study_at(cast, "What only Ana reads", 3, work_open_to="group")
    builders.assessment(hidden, control=control, outcome="held")
    text = page(as_bo, control)
    assert done.title in text
    assert hidden.title not in text
    assert "has met it since" in text


def test_a_revision_afterwards_keeps_what_was_seen(done, cast, control):
    revise(done, by=cast.bo, reason="The ticket moved.", ticket_url="https://tickets.example.org/7")
    (change,) = strengthens(control, cast.ana)
    assert change.saw == SAW


def test_ideas_and_what_answers_another_control_are_not_told(first, cast, control):
    builders.recommendation(first, "An idea")
    other = builders.assessment(first, control=builders.control("Another"))
    answering(first, other)
    assert strengthens(control, cast.ana) == []


def test_what_was_brought_in_as_done_stands_at_its_own_moment(first, cast, control):
    it = answering(first, control.assessments.get())
    Recommendation.objects.filter(pk=it.pk).update(status="done", created_at=datetime(2026, 1, 1, tzinfo=UTC))
    (change,) = strengthens(control, cast.ana)
    assert (change.done_at, change.saw) == (datetime(2026, 1, 1, tzinfo=UTC), "")


def test_it_costs_the_same_however_many_there_are(first, cast, control, as_ana, django_assert_max_num_queries):
    answering(first, control.assessments.get())
    with django_assert_max_num_queries(17) as few:
        page(as_ana, control)
    for n in range(4):
        study = study_at(cast, f"Study {n}", n)
        finish(answering(study, builders.assessment(study, control=control), owner=cast.bo), SAW, by=cast.ana)
    with django_assert_max_num_queries(17) as many:
        page(as_ana, control)
    assert len(few) == len(many)
