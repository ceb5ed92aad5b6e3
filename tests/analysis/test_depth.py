"""How deep a study goes, and why: reasons are noted, taken back, and never counted."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.depth import choose_depth, note_reason
from secondstory.analysis.models import ReasonToLearn
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


def reasons(study: Retrospective) -> set[str]:
    return set(ReasonToLearn.objects.filter(retrospective=study).values_list("kind", flat=True))


def test_the_facilitator_notes_a_reason_once_and_the_journal_knows(study, cast):
    assert note_reason(study, "looked_simple", by=cast.ana) == note_reason(study, "looked_simple", by=cast.ana)
    assert [event.by for event in Event.objects.filter(kind="reason_to_learn.named")] == [cast.ana]


def test_an_unknown_reason_is_refused(study, cast):
    with pytest.raises(Refusal, match="is one of"):
        note_reason(study, "severity", by=cast.ana)


@pytest.mark.requirement("R-002-29")
def test_choosing_a_depth_keeps_exactly_the_reasons_that_are_named(study, cast):
    note_reason(study, "looked_simple", by=cast.ana)
    choose_depth(study, "deep", by=cast.ana, reasons=["surprised_experts", "new_parts"])
    study.refresh_from_db()
    assert study.depth == "deep"
    assert reasons(study) == {"surprised_experts", "new_parts"}


def test_choosing_the_same_again_says_nothing_new(study, cast):
    choose_depth(study, "light", by=cast.ana, reasons=["new_parts"])
    before = Event.objects.count()
    choose_depth(study, "light", by=cast.ana, reasons=["new_parts"])
    assert Event.objects.count() == before


def test_a_depth_that_is_none_changes_nothing(study, cast):
    with pytest.raises(Refusal, match="light, standard or deep"):
        choose_depth(study, "abyssal", by=cast.ana, reasons=["new_parts"])
    assert reasons(study) == set()


def test_a_participant_and_somebody_outside_leave_it_to_the_facilitator(study, cast):
    with pytest.raises(NotAllowed):
        choose_depth(study, "deep", by=cast.bo)
    with pytest.raises(NotFound):
        note_reason(study, "new_parts", by=cast.cy)
    assert reasons(study) == set()
