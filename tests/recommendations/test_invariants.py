"""What the database itself holds, whoever writes: no action, no form, no policy in between."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.move import GuardHolds, move
from secondstory.incidents.models import Retrospective
from secondstory.playbook.transitions import GUARDS
from secondstory.recommendations import guards
from secondstory.recommendations.models import Recommendation, Status, Trace

BEYOND = [status for status in Status.values if status != "idea"]
UNTRACED = "traces to a finding of its study"


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    return builders.study(cast.ana)


def whole(study: Retrospective, cast: Cast) -> dict[str, object]:
    return {
        "decision": "do",
        "decider": cast.ana,
        "owner": cast.bo,
        "target_date": builders.NOON.date(),
        "done_when": "Seen in a drill.",
        "decision_reason": "It is cheap.",
    }


def raw(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            sql, [value.hex if connection.vendor == "sqlite" and hasattr(value, "hex") else value for value in values]
        )


@pytest.mark.parametrize("status", BEYOND)
def test_invariant_06_an_untraced_one_does_not_go_beyond_an_idea(study, cast, status):
    idea = builders.recommendation(study, **whole(study, cast))
    with pytest.raises(DatabaseError, match=UNTRACED), transaction.atomic():
        Recommendation.objects.filter(pk=idea.pk).update(status=status)
    with pytest.raises(DatabaseError, match=UNTRACED):
        raw("UPDATE recommendations_recommendation SET status = %s WHERE id = %s", status, idea.pk)
    idea.refresh_from_db()
    assert idea.status == "idea"


@pytest.mark.parametrize("status", BEYOND)
def test_invariant_06_none_is_stored_beyond_an_idea_without_a_trace(study, cast, status):
    with pytest.raises(DatabaseError, match=UNTRACED), transaction.atomic():
        Recommendation.objects.create(
            retrospective=study, title="Untraced", kind="software", strategy="add", status=status, **whole(study, cast)
        )


def test_invariant_06_a_finding_of_another_study_does_not_carry_it(study, cast):
    idea = builders.recommendation(study)
    Trace.objects.create(recommendation=idea, finding=builders.finding(builders.study(cast.ana, title="Another")))
    with pytest.raises(DatabaseError, match=UNTRACED), transaction.atomic():
        Recommendation.objects.filter(pk=idea.pk).update(status="proposed")


def test_invariant_06_one_beyond_an_idea_does_not_move_to_another_study(study, cast):
    proposed = builders.recommendation(study, status="proposed")
    with pytest.raises(DatabaseError, match=UNTRACED), transaction.atomic():
        Recommendation.objects.filter(pk=proposed.pk).update(retrospective=builders.study(cast.ana, title="Another"))


def test_invariant_06_the_last_trace_stays(study):
    proposed = builders.recommendation(study, status="proposed")
    with pytest.raises(DatabaseError, match=UNTRACED), transaction.atomic():
        proposed.traces.all().delete()
    with pytest.raises(DatabaseError, match=UNTRACED):
        raw("DELETE FROM recommendations_trace WHERE recommendation_id = %s", proposed.pk)
    other = builders.recommendation(study, "Another")
    with pytest.raises(DatabaseError, match=UNTRACED), transaction.atomic():
        proposed.traces.update(recommendation=other)
    assert proposed.traces.count() == 1


def test_invariant_06_it_opens_with_a_trace(study):
    idea = builders.recommendation(study)
    Trace.objects.create(recommendation=idea, finding=builders.finding(study))
    assert Recommendation.objects.filter(pk=idea.pk).update(status="proposed") == 1


def test_invariant_06_one_of_two_traces_may_go(study):
    proposed = builders.recommendation(study, status="proposed")
    Trace.objects.create(recommendation=proposed, finding=builders.finding(study, "Another finding."))
    proposed.traces.last().delete()
    assert proposed.traces.count() == 1


def test_invariant_06_beyond_an_idea_it_says_which_kind_and_how_it_helps(study):
    for missing in ("kind", "strategy"):
        idea = builders.recommendation(study, f"Without {missing}", **{missing: ""})
        Trace.objects.create(recommendation=idea, finding=builders.finding(study))
        with pytest.raises(DatabaseError, match="recommendation_beyond_idea_has_shape"), transaction.atomic():
            Recommendation.objects.filter(pk=idea.pk).update(status="proposed")


EMPTY = {"owner": None, "target_date": None, "done_when": "", "decision": "", "decider": None}


@pytest.mark.requirement("R-001-38")
@pytest.mark.parametrize("status", ["planned", "in_progress", "done"])
@pytest.mark.parametrize("missing", EMPTY)
def test_invariant_07_what_is_promised_is_whole(study, cast, status, missing):
    proposed = builders.recommendation(study, status="proposed")
    with pytest.raises(DatabaseError, match="recommendation_committed_is_whole"), transaction.atomic():
        Recommendation.objects.filter(pk=proposed.pk).update(
            **{**whole(study, cast), missing: EMPTY[missing], "status": status}
        )
    assert Recommendation.objects.filter(pk=proposed.pk).update(**whole(study, cast), status=status) == 1
    with pytest.raises(DatabaseError, match="recommendation_committed_is_whole"), transaction.atomic():
        Recommendation.objects.filter(pk=proposed.pk).update(**{missing: EMPTY[missing]})


@pytest.mark.requirement("R-001-07")
def test_invariant_07_there_is_one_owner(study, cast):
    planned = builders.recommendation(study, status="planned")
    with pytest.raises(DatabaseError, match="recommendation_committed_is_whole"), transaction.atomic():
        Recommendation.objects.filter(pk=planned.pk).update(owner_team=cast.storage)
    assert Recommendation.objects.filter(pk=planned.pk).update(owner=None, owner_team=cast.storage) == 1


@pytest.mark.parametrize("decision", ["later", "not"])
def test_invariant_07_what_is_promised_was_decided_to_be_done(study, decision):
    planned = builders.recommendation(study, status="planned")
    with pytest.raises(DatabaseError, match="recommendation_committed_is_whole"), transaction.atomic():
        Recommendation.objects.filter(pk=planned.pk).update(decision=decision)


def test_what_was_dropped_says_why(study):
    planned = builders.recommendation(study, status="planned")
    with pytest.raises(DatabaseError, match="recommendation_dropped_has_reason"), transaction.atomic():
        Recommendation.objects.filter(pk=planned.pk).update(status="dropped", decision_reason="")


def test_a_status_that_nobody_knows_is_not_stored(study):
    planned = builders.recommendation(study, status="planned")
    with pytest.raises(DatabaseError, match="recommendation_status_known"), transaction.atomic():
        Recommendation.objects.filter(pk=planned.pk).update(status="closed")


def test_a_recommendation_belongs_to_a_study(study):
    idea = builders.recommendation(study)
    with pytest.raises(DatabaseError, match="retrospective_id"):
        raw("UPDATE recommendations_recommendation SET retrospective_id = NULL WHERE id = %s", idea.pk)


@pytest.fixture
def ready(cast: Cast) -> Retrospective:
    return builders.ready_to_finalize(builders.study(cast.ana), facilitator=cast.ana, reviewer=cast.bo)


@pytest.mark.requirement("R-001-04", "R-001-30", "R-003-29")
def test_invariant_13_a_study_is_final_with_no_recommendation(ready, cast):
    assert not Recommendation.objects.filter(retrospective=ready).exists()
    assert move(ready, "final", by=cast.ana).is_final


def test_invariant_13_ideas_do_not_hold_it_up(ready, cast):
    builders.recommendation(ready)
    builders.complete_again(ready)
    assert guards.recommendations_whole(ready)
    assert move(ready, "final", by=cast.ana).is_final


def test_the_guard_opens_for_what_is_traced(ready, cast):
    for status in BEYOND:
        builders.recommendation(ready, status, status=status)
    assert guards.recommendations_whole(ready)


def test_the_guard_holds_for_what_is_not_traced(ready, cast):
    """The database refuses such a row, so its triggers rest for the length of this test's transaction."""
    proposed = builders.recommendation(ready, status="proposed")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER trace_last_delete")
        else:
            cursor.execute("DROP TRIGGER trace_last ON recommendations_trace")
    proposed.traces.all().delete()
    assert not guards.recommendations_whole(ready)
    builders.complete_again(ready)
    with pytest.raises(GuardHolds) as held:
        move(ready, "final", by=cast.ana)
    assert held.value.waiting == [GUARDS["recommendations_whole"].todo]
