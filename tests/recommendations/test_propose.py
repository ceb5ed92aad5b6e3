"""Ideas are parked, proposals trace to what was found."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.recommendations.actions.change import change
from secondstory.recommendations.actions.move import NeedsMore
from secondstory.recommendations.actions.propose import park_idea, propose, propose_new, remove_idea, set_back
from secondstory.recommendations.actions.trace import trace, untrace
from secondstory.recommendations.models import Recommendation

TITLE = "An alarm on the age of the newest dump"


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


def kinds(it: Recommendation) -> list[str]:
    return list(Event.objects.filter(subject_id=it.pk).order_by("seq").values_list("kind", flat=True))


@pytest.mark.requirement("R-003-32")
def test_whoever_reads_the_study_parks_an_idea_and_the_journal_knows(study, cast):
    idea = park_idea(study, TITLE, by=cast.bo, proposed_by_role="close")
    assert (idea.status, idea.created_by) == ("idea", cast.bo)
    assert kinds(idea) == ["recommendation.parked"]


def test_parking_it_twice_changes_nothing(study, cast):
    assert park_idea(study, TITLE, by=cast.bo) == park_idea(study, f" {TITLE}", by=cast.ana)
    assert Recommendation.objects.count() == 1


def test_somebody_outside_learns_nothing(study, cast):
    idea = park_idea(study, TITLE, by=cast.bo)
    for verb in (
        lambda: park_idea(study, "Another", by=cast.cy),
        lambda: propose(idea, by=cast.cy),
        lambda: set_back(idea, by=cast.cy),
        lambda: change(idea, by=cast.cy, title="Another"),
        lambda: trace(idea, builders.finding(study), by=cast.cy),
        lambda: remove_idea(idea, by=cast.cy),
    ):
        with pytest.raises(NotFound):
            verb()


@pytest.mark.requirement("R-000-22")
def test_a_reader_from_outside_proposes_their_own_and_leaves_others_alone(study, cast):
    study.work_open_to = "organization"
    study.save()
    assert park_idea(study, TITLE, by=cast.cy).created_by == cast.cy
    with pytest.raises(NotAllowed):
        change(park_idea(study, "Another", by=cast.bo), by=cast.cy, title="Mine")


def test_a_final_study_takes_no_new_one(study, cast):
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=builders.NOON)
    study.refresh_from_db()
    with pytest.raises(Refusal, match="This study is final"):
        park_idea(study, TITLE, by=cast.ana)


def test_it_is_proposed_with_what_it_answers(study, cast):
    finding = builders.finding(study)
    it = propose_new(study, TITLE, by=cast.bo, findings=[finding], kind="software", strategy="add", tier="design")
    assert (it.status, it.tier, list(it.findings.all())) == ("proposed", "design", [finding])
    assert kinds(it)[-1] == "recommendation.proposed"


def test_proposing_it_twice_changes_nothing(study, cast):
    told = {"findings": [builders.finding(study)], "kind": "software", "strategy": "add"}
    it = propose_new(study, TITLE, by=cast.bo, **told)
    propose(it, by=cast.bo, **told)
    assert it.status_changes.count() == 1


def test_invariant_06_without_a_finding_it_stays_an_idea(study, cast):
    idea = park_idea(study, TITLE, by=cast.bo)
    with pytest.raises(NeedsMore, match="at least one finding"):
        propose(idea, by=cast.bo, kind="software", strategy="add")
    idea.refresh_from_db()
    assert (idea.status, idea.kind) == ("idea", "")


def test_invariant_06_a_finding_of_another_study_does_not_count(study, cast):
    other = builders.finding(builders.study(cast.ana, title="Another"))
    with pytest.raises(Refusal, match="of another study"):
        propose_new(study, TITLE, by=cast.bo, findings=[other], kind="software", strategy="add")
    assert not Recommendation.objects.exists()


def test_invariant_06_its_last_trace_stays(study, cast):
    first, second = builders.finding(study), builders.finding(study, "Nobody asks its age.")
    it = propose_new(study, TITLE, by=cast.bo, findings=[first, second], kind="software", strategy="add")
    untrace(it, first, by=cast.bo)
    untrace(it, first, by=cast.bo)
    with pytest.raises(Refusal, match="answers at least one finding"):
        untrace(it, second, by=cast.bo)
    assert kinds(it).count("recommendation.untraced") == 1


def test_an_idea_may_lose_its_traces(study, cast):
    idea = park_idea(study, TITLE, by=cast.bo)
    finding = builders.finding(study)
    trace(idea, finding, by=cast.bo)
    trace(idea, finding, by=cast.bo)
    untrace(idea, finding, by=cast.bo)
    assert not idea.traces.exists()
    assert kinds(idea).count("recommendation.traced") == 1


def test_it_is_worded_anew_until_it_is_agreed(study, cast):
    it = builders.recommendation(study, status="proposed")
    change(it, by=cast.bo, why="So that a gap is seen within a day.", ticket_url="https://tracker.example.org/7")
    change(it, by=cast.bo, why="So that a gap is seen within a day.")
    assert kinds(it) == ["recommendation.changed"]
    planned = builders.recommendation(study, "Another", status="planned")
    with pytest.raises(Refusal, match="Revise it instead"):
        change(planned, by=cast.ana, title="Yet another")


def test_a_ticket_is_a_web_address(study, cast):
    with pytest.raises(Refusal, match="begins with https://"):
        change(park_idea(study, TITLE, by=cast.bo), by=cast.bo, ticket_url="javascript:alert(1)")


def test_a_proposal_set_back_is_an_idea_and_can_be_taken_out(study, cast):
    it = builders.recommendation(study, status="proposed")
    set_back(it, by=cast.bo)
    set_back(it, by=cast.bo)
    assert kinds(it) == ["recommendation.set_back"]
    remove_idea(it, by=cast.bo)
    remove_idea(it, by=cast.bo)
    assert not Recommendation.objects.exists()


def test_what_is_told_of_an_idea_that_was_parked_is_kept(study, cast):
    idea = park_idea(study, "Count the copies", by=cast.ana)
    shape = {"findings": [builders.finding(study)], "kind": "process", "strategy": "add"}
    made = propose_new(study, "Count the copies", by=cast.ana, why="Nobody counts them.", **shape)
    made.refresh_from_db()
    assert (made.pk, made.why, made.status) == (idea.pk, "Nobody counts them.", "proposed")
    again = propose_new(study, "Count the copies", by=cast.ana, why="Nobody counts them.", **shape)
    assert again.pk == made.pk


def test_a_proposal_of_a_title_that_is_there_is_told_so_when_it_says_something_else(study, cast):
    shape = {"findings": [builders.finding(study)], "kind": "process", "strategy": "add"}
    propose_new(study, "Count the copies", by=cast.ana, why="Nobody counts them.", **shape)
    with pytest.raises(Conflict, match="title already") as told:
        propose_new(study, "Count the copies", by=cast.ana, why="The drill did not.", **shape)
    assert told.value.field == "title"


def test_one_that_waited_while_the_study_became_final_is_told_so(study, cast):
    seen_before = Retrospective.objects.get(pk=study.pk)
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=builders.NOON)
    with pytest.raises(Refusal, match="final"):
        park_idea(seen_before, "Count the copies", by=cast.ana)
