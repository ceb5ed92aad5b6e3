"""Decided with a reason, carried by one owner, checked by another, revised when it has to be."""

from __future__ import annotations

from datetime import date

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.recommendations.actions.change import revise
from secondstory.recommendations.actions.decide import decide
from secondstory.recommendations.actions.follow_through import drop, finish, start, take_up_again
from secondstory.recommendations.actions.move import NeedsMore
from secondstory.recommendations.models import Recommendation

MARCH_3, MARCH_10 = date(2026, 3, 3), date(2026, 3, 10)
WHOLE = {
    "reason": "It is cheap, and we meet it every week.",
    "target_date": MARCH_3,
    "done_when": "It fires for a dump older than 26 hours.",
    "side_effects": "One more page at night.",
}


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    return study


@pytest.fixture
def proposed(study) -> Recommendation:
    return builders.recommendation(study, status="proposed")


def kinds(it: Recommendation) -> list[str]:
    return list(Event.objects.filter(subject_id=it.pk).order_by("seq").values_list("kind", flat=True))


def test_do_makes_it_planned_and_the_journal_knows(proposed, cast):
    decide(proposed, "do", by=cast.ana, owner=cast.bo, **WHOLE)
    proposed.refresh_from_db()
    assert (proposed.status, proposed.owner, proposed.decider) == ("planned", cast.bo, cast.ana)
    assert Event.objects.get(kind="recommendation.decided").facts["decision"] == "do"


def test_a_team_may_own_it(proposed, cast):
    assert decide(proposed, "do", by=cast.ana, owner_team=cast.storage, **WHOLE).status == "planned"


@pytest.mark.parametrize(
    ("decision", "told", "status"),
    [
        ("do", WHOLE, "planned"),
        ("later", {"reason": "Busy.", "look_again_on": MARCH_10}, "proposed"),
        ("not", {"reason": "No."}, "dropped"),
    ],
)
def test_deciding_twice_changes_nothing(proposed, cast, decision, told, status):
    owner = {"owner": cast.bo} if decision == "do" else {}
    for _ in range(2):
        decide(proposed, decision, by=cast.ana, **told, **owner)
    assert (proposed.status, proposed.status_changes.count()) == (status, 1)


def test_not_now_may_be_decided_anew(proposed, cast):
    decide(proposed, "later", by=cast.ana, reason="Busy.", look_again_on=MARCH_10)
    decide(proposed, "do", by=cast.ana, owner=cast.bo, **WHOLE)
    assert (proposed.status, proposed.look_again_on) == ("planned", None)


def test_whoever_is_named_to_decide_decides(proposed, cast):
    with pytest.raises(NotFound):
        decide(proposed, "not", by=cast.cy, reason="No.")
    Recommendation.objects.filter(pk=proposed.pk).update(decider=cast.cy)
    proposed.refresh_from_db()
    assert decide(proposed, "not", by=cast.cy, reason="One path of many.").status == "dropped"


def test_a_participant_does_not_decide(proposed, study, cast):
    builders.participant(study, cast.bo)
    with pytest.raises(NotAllowed):
        decide(proposed, "not", by=cast.bo, reason="No.")


def test_the_facilitator_writes_down_who_decided(proposed, cast):
    assert decide(proposed, "not", by=cast.ana, decider=cast.cy, reason="No.").decider == cast.cy


def test_an_unknown_decision_names_the_known_ones(proposed, cast):
    with pytest.raises(Refusal, match="do, later"):
        decide(proposed, "maybe", by=cast.ana, reason="Hm.")


@pytest.fixture
def planned(study, cast) -> Recommendation:
    return builders.recommendation(study, status="planned", owner=cast.bo, target_date=MARCH_3)


@pytest.mark.requirement("R-004-34")
def test_its_owner_starts_it_though_not_of_the_study(planned, cast):
    start(planned, by=cast.bo)
    start(planned, by=cast.bo)
    assert (planned.status, kinds(planned)) == ("in_progress", ["recommendation.started"])


def test_somebody_of_the_owning_team_starts_it(study, cast):
    it = builders.recommendation(study, status="planned", owner_team=cast.billing)
    assert start(it, by=cast.cy).status == "in_progress"


