"""An answer from outside the team is an event of its own: somebody in the wider house knew."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.mysteries import open_question_wider
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.settle import answer, reopen
from secondstory.analysis.models import Mystery
from secondstory.journal.models import Event
from secondstory.people.models import Person

ASKED = "How do people here tell hosts apart at night?"

pytestmark = pytest.mark.requirement("R-003-16")


@pytest.fixture
def mystery(cast: Cast) -> Mystery:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    return open_question_wider(raise_mystery(ASKED, study=study, by=cast.ana), to="organization", by=cast.ana)


def told() -> int:
    return Event.objects.filter(kind="mystery.answered_from_outside").count()


def test_somebody_outside_answers_and_the_journal_knows(mystery, cast):
    for _ in range(2):
        answer(mystery, "By the color of the prompt.", by=cast.cy)
    kept = Mystery.objects.get(pk=mystery.pk)
    assert kept.answered_from_outside
    assert kept.answered_at is not None
    assert (told(), Event.objects.filter(kind="mystery.answered").count()) == (1, 1)


def test_a_colleague_of_its_team_is_not_outside(mystery, cast):
    answer(mystery, "By the color of the prompt.", by=cast.bo)
    assert (Mystery.objects.get(pk=mystery.pk).answered_from_outside, told()) == (False, 0)


@pytest.mark.parametrize("part", ["participant", "reviewer"])
def test_whoever_has_a_part_in_its_study_is_not_outside(mystery, cast, part):
    if part == "participant":
        builders.participant(mystery.retrospective, cast.cy)
    else:
        builders.role(mystery.retrospective, cast.cy, part)
    answer(mystery, "By the color of the prompt.", by=cast.cy)
    assert told() == 0


def test_the_next_answer_says_anew_whose_it_was(mystery, cast):
    answer(mystery, "By the color of the prompt.", by=cast.cy)
    reopen(mystery, by=cast.ana)
    answer(mystery, "By the name on the wall.", by=cast.bo)
    assert not Mystery.objects.get(pk=mystery.pk).answered_from_outside
    assert told() == 1


def test_without_a_study_it_is_neither_the_asker_nor_the_team(cast):
    for by, outside in ((cast.cy, False), (cast.ana, True)):
        asked = raise_mystery(ASKED, by=cast.cy)
        answer(asked, "By the color of the prompt.", by=by)
        assert Mystery.objects.get(pk=asked.pk).answered_from_outside is outside
        Mystery.objects.all().delete()
    asked = raise_mystery(ASKED, by=cast.ana, team=cast.storage)
    answer(asked, "By the color of the prompt.", by=cast.bo)
    assert not Mystery.objects.get(pk=asked.pk).answered_from_outside


def test_without_a_name_a_study_and_a_team_nobody_can_tell(cast):
    asked = raise_mystery(ASKED, by=cast.cy, anonymous=True)
    answer(asked, "By the color of the prompt.", by=cast.cy)
    assert not Mystery.objects.get(pk=asked.pk).answered_from_outside


def test_somebody_in_no_team_is_outside(mystery, cast):
    dee = Person.objects.create(email="dee@example.org", display_name="Dee", password="!")
    answer(mystery, "By the color of the prompt.", by=dee)
    assert Mystery.objects.get(pk=mystery.pk).answered_from_outside
