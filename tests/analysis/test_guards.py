"""What analysis answers before a study goes on: each guard holds, and opens."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis import guards
from secondstory.analysis.actions.controls import assess_control, name_missing_control
from secondstory.analysis.actions.factors import look_found_none, name_factor
from secondstory.analysis.actions.strengths import name_strength, say_no_strength_because
from secondstory.analysis.actions.system import name_loss
from secondstory.analysis.models import SystemicKind
from secondstory.incidents.actions.move import GuardHolds, move
from secondstory.incidents.models import Retrospective
from secondstory.playbook.transitions import GUARDS


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    return study


def test_a_loss_opens_it(study, cast):
    assert not guards.has_loss(study)
    name_loss(study, "Comments were lost.", by=cast.ana)
    assert guards.has_loss(study)


def test_a_near_loss_opens_it_too(study, cast):
    name_loss(study, "The archive was nearly emptied.", by=cast.ana, is_near=True)
    assert guards.has_loss(study)


def test_a_control_opens_it(study, cast):
    assert not guards.has_control(study)
    assess_control(study, builders.control(), by=cast.ana)
    assert guards.has_control(study)


def test_a_missing_control_opens_it_too(study, cast):
    name_missing_control(study, "A drill", by=cast.ana, met_nothing="a restore that takes a day")
    assert guards.has_control(study)


@pytest.mark.requirement("R-002-20", "R-004-69")
def test_seven_kinds_are_visited_one_way_or_the_other(study, cast):
    *six, seventh = SystemicKind.values
    for number, kind in enumerate(six):
        assert not guards.kinds_visited(study)
        if number % 2:
            name_factor(study, kind, "Found.", by=cast.ana)
        else:
            look_found_none(study, kind, by=cast.ana)
    assert not guards.kinds_visited(study)
    look_found_none(study, seventh, by=cast.ana)
    assert guards.kinds_visited(study)


@pytest.mark.parametrize("verb", [name_strength, say_no_strength_because])
def test_a_strength_or_a_reason_opens_it(study, cast, verb):
    assert not guards.has_strength(study)
    verb(study, "Somebody had kept yesterday's copy.", by=cast.ana)
    assert guards.has_strength(study)


def test_a_blank_reason_does_not_open_it(study, cast):
    say_no_strength_because(study, "   ", by=cast.ana)
    assert not guards.has_strength(study)


def test_invariant_08_every_control_says_how(study, cast):
    control = builders.control()
    assert guards.controls_explained(study)
    assess_control(study, control, by=cast.ana, outcome="held")
    assert not guards.controls_explained(study)
    assess_control(study, control, by=cast.ana, outcome="held", how="It rang at 22:00.")
    assert guards.controls_explained(study)


def test_invariant_08_when_all_that_prevents_held_something_was_missing(study, cast):
    assert guards.not_all_held(study)
    for name in ("Review", "Host name in the prompt"):
        assess_control(study, builders.control(name, type="prevent"), by=cast.ana, outcome="held", how="So.")
    assert not guards.not_all_held(study)
    name_missing_control(study, "A refusal", by=cast.ana, met_nothing="a command on the primary")
    assert guards.not_all_held(study)


def test_invariant_08_one_that_did_not_hold_is_enough(study, cast):
    control = builders.control("Review", type="prevent")
    assess_control(study, control, by=cast.ana, outcome="held", how="So.")
    assert not guards.not_all_held(study)
    assess_control(study, control, by=cast.ana, outcome="partly_held", how="It was read in a hurry.")
    assert guards.not_all_held(study)


def test_invariant_08_what_detects_may_hold(study, cast):
    assess_control(study, builders.control(type="detect"), by=cast.ana, outcome="held", how="It rang.")
    assert guards.not_all_held(study)


@pytest.fixture
def ready(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    return builders.ready_to_finalize(study, facilitator=cast.ana, reviewer=cast.bo)


def waiting(study: Retrospective, cast: Cast) -> list[str]:
    builders.complete_again(study)
    with pytest.raises(GuardHolds) as held:
        move(study, "final", by=cast.ana)
    return held.value.waiting


@pytest.mark.requirement("R-004-66")
def test_invariant_08_a_study_with_an_unexplained_control_is_not_final(ready, cast):
    unexplained = builders.assessment(ready, how="")
    assert waiting(ready, cast) == [GUARDS["controls_explained"].todo]
    unexplained.how = "It looked at the other host."
    unexplained.save()
    builders.complete_again(ready)
    assert move(ready, "final", by=cast.ana).is_final


@pytest.mark.requirement("R-004-67")
def test_invariant_08_a_study_whose_preventive_controls_all_held_is_not_final(ready, cast):
    builders.assessment(ready, control=builders.control("Review", type="prevent"), outcome="held")
    assert waiting(ready, cast) == [GUARDS["not_all_held"].todo]
    name_missing_control(ready, "A refusal", by=cast.ana, met_nothing="a command on the primary")
    builders.complete_again(ready)
    assert move(ready, "final", by=cast.ana).is_final


@pytest.mark.parametrize("key", ["has_loss", "has_control", "kinds_visited", "has_strength"])
def test_the_review_waits_for_each_of_them(cast, key):
    study = builders.study(cast.ana, state="analysing")
    builders.role(study, cast.ana)
    builders.analysed(study)
    builders.write_up(study)
    {
        "has_loss": study.losss,
        "has_control": study.controlassessments,
        "kinds_visited": study.lookedfoundnones,
        "has_strength": study.strengths,
    }[key].all().delete()
    with pytest.raises(GuardHolds) as held:
        move(study, "reviewing", by=cast.ana)
    assert held.value.waiting == [GUARDS[key].todo]


def test_the_review_opens_when_all_of_them_are_there(cast):
    study = builders.study(cast.ana, state="analysing")
    builders.role(study, cast.ana)
    builders.analysed(study)
    builders.write_up(study)
    assert move(study, "reviewing", by=cast.ana).state == "reviewing"
