"""A write-up begins with the sections of the study's own process version."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.incidents.actions.move import GuardHolds, move
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal
from secondstory.writeup.actions.begin import begin
from secondstory.writeup.guards import has_sections


def test_it_has_the_sections_of_the_process_in_their_order(study, cast):
    begun = begin(study, by=cast.bo)
    keys = [section.key for section in begun.sections.in_order()]
    assert keys == list(study.process_version.process.write_up)
    assert begun.sections.get(key="went_well").heading == "What went well"


def test_beginning_twice_changes_nothing(study, cast):
    begin(study, by=cast.ana)
    assert begin(study, by=cast.bo).sections.count() == 9
    assert Event.objects.filter(kind="write_up.begun").count() == 1


def test_a_missing_section_comes_back_and_the_others_stay(study, cast):
    begun = begin(study, by=cast.ana)
    kept = begun.sections.get(key="impact").pk
    begun.sections.filter(key="also_held").delete()
    begin(study, by=cast.ana)
    assert begun.sections.get(key="impact").pk == kept
    assert list(begun.sections.in_order())[-1].key == "also_held"


def test_a_stranger_learns_nothing(study, cast):
    with pytest.raises(NotFound):
        begin(study, by=cast.cy)


def test_a_final_study_gets_no_new_sections(study, cast):
    type(study).objects.filter(pk=study.pk).update(state="final", finalized_at=study.created_at)
    with pytest.raises(Refusal, match="amendment"):
        begin(study, by=cast.ana)


def test_the_journal_knows(study, cast):
    begun = begin(study, by=cast.ana)
    event = Event.objects.get(kind="write_up.begun")
    assert (event.subject_id, event.by, event.facts["sections"]) == (begun.pk, cast.ana, 9)


def test_the_guard_holds_until_there_are_sections(study, cast):
    assert not has_sections(study)
    begin(study, by=cast.ana)
    assert has_sections(study)


def test_review_waits_for_the_sections(study, cast):
    builders.analysed(study)
    type(study).objects.filter(pk=study.pk).update(state="analysing")
    with pytest.raises(GuardHolds, match="Begin the write-up"):
        move(study, "reviewing", by=cast.ana)
    begin(study, by=cast.ana)
    assert move(study, "reviewing", by=cast.ana).state == "reviewing"
