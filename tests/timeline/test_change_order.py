"""Entries of one instant can be put in another order; time itself is not touched."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal
from secondstory.timeline.actions.change_order import change_order
from secondstory.timeline.models import Entry
from secondstory.timeline.order import key


@pytest.fixture
def line(study) -> list[Entry]:
    """Three of one instant, all with tie 0 as a careless import leaves them, and one before and after."""
    builders.entry(study, "before", minutes=-1)
    builders.entry(study, "after", minutes=1)
    same = [builders.entry(study, text) for text in ("one", "two", "three")]
    return sorted(same, key=key)


def told(study) -> list[str]:
    return [entry.text for entry in Entry.objects.filter(retrospective=study).in_order()]


def test_a_participant_puts_one_first(study, line, cast) -> None:
    change_order(line[2], to=0, by=cast.bo)
    assert told(study)[1] == line[2].text


def test_it_never_passes_an_entry_of_another_instant(study, line, cast) -> None:
    change_order(line[0], to=99, by=cast.bo)
    assert told(study)[0] == "before"
    assert told(study)[3:] == [line[0].text, "after"]
    change_order(line[0], to=-99, by=cast.bo)
    assert told(study)[:2] == ["before", line[0].text]


def test_a_stranger_learns_nothing(line, cast) -> None:
    with pytest.raises(NotFound):
        change_order(line[0], to=1, by=cast.cy)


def test_the_same_place_again_changes_nothing(study, line, cast) -> None:
    change_order(line[0], to=2, by=cast.bo)
    change_order(line[0], to=2, by=cast.bo)
    assert Event.objects.filter(kind="entry.moved").count() == 1


def test_the_journal_knows_the_place(line, cast) -> None:
    change_order(line[0], to=2, by=cast.bo)
    assert Event.objects.get(kind="entry.moved").facts["place"] == 2


def test_a_final_study_stays_as_it_is(line, final_study, cast) -> None:
    with pytest.raises(Refusal, match="final"):
        change_order(line[0], to=1, by=cast.ana)
