"""A decision point is told as it looked from there; there is no place for whether it was right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import builders
from tests.builders import NOON

from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.timeline.actions.decide import (
    LINES,
    PROSE,
    Decided,
    edition_of,
    save_decision_point,
    take_out_decision_point,
)
from secondstory.timeline.models import DecisionPoint

EMPTY_IT = Decided(at=NOON, choice="Empty the directory and start over.", role_label="engineer at the standby")
BECAUSE = replace(EMPTY_IT, made_sense_because="The tool complains when something is left over.")


@pytest.fixture
def decision(study, cast) -> DecisionPoint:
    return save_decision_point(study, EMPTY_IT, by=cast.bo)


@pytest.mark.requirement("R-000-15", "R-000-16", "R-000-25", "R-001-01", "R-001-08", "R-001-41", "R-002-26")
def test_a_participant_describes_one_with_all_it_needs(study, cast) -> None:
    bo = study.participants.get(person=cast.bo)
    everything = {name: f"About {name}" for name in (*PROSE, *LINES)}
    made = save_decision_point(study, replace(EMPTY_IT, participant=bo, **everything), by=cast.bo)
    made.refresh_from_db()
    assert {name: getattr(made, name) for name in everything} == everything
    assert made.by_whom == "on-call engineer"


def test_it_has_no_field_for_right_or_wrong() -> None:
    names = {field.name for field in DecisionPoint._meta.get_fields()}
    assert not {name for name in names if any(word in name for word in ("right", "wrong", "correct", "error", "blame"))}


def test_a_role_stands_for_somebody_outside(decision) -> None:
    assert decision.by_whom == "engineer at the standby"


def test_it_belongs_to_somebody(study, cast) -> None:
    with pytest.raises(Refusal, match="Who was choosing"):
        save_decision_point(study, replace(EMPTY_IT, role_label=" "), by=cast.bo)


def test_it_says_what_was_chosen(study, cast) -> None:
    with pytest.raises(Refusal, match="what was chosen"):
        save_decision_point(study, replace(EMPTY_IT, choice=" "), by=cast.bo)


def test_somebody_of_another_study_decided_nothing_here(study, cast) -> None:
    other = builders.participant(builders.study(cast.ana), None)
    with pytest.raises(Refusal, match="no part"):
        save_decision_point(study, replace(EMPTY_IT, participant=other), by=cast.bo)


def test_a_stranger_learns_nothing(study, decision, cast) -> None:
    with pytest.raises(NotFound):
        save_decision_point(study, BECAUSE, by=cast.cy, decision=decision)
    with pytest.raises(NotFound):
        take_out_decision_point(decision, by=cast.cy)


def test_a_reviewer_comments_instead(study, decision, cast) -> None:
    builders.role(study, cast.cy, "reviewer")
    with pytest.raises(NotAllowed):
        save_decision_point(study, BECAUSE, by=cast.cy, decision=decision)


def test_the_same_again_changes_nothing(study, decision, cast) -> None:
    assert save_decision_point(study, EMPTY_IT, by=cast.bo) == decision
    save_decision_point(study, EMPTY_IT, by=cast.bo, decision=decision)
    assert decision.edited_at is None
    assert list(Event.objects.filter(kind__startswith="decision.").values_list("kind", flat=True)) == [
        "decision.described"
    ]


def test_the_journal_knows_which_fields_and_no_word_of_them(study, decision, cast) -> None:
    save_decision_point(study, BECAUSE, by=cast.ana, decision=decision)
    event = Event.objects.get(kind="decision.changed")
    assert event.facts["fields"] == "made_sense_because"
    assert "left over" not in str(event.facts)


def test_two_who_write_at_once_hear_of_each_other(study, decision, cast) -> None:
    seen = edition_of(decision)
    save_decision_point(study, BECAUSE, by=cast.bo, decision=decision, seen=seen)
    other = replace(EMPTY_IT, cues="Two hosts named alike.")
    with pytest.raises(Conflict):
        save_decision_point(study, other, by=cast.ana, decision=decision, seen=seen)
    decision.refresh_from_db()
    assert decision.made_sense_because
    assert not decision.cues


def test_taking_it_out_empties_its_words_once(study, cast) -> None:
    made = save_decision_point(study, BECAUSE, by=cast.bo)
    for _ in range(2):
        take_out_decision_point(made, by=cast.bo)
    assert not DecisionPoint.objects.exists()
    marker = DecisionPoint.everything.get()
    assert not any(getattr(marker, name) for name in ("choice", "role_label", *PROSE, *LINES))
    assert Event.objects.filter(kind="decision.taken_out").count() == 1
    with pytest.raises(Refusal, match="taken out"):
        save_decision_point(study, EMPTY_IT, by=cast.bo, decision=made)


def test_only_whoever_wrote_it_or_the_facilitator_takes_it_out(study, decision, cast) -> None:
    builders.participant(study, cast.cy)
    with pytest.raises(NotAllowed):
        take_out_decision_point(decision, by=cast.cy)
    take_out_decision_point(decision, by=cast.ana)


def test_a_final_study_stays_as_it_is(final_study, cast) -> None:
    with pytest.raises(Refusal, match="final"):
        save_decision_point(final_study, EMPTY_IT, by=cast.ana)


def test_two_who_describe_the_same_moment_lose_no_word_of_each_other(study, decision, cast) -> None:
    other = save_decision_point(study, replace(EMPTY_IT, pressures="The site was slow."), by=cast.ana)
    assert other != decision
    assert other.pressures == "The site was slow."
