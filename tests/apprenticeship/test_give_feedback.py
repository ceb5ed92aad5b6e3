"""A mentor says in three lines what they saw, to the learner alone."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.apprenticeship.actions.give_feedback import give_feedback
from secondstory.apprenticeship.actions.mentor import end_mentorship
from secondstory.apprenticeship.models import Feedback
from secondstory.apprenticeship.queries import ThreeLines, lines_of
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-002-34")
LINES = ThreeLines("You waited after each answer.", "Begin with what went well.", "What made you ask about the pager?")


@pytest.fixture
def led(cast: Cast):
    """Ana leads it, and Bo reads along."""
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.role(study, cast.bo, "reviewer")
    return study


def test_the_two_read_it_and_nobody_else(cast: Cast, along, led, dee):
    given = give_feedback(along, led, LINES, by=cast.bo)
    assert lines_of(given) == LINES
    assert b"pager" not in bytes(given.sealed)
    for reader in (cast.ana, cast.bo):
        assert Feedback.objects.visible_to(reader).get() == given
    for other in (cast.cy, dee, None):
        assert not Feedback.objects.visible_to(other).exists()
    event = Event.objects.get(kind="feedback.given")
    assert (event.subject_id, event.by, event.facts) == (given.pk, cast.bo, {})


def test_given_again_it_is_said_anew(cast: Cast, along, led):
    give_feedback(along, led, LINES, by=cast.bo)
    give_feedback(along, led, LINES, by=cast.bo)
    assert Event.objects.filter(kind="feedback.given").count() == 1
    anew = ThreeLines("The silence.", *("Less notes.", "How was it?"))
    assert lines_of(give_feedback(along, led, anew, by=cast.bo)) == anew
    assert Feedback.objects.count() == 1


def test_only_the_mentor_gives_it_while_it_lasts(cast: Cast, along, led, dee):
    for outsider in (cast.cy, dee):
        with pytest.raises(NotFound):
            give_feedback(along, led, LINES, by=outsider)
    with pytest.raises(NotAllowed):
        give_feedback(along, led, LINES, by=cast.ana)
    end_mentorship(along, by=cast.ana)
    with pytest.raises(NotFound):
        give_feedback(along, led, LINES, by=cast.bo)


def test_it_waits_until_they_agreed(cast: Cast, asked, led):
    with pytest.raises(Refusal) as refused:
        give_feedback(asked, led, LINES, by=cast.bo)
    assert refused.value.code == "not_agreed"


def test_it_is_about_a_study_that_the_learner_leads_and_the_mentor_reads(cast: Cast, along):
    others = builders.study(cast.cy)
    builders.role(others, cast.ana)
    with pytest.raises(NotFound):
        give_feedback(along, others, LINES, by=cast.bo)
    own = builders.study(cast.bo)
    with pytest.raises(Refusal) as refused:
        give_feedback(along, own, LINES, by=cast.bo)
    assert refused.value.field == "study"


@pytest.mark.parametrize("missing", ["keep", "attempt", "question"])
def test_each_of_the_three_is_said(cast: Cast, along, led, missing):
    lines = {"keep": "One.", "attempt": "Two.", "question": "Three?"} | {missing: " "}
    with pytest.raises(Refusal) as refused:
        give_feedback(along, led, ThreeLines(**lines), by=cast.bo)
    assert refused.value.field == missing
