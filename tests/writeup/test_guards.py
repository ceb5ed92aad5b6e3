"""What the write-up answers before a study is final: each guard holds, and opens."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.analysis.models import Mystery
from secondstory.incidents.actions.move import GuardHolds, move
from secondstory.playbook.transitions import GUARDS
from secondstory.writeup.actions.begin import begin
from secondstory.writeup.actions.save import restore, save_section, still_holds
from secondstory.writeup.guards import questions_listed, summary_last
from secondstory.writeup.models import Section


def part(study, key):
    return Section.objects.get(writeup__retrospective=study, key=key)


@pytest.fixture
def ready(cast):
    return builders.ready_to_finalize(builders.study(cast.ana), facilitator=cast.ana, reviewer=cast.bo)


def waiting(study, cast):
    builders.complete_again(study)
    with pytest.raises(GuardHolds) as held:
        move(study, "final", by=cast.ana)
    return held.value.waiting


def test_a_study_whose_summary_is_older_than_its_text_is_not_final(ready, cast):
    impact = part(ready, "impact")
    save_section(impact, text="Uploads were refused.", based_on=1, by=cast.ana)
    assert GUARDS["summary_last"].todo in waiting(ready, cast)
    still_holds(part(ready, "summary"), by=cast.ana)
    builders.complete_again(ready)
    assert move(ready, "final", by=cast.ana).is_final


def test_an_earlier_text_that_came_back_asks_for_the_summary_again(study, section, cast):
    save_section(section, text="One.", based_on=0, by=cast.ana)
    save_section(section, text="Two.", based_on=1, by=cast.ana)
    save_section(part(study, "summary"), text="In short.", based_on=0, by=cast.ana)
    assert summary_last(study)
    restore(section, 1, by=cast.bo)
    assert not summary_last(study)


def test_a_summary_without_a_word_is_none(study, section, cast):
    assert not summary_last(study)
    save_section(part(study, "summary"), text="   ", based_on=0, by=cast.ana)
    assert not summary_last(study)


@pytest.mark.parametrize("state", ["open", "followed"])
def test_invariant_15_open_questions_need_the_section_that_lists_them(study, cast, state):
    assert questions_listed(study)
    asked = Mystery.objects.create(retrospective=study, question="Who hears the pager?", state=state)
    assert not questions_listed(study)
    begin(study, by=cast.ana)
    assert questions_listed(study)
    part(study, "open_questions").delete()
    assert not questions_listed(study)
    asked.state, asked.answer = "answered", "The on-call engineer."
    asked.save()
    assert questions_listed(study)


@pytest.mark.requirement("R-001-21")
def test_invariant_15_a_study_that_does_not_list_its_open_questions_is_not_final(ready, cast):
    Mystery.objects.create(retrospective=ready, question="Who hears the pager?")
    part(ready, "open_questions").delete()
    assert waiting(ready, cast) == [GUARDS["questions_listed"].todo]
    begin(ready, by=cast.ana)
    builders.complete_again(ready)
    assert move(ready, "final", by=cast.ana).is_final
