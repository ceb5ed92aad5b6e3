"""What waits stands on the first page of those it waits for, and on nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from tests import builders
from tests.cast import Cast
from tests.practice.conftest import drafted, proposed, to_come, words

from secondstory.practice.actions.answer import answer_proposal
from secondstory.practice.actions.draft import review_process, say_not_yet
from secondstory.practice.actions.look import look_at
from secondstory.practice.actions.report import tell_experience
from secondstory.practice.models import Practice
from secondstory.publishing.home import home_of


def asked(*people) -> list[list[str]]:
    """The words before the colon or the question mark."""
    found = []
    for person in people:
        person.__dict__.pop("roles", None)
        found.append([ask.what.replace("?", ":").partition(":")[0] for ask in home_of(person).asks])
    return found


ANSWER, ANSWERED = "Answer a proposal", "An answer to what you proposed"
HELPS, HELPED, WORK, LIKE = (
    "Does it help",
    "Did it help",
    "Would you work this way",
    "What was it like to work this way",
)


@pytest.mark.requirement("R-002-15")
def test_an_answer_is_asked_of_those_who_keep_the_process_and_goes_to_who_proposed(cast: Cast, dee):
    made = proposed(cast.ana)
    assert asked(cast.ana, cast.cy, dee) == [[], [], [ANSWER]]
    assert home_of(dee).asks[0].by == made.due_on
    answer_proposal(made, "tried", "Three studies.", by=dee, look_again_on=to_come(60))
    assert asked(cast.ana, cast.cy, dee) == [[ANSWERED], [], []]
    with time_machine.travel(timezone.now() + timedelta(days=61), tick=False):
        assert asked(cast.ana, dee) == [[], [HELPED]]


@pytest.mark.requirement("R-002-15")
def test_without_a_name_nobody_is_told(cast: Cast, dee):
    answer_proposal(proposed(cast.ana, without_name=True), "declined", "No.", by=dee)
    assert asked(cast.ana, cast.bo, dee) == [[], [], []]


@pytest.mark.requirement("R-002-10", "R-002-67")
def test_when_its_day_has_come_those_who_keep_the_process_are_asked(cast: Cast, dee):
    Practice.objects.filter(key="question-bank").update(look_again_on=to_come(0))
    assert asked(cast.ana, dee) == [[], [HELPS]]
    assert home_of(dee).asks[0].url == "/practice/question-bank/"
    look_at(Practice.objects.get(key="question-bank"), "keep", "So.", by=dee, next_on=to_come())
    assert asked(dee) == [[]]


@pytest.mark.requirement("R-002-15")
def test_a_draft_is_asked_of_those_who_do_the_work(cast: Cast, dee, draft):
    assert asked(cast.ana, cast.bo, cast.cy, dee) == [[WORK], [WORK], [WORK], []]
    say_not_yet(draft, "Lisbon starts later.", by=cast.cy)
    assert asked(cast.bo, cast.cy) == [[WORK], []]
    again = drafted(dee, words=words(review={"due_days": 30}))
    assert asked(cast.cy) == [[WORK]]
    review_process(again, by=cast.bo)
    assert asked(cast.ana, cast.bo, cast.cy) == [[], [], []]


@pytest.mark.requirement("R-002-57")
def test_at_the_end_of_a_study_those_who_had_a_part_are_asked_what_it_was_like(cast: Cast):
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    builders.write_up(study)
    assert asked(cast.cy) == [[]]
    builders.edition(study)
    assert asked(cast.bo, cast.cy) == [[LIKE], []]
    tell_experience(by=cast.bo, way="keep", worked="So.", study=study)
    assert asked(cast.bo) == [[]]
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        assert LIKE not in asked(cast.ana)[0]
