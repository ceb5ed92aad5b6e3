"""Two people note that one text is complete."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.incidents.actions.move import GuardHolds
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.review.actions.complete import finalize, note_complete
from secondstory.review.guards import two_say_complete
from secondstory.review.models import Completion
from secondstory.writeup.actions.save import save_section


@pytest.fixture
def study(agreed):
    agreed.completions.all().delete()
    return agreed


def test_it_holds_the_end_until_both_noted_it_and_the_journal_knows(study, cast):
    note_complete(study, by=cast.ana, capacity="facilitator")
    assert not two_say_complete(study)
    with pytest.raises(GuardHolds, match="each note"):
        finalize(study, by=cast.ana)
    note_complete(study, by=cast.bo, capacity="reviewer")
    assert two_say_complete(study)
    assert Event.objects.filter(kind="write_up.complete").count() == 2


def test_twice_is_one_note(study, cast):
    first = note_complete(study, by=cast.ana, capacity="facilitator")
    assert note_complete(study, by=cast.ana, capacity="facilitator") == first
    assert Event.objects.filter(kind="write_up.complete").count() == 1


def test_one_person_is_not_two(study, cast):
    with pytest.raises(NotAllowed, match="second person"):
        note_complete(study, by=cast.ana, capacity="reviewer")
    with pytest.raises(NotAllowed):
        note_complete(study, by=cast.bo, capacity="facilitator")
    with pytest.raises(NotFound):
        note_complete(study, by=cast.cy, capacity="reviewer")
    with pytest.raises(Refusal):
        note_complete(study, by=cast.ana, capacity="boss")
    assert not Completion.objects.exists()


def test_it_is_too_early_before_the_review_is_closed(analysed, cast):
    with pytest.raises(Refusal, match="after the review"):
        note_complete(analysed, by=cast.ana, capacity="facilitator")


def test_a_text_changed_afterwards_asks_for_both_notes_again(agreed, cast):
    assert two_say_complete(agreed)
    section = agreed.writeup.sections.get(key="summary")
    save_section(section, text="Other words.", based_on=section.number, by=cast.ana)
    assert not two_say_complete(agreed)
    note_complete(agreed, by=cast.ana, capacity="facilitator")
    assert not two_say_complete(agreed)
    note_complete(agreed, by=cast.bo, capacity="reviewer")
    assert two_say_complete(agreed)


def test_another_facilitator_notes_it_anew(agreed, cast):
    agreed.roles.filter(role="facilitator").update(person=cast.cy)
    assert not two_say_complete(agreed)


def test_what_is_drawn_from_the_data_is_part_of_the_text(agreed):
    builders.entry(agreed, "One more entry", minutes=5)
    assert not two_say_complete(agreed)
