"""When a control was exercised: noted by those who describe it, once, and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from tests import builders

from secondstory.analysis.actions.exercises import note_exercise, take_back_exercise
from secondstory.analysis.models import ControlExercise
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, Refusal

MARCH = date(2026, 3, 1)


def test_its_team_notes_it_and_the_journal_knows(cast):
    pager = builders.control("Lag pager", team=cast.storage)
    exercise = note_exercise(pager, "The stream was cut for a minute.", by=cast.bo, on=MARCH, where="staging")
    assert list(pager.exercises.all()) == [exercise]
    assert [event.by for event in Event.objects.filter(kind="control_exercise.noted")] == [cast.bo]


def test_noting_it_twice_changes_nothing(cast):
    pager = builders.control("Lag pager", team=cast.storage)
    for _ in range(2):
        note_exercise(pager, "The stream was cut.", by=cast.bo, on=MARCH)
    assert pager.exercises.count() == Event.objects.filter(kind="control_exercise.noted").count() == 1


def test_another_team_leaves_it_to_them(cast):
    pager = builders.control("Lag pager", team=cast.storage)
    exercise = note_exercise(pager, "The stream was cut.", by=cast.bo)
    with pytest.raises(NotAllowed):
        note_exercise(pager, "We think so.", by=cast.cy)
    with pytest.raises(NotAllowed):
        take_back_exercise(exercise, by=cast.cy)
    assert pager.exercises.count() == 1


def test_a_day_to_come_and_no_words_are_refused(cast):
    pager = builders.control("Lag pager")
    with pytest.raises(Refusal, match="still to come"):
        note_exercise(pager, "Soon.", by=cast.ana, on=date(2999, 1, 1))
    with pytest.raises(Refusal, match="needed"):
        note_exercise(pager, " ", by=cast.ana)
    assert not pager.exercises.exists()


def test_taking_it_back_twice_is_safe(cast):
    exercise = note_exercise(builders.control("Lag pager"), "The stream was cut.", by=cast.ana)
    again = ControlExercise.objects.get(pk=exercise.pk)
    take_back_exercise(exercise, by=cast.ana)
    take_back_exercise(again, by=cast.ana)
    assert Event.objects.filter(kind="control_exercise.taken_back").count() == 1
