"""Naming the parts of an analysis: each verb works, is refused where it is not one's own, and says it once."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.controls import assess_control, name_missing_control
from secondstory.analysis.actions.factors import look_found_none, name_factor
from secondstory.analysis.actions.findings import record_finding
from secondstory.analysis.actions.strengths import name_better_note, name_condition, name_strength
from secondstory.analysis.actions.system import name_constraint, name_hazard, name_loss, name_part
from secondstory.analysis.models import LookedFoundNone, SafetyControl
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound, Refusal


def pager() -> SafetyControl:
    return SafetyControl.objects.get_or_create(name="Lag pager", sentence="Wakes someone.", type="detect")[0]


FACILITATORS = {
    "system_part": lambda study, by: name_part(study, "db1, the primary", by=by, kind="data"),
    "loss": lambda study, by: name_loss(study, "Six hours of comments were lost.", by=by),
    "hazard": lambda study, by: name_hazard(study, "The only copy is on one host.", by=by),
    "constraint": lambda study, by: name_constraint(study, "Two restorable copies exist.", by=by),
    "control_assessment": lambda study, by: assess_control(study, pager(), by=by, outcome="held", how="It rang."),
    "systemic_factor": lambda study, by: name_factor(study, "dynamics", "The job hosts kept 9.2.", by=by),
    "looked_found_none": lambda study, by: look_found_none(study, "economics", by=by),
    "missing_control": lambda study, by: name_missing_control(
        study, "A refusal to empty the primary", by=by, met_nothing="a command meant for the standby"
    ),
    "finding": lambda study, by: record_finding(study, "Job errors reached nobody.", by=by),
}
EVERYBODYS = {
    "strength": lambda study, by: name_strength(study, "Someone stopped it within seconds.", by=by),
    "better_note": lambda study, by: name_better_note(study, "Which host one is on could be plainer.", by=by),
    "condition": lambda study, by: name_condition(study, "The tool waits without a word.", by=by),
}
EVERY = FACILITATORS | EVERYBODYS


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


def events(noun: str) -> list[Person | None]:
    return [event.by for event in Event.objects.filter(kind=f"{noun}.named")]


@pytest.mark.requirement("R-004-37", "R-004-38", "R-004-68")
@pytest.mark.parametrize("noun", EVERY)
def test_the_facilitator_names_it_and_the_journal_knows(study, cast, noun):
    part = EVERY[noun](study, cast.ana)
    assert part.retrospective == study
    assert part.created_by == cast.ana
    assert events(noun) == [cast.ana]


@pytest.mark.parametrize("noun", EVERY)
def test_naming_it_twice_changes_nothing(study, cast, noun):
    assert EVERY[noun](study, cast.ana) == EVERY[noun](study, cast.ana)
    assert len(events(noun)) == 1


@pytest.mark.parametrize("noun", EVERY)
def test_somebody_outside_learns_nothing(study, cast, noun):
    with pytest.raises(NotFound):
        EVERY[noun](study, cast.cy)
    assert events(noun) == []


@pytest.mark.parametrize("noun", FACILITATORS)
def test_a_participant_asks_the_facilitator(study, cast, noun):
    with pytest.raises(NotAllowed):
        EVERY[noun](study, cast.bo)


@pytest.mark.parametrize("noun", EVERYBODYS)
def test_a_participant_writes_it(study, cast, noun):
    assert EVERY[noun](study, cast.bo).created_by == cast.bo


@pytest.mark.parametrize("noun", EVERY)
def test_a_final_study_stays_as_it_is(study, cast, noun):
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=builders.NOON)
    study.refresh_from_db()
    with pytest.raises(Refusal) as refusal:
        EVERY[noun](study, cast.ana)
    assert refusal.value.code == "study_is_final"


def test_lines_are_tidied(study, cast):
    assert name_loss(study, "  Uploads\u202e were \n refused. ", by=cast.ana).text == "Uploads were refused."


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), ("   ", "empty"), ("x" * 1_000_000, "too_long"), ("a\x00b", "unstorable")],
)
def test_words_that_cannot_stand_are_told_about(study, cast, text, code):
    with pytest.raises(Refusal) as refusal:
        name_loss(study, text, by=cast.ana)
    assert (refusal.value.code, refusal.value.field) == (code, "text")


def test_a_lone_surrogate_is_told_about(study, cast):
    with pytest.raises(Refusal, match="half of a character"):
        name_strength(study, "\ud800", by=cast.ana)


def test_an_unknown_choice_names_the_known_ones(study, cast):
    with pytest.raises(Refusal, match="adaptation, control_held, tool"):
        name_strength(study, "It held.", by=cast.ana, kind="heroism")


def test_a_hazard_links_losses_and_a_constraint_hazards(study, cast):
    loss = name_loss(study, "Comments were lost.", by=cast.ana)
    hazard = name_hazard(study, "One copy only.", by=cast.ana, losses=[loss])
    constraint = name_constraint(study, "Two copies.", by=cast.ana, hazards=[hazard])
    assert list(constraint.hazards.all()) == [hazard]
    assert list(hazard.losses.all()) == [loss]


def test_nothing_links_to_another_study(study, cast):
    other = builders.study(cast.ana, title="Another")
    loss = name_loss(other, "Another loss.", by=cast.ana)
    with pytest.raises(Refusal, match="another study"):
        name_hazard(study, "One copy only.", by=cast.ana, losses=[loss])


def test_a_near_loss_is_a_loss_that_did_not_come(study, cast):
    assert name_loss(study, "The archive was nearly emptied.", by=cast.ana, is_near=True).is_near


def test_naming_a_factor_takes_back_that_none_was_found(study, cast):
    look_found_none(study, "culture", by=cast.ana)
    name_factor(study, "culture", "Openness is praised.", by=cast.ana)
    assert not LookedFoundNone.objects.filter(retrospective=study).exists()


def test_none_found_waits_while_a_factor_is_named(study, cast):
    name_factor(study, "culture", "Openness is praised.", by=cast.ana)
    with pytest.raises(Refusal, match="A factor of this kind is named"):
        look_found_none(study, "culture", by=cast.ana)


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("control_assessment", "control"),
        ("missing_control", "missing_control"),
        ("systemic_factor", "systemic"),
        ("system_part", "coordination"),
        (None, "coordination"),
    ],
)
def test_a_finding_is_about_exactly_one_thing(study, cast, target, kind):
    about = EVERY[target](study, cast.ana) if target else None
    finding = record_finding(study, "It reached nobody.", by=cast.ana, about=about)
    assert finding.kind == kind
    held = [finding.assessment, finding.missing_control, finding.factor, finding.part]
    assert [thing for thing in held if thing] == ([about] if about else [])
