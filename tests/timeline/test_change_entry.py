"""An entry is corrected; what an import first said stays known, and nobody's change is lost in another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests import builders
from tests.builders import NOON

from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.timeline.actions.add_entry import add_entry
from secondstory.timeline.actions.agree import agree
from secondstory.timeline.actions.change_entry import change_entry, edition_of
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.actions.told import Told

TOLD = Told(at=NOON, text="Replication stops.", lane="System")
NEW = replace(TOLD, text="Replication stops; its segments are gone.")


@pytest.fixture
def entry(study, cast):
    return add_entry(study, TOLD, by=cast.bo, source_system="chat", source_id="1", was={"text": TOLD.text})


def test_a_participant_corrects_it(entry, cast) -> None:
    change_entry(entry, NEW, by=cast.bo)
    entry.refresh_from_db()
    assert entry.text == NEW.text
    assert entry.edited_at


def test_a_stranger_learns_nothing(entry, cast) -> None:
    with pytest.raises(NotFound):
        change_entry(entry, NEW, by=cast.cy)


def test_a_reviewer_comments_instead(entry, cast) -> None:
    builders.role(entry.retrospective, cast.cy, "reviewer")
    with pytest.raises(NotAllowed):
        change_entry(entry, NEW, by=cast.cy)


def test_the_same_again_changes_nothing(entry, cast) -> None:
    change_entry(entry, TOLD, by=cast.bo)
    assert entry.edited_at is None
    assert not Event.objects.filter(kind="entry.changed").exists()


def test_the_journal_knows_which_fields(entry, cast) -> None:
    change_entry(entry, replace(NEW, lane="Database"), by=cast.bo)
    assert Event.objects.get(kind="entry.changed").facts["fields"] == "lane+text"


def test_a_final_study_stays_as_it_is(entry, final_study, cast) -> None:
    with pytest.raises(Refusal, match="final"):
        change_entry(entry, NEW, by=cast.ana)


def test_what_the_import_said_stays_known(entry, cast) -> None:
    change_entry(entry, NEW, by=cast.bo)
    assert entry.was == {"text": TOLD.text}


def test_it_stands_last_where_it_comes_to_stand(entry, study, cast) -> None:
    later = NOON + timedelta(minutes=5)
    there = add_entry(study, replace(TOLD, at=later, text="Somebody looks."), by=cast.bo)
    change_entry(entry, replace(TOLD, at=later), by=cast.bo)
    assert entry.tie > there.tie


def test_a_change_nobody_agreed_to_is_proposed_again(entry, cast) -> None:
    agree(entry, by=cast.ana)
    assert change_entry(entry, NEW, by=cast.bo).status == "proposed"


def test_the_facilitators_own_change_stays_agreed(entry, cast) -> None:
    agree(entry, by=cast.ana)
    assert change_entry(entry, NEW, by=cast.ana).status == "agreed"


def test_two_who_write_at_once_hear_of_each_other(entry, cast) -> None:
    seen = edition_of(entry)
    change_entry(entry, NEW, by=cast.bo, seen=seen)
    with pytest.raises(Conflict):
        change_entry(entry, replace(TOLD, text="Other words."), by=cast.ana, seen=seen)
    entry.refresh_from_db()
    assert entry.text == NEW.text


def test_what_was_taken_out_is_not_changed(entry, cast) -> None:
    remove_entry(entry, by=cast.bo)
    with pytest.raises(Refusal, match="taken out"):
        change_entry(entry, NEW, by=cast.bo)


def test_an_end_before_the_beginning_is_asked_for_again(entry, cast) -> None:
    with pytest.raises(Refusal) as refused:
        change_entry(entry, replace(NEW, until=NOON - timedelta(hours=1)), by=cast.bo)
    assert refused.value.field == "until"
