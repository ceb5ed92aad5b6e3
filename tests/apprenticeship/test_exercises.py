"""Understanding is checked by practice: for oneself alone, without a score, as often as one likes."""

from __future__ import annotations

import pytest
from tests.cast import Cast

from secondstory.apprenticeship.actions.answer_exercise import answer_exercise
from secondstory.apprenticeship.exercises import exercises
from secondstory.apprenticeship.models import ExerciseAnswer
from secondstory.apprenticeship.queries import answer_in
from secondstory.concepts.cards import cards
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal

pytestmark = pytest.mark.requirement("R-002-34")
MARK, SAY = "what-nobody-knew-yet", "a-question-that-opens"


def test_an_answer_is_ones_own(cast: Cast, dee):
    given = answer_exercise(MARK, marked=[3, 1, 99], text="What else was on the screens?", by=cast.ana)
    assert answer_in(given).marked == (1, 3)
    assert b"screens" not in bytes(given.sealed)
    assert ExerciseAnswer.objects.visible_to(cast.ana).get() == given
    for other in (cast.bo, cast.cy, dee, None):
        assert not ExerciseAnswer.objects.visible_to(other).exists()


def test_done_again_the_last_one_stands(cast: Cast):
    answer_exercise(SAY, text="What were you looking at?", by=cast.ana)
    answer_exercise(SAY, text="What were you looking at?", by=cast.ana)
    assert Event.objects.filter(kind="exercise.answered").count() == 1
    answer_exercise(SAY, text="Walk me through it.", by=cast.ana)
    assert answer_in(ExerciseAnswer.objects.get()).text == "Walk me through it."


def test_nothing_marked_is_an_answer_and_nothing_said_is_none(cast: Cast):
    assert answer_in(answer_exercise(MARK, by=cast.ana)).marked == ()
    with pytest.raises(Refusal) as refused:
        answer_exercise(SAY, text=" ", by=cast.ana)
    assert refused.value.field == "text"
    with pytest.raises(NotFound):
        answer_exercise("nothing", by=cast.ana)


@pytest.mark.parametrize("key", list(exercises()))
def test_each_shows_what_is_noticed_and_the_idea_behind_it(key: str):
    one = exercises()[key]
    assert one.noticed
    assert one.idea in cards()
    for noticed in one.noticed:
        assert (noticed.sentence is not None) == one.marks
        assert noticed.sentence is None or 0 <= noticed.sentence < len(one.passage)


def test_something_in_each_passage_to_mark_is_left_alone():
    for one in exercises().values():
        assert not one.marks or len(one.noticed) < len(one.passage)