@pytest.mark.parametrize(
    "verb",
    [
        lambda it, by: start(it, by=by),
        lambda it, by: drop(it, "No.", by=by),
        lambda it, by: finish(it, "Seen.", by=by),
        lambda it, by: revise(it, by=by, reason="So.", title="Another"),
        lambda it, by: take_up_again(it, "So.", by=by),
    ],
)
def test_somebody_outside_learns_nothing(planned, cast, verb):
    with pytest.raises(NotFound):
        verb(planned, cast.cy)


def test_a_participant_leaves_it_to_its_owner(planned, study, cast):
    builders.participant(study, cast.cy)
    for verb in (lambda: start(planned, by=cast.cy), lambda: drop(planned, "No.", by=cast.cy)):
        with pytest.raises(NotAllowed):
            verb()


def test_someone_other_than_its_owner_says_it_is_done(planned, cast):
    start(planned, by=cast.bo)
    with pytest.raises(NeedsMore, match="someone other than its owner"):
        finish(planned, "It works.", by=cast.bo)
    finish(planned, "I stopped the job; it fired after 26 hours.", by=cast.ana)
    finish(planned, "Again.", by=cast.ana)
    assert planned.status == "done"
    assert planned.status_changes.last().reason == "I stopped the job; it fired after 26 hours."


def test_in_an_owning_team_another_than_who_began_checks(study, cast):
    it = builders.recommendation(study, status="planned", owner_team=cast.storage)
    start(it, by=cast.bo)
    with pytest.raises(NeedsMore):
        finish(it, "It works.", by=cast.bo)
    assert finish(it, "I saw it.", by=cast.ana).status == "done"


def test_dropping_keeps_the_reason_and_says_it_once(planned, cast):
    drop(planned, "It guards one path of many.", by=cast.bo)
    drop(planned, "It guards one path of many.", by=cast.bo)
    assert (planned.decision_reason, kinds(planned)) == ("It guards one path of many.", ["recommendation.dropped"])


def test_what_was_dropped_is_taken_up_again_and_decided_anew(planned, cast):
    drop(planned, "No time.", by=cast.bo)
    take_up_again(planned, "It came back.", by=cast.bo)
    take_up_again(planned, "It came back.", by=cast.bo)
    assert (planned.status, planned.decision) == ("proposed", "")
    assert kinds(planned).count("recommendation.taken_up") == 1


def test_a_revision_remembers_what_was_promised_before(planned, cast):
    revise(planned, by=cast.bo, reason="The first version also fired for staging.", target_date=MARCH_10)
    row = planned.status_changes.get()
    assert (row.source, row.target) == ("planned", "planned")
    assert row.changed == {"target_date": ["2026-03-03", "2026-03-10"]}
    assert kinds(planned) == ["recommendation.revised"]


def test_a_revision_that_changes_nothing_is_none(planned, cast):
    revise(planned, by=cast.bo, reason="So.", target_date=MARCH_3)
    assert not planned.status_changes.exists()


def test_a_revision_says_why(planned, cast):
    with pytest.raises(NeedsMore) as held:
        revise(planned, by=cast.bo, reason="", target_date=MARCH_10)
    assert set(held.value.fields) == {"reason"}


def test_a_promise_stays_whole(planned, cast):
    with pytest.raises(NeedsMore) as held:
        revise(planned, by=cast.bo, reason="So.", target_date=None, done_when="", owner=None)
    assert set(held.value.fields) == {"target_date", "done_when", "owner"}


def test_a_new_owner_takes_the_place_of_the_old_one(planned, cast):
    revise(planned, by=cast.bo, reason="Storage looks after it now.", owner_team=cast.storage)
    assert (planned.owner, planned.owner_team) == (None, cast.storage)


def test_invariant_12_after_the_study_is_final_they_still_move(study, planned, cast):
    proposed = builders.recommendation(study, "Another", status="proposed")
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=builders.NOON)
    for it in (planned, proposed):
        it.refresh_from_db()
    assert start(planned, by=cast.bo).status == "in_progress"
    assert revise(planned, by=cast.bo, reason="Later.", target_date=MARCH_10).target_date == MARCH_10
    assert finish(planned, "Seen.", by=cast.ana).status == "done"
    assert decide(proposed, "do", by=cast.ana, owner=cast.bo, **WHOLE).status == "planned"
