"""A recommendation that asks a person alone to act differently names the control it changes, or says why its words stay."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders

from secondstory.analysis.models import Finding, MissingControl
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, Refusal
from secondstory.recommendations.actions.change import change, revise
from secondstory.recommendations.actions.propose import park_idea, propose, propose_new
from secondstory.recommendations.actions.trace import trace, untrace
from secondstory.recommendations.behavior import NamesNoControl, aims_at_behavior
from secondstory.recommendations.models import AboutElse, Recommendation

SHAPE = {"kind": "process", "strategy": "add"}
BE_CAREFUL = "Be more careful with the console"
REASON = "It is the title of a film we show to newcomers."


@pytest.fixture
def study(cast):
    study = builders.study(cast.ana, team=cast.storage, work_open_to="team")
    builders.role(study, cast.ana)
    return study


@pytest.fixture
def of_no_control(study) -> Finding:
    return Finding.objects.create(retrospective=study, kind="coordination", summary="Two teams met at one console.")


@pytest.fixture
def of_a_control(study) -> Finding:
    missing = MissingControl.objects.create(retrospective=study, text="The console tells hosts apart", met_nothing="x")
    return Finding.objects.create(
        retrospective=study, kind="missing_control", missing_control=missing, summary="All hosts look alike."
    )


@pytest.mark.requirement("R-002-36")
@pytest.mark.parametrize(
    "title",
    [BE_CAREFUL, "Retrain the operators", "Remind people to check the host", "Discipline the engineer who ran it"],
)
def test_words_about_behavior_alone_are_refused_with_a_better_question(study, cast, of_no_control, title):
    with pytest.raises(NamesNoControl, match="which control would make another one easier") as refused:
        propose_new(study, title, by=cast.ana, findings=[of_no_control], **SHAPE)
    assert refused.value.field == "title"
    assert not Recommendation.objects.exists()


@pytest.mark.requirement("R-002-36")
def test_with_the_control_it_changes_it_is_proposed(study, cast, of_a_control):
    assert propose_new(study, BE_CAREFUL, by=cast.ana, findings=[of_a_control], **SHAPE).status == "proposed"


@pytest.mark.parametrize(
    "title",
    ["The prompt names its host", "Train the model again on fresh data", "Write a runbook for restores",
     "A reminder in the prompt names the host", "Take dangerous commands away from engineers"],
)  # fmt: skip
def test_other_words_are_left_alone(title):
    assert not aims_at_behavior(title)


def test_words_about_something_else_stay_with_a_reason_that_is_kept(study, cast, of_no_control):
    for _ in range(2):
        made = propose_new(study, BE_CAREFUL, by=cast.ana, findings=[of_no_control], keeps_because=REASON, **SHAPE)
    assert made.status == "proposed"
    assert AboutElse.objects.get().reason == REASON
    assert REASON not in repr(Event.objects.get(kind="recommendation.words_kept").facts)


def test_an_idea_is_parked_whatever_its_words_and_asked_when_it_is_proposed(study, cast, of_no_control):
    idea = park_idea(study, BE_CAREFUL, by=cast.ana)
    with pytest.raises(NamesNoControl):
        propose(idea, by=cast.ana, findings=[of_no_control], **SHAPE)
    idea.refresh_from_db()
    assert (idea.status, idea.traces.count()) == ("idea", 0)


def test_rewording_asks_too_before_and_after_it_was_agreed(study, cast):
    Finding.objects.all().delete()
    for status, verb in (
        ("proposed", lambda it, **more: change(it, by=cast.ana, title=BE_CAREFUL, **more)),
        ("planned", lambda it, **more: revise(it, by=cast.ana, reason="Shorter.", title=BE_CAREFUL, **more)),
    ):
        it = builders.recommendation(
            study, f"A bell, {status}", status=status, owner=cast.ana if status != "proposed" else None
        )
        Finding.objects.filter(traces__recommendation=it).update(
            kind="coordination", assessment=None, missing_control=None, factor=None
        )
        with pytest.raises(NamesNoControl):
            verb(it)
        it.refresh_from_db()
        assert it.title == f"A bell, {status}"
        assert verb(it, keeps_because=REASON).title == BE_CAREFUL


def test_the_trace_that_names_the_control_stays(study, cast, of_a_control, of_no_control):
    made = propose_new(study, BE_CAREFUL, by=cast.ana, findings=[of_a_control], **SHAPE)
    trace(made, of_no_control, by=cast.ana)
    with pytest.raises(Refusal, match="says which control changes"):
        untrace(made, of_a_control, by=cast.ana)
    assert made.traces.count() == 2


def test_others_reword_nothing_with_a_reason_either(study, cast, of_a_control):
    made = propose_new(study, "A bell", by=cast.ana, findings=[of_a_control], **SHAPE)
    with pytest.raises(NotAllowed):
        change(made, by=cast.bo, title=BE_CAREFUL, keeps_because=REASON)
    assert not AboutElse.objects.exists()


def test_the_page_asks_and_keeps_what_was_typed(study, cast, as_ana, of_no_control):
    address = reverse("study-proposals", args=[study.pk])
    told = {"title": BE_CAREFUL, "findings": [str(of_no_control.pk)], **SHAPE, "why": "It was night."}
    answer = as_ana.post(address, told)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "why do they stay?" in html
    assert "It was night." in html
    assert as_ana.post(address, {**told, "keeps_because": REASON}).status_code == 302
    said = AboutElse.objects.get()
    assert said.reason == REASON
    html = as_ana.get(reverse("recommendation", args=[said.recommendation_id])).content.decode()
    assert f"Its words stay as they are: {REASON}" in html


def test_proposing_a_whole_idea_asks_on_its_page(study, cast, as_ana, of_no_control):
    idea = park_idea(study, BE_CAREFUL, by=cast.ana)
    Recommendation.objects.filter(pk=idea.pk).update(**SHAPE)
    trace(idea, of_no_control, by=cast.ana)
    address = reverse("recommendation-proposal", args=[idea.pk])
    answer = as_ana.post(address)
    assert answer.status_code == 422
    assert "why do they stay?" in answer.content.decode()
    assert as_ana.post(address, {"keeps_because": REASON}).status_code == 302
    idea.refresh_from_db()
    assert idea.status == "proposed"
