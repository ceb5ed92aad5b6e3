"""Those who keep the process answer, each time with the reason; what was said stays."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import builders
from tests.cast import Cast
from tests.practice.conftest import proposed, to_come

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, Refusal
from secondstory.practice.actions.answer import answer_proposal
from secondstory.practice.models import Proposal, ProposalAnswer

pytestmark = pytest.mark.requirement("R-002-15")


def test_it_goes_from_open_over_discussed_and_tried_to_adopted(cast: Cast, dee):
    made = proposed(cast.ana)
    answer_proposal(made, "discussed", "We ask the other teams.", by=dee)
    answer_proposal(made, "tried", "Three studies without it.", by=dee, look_again_on=to_come(60))
    answer_proposal(made, "adopted", "Nobody missed it.", by=dee)
    made.refresh_from_db()
    assert (made.state, made.look_again_on) == ("adopted", to_come(60))
    assert [one.state for one in made.answers.all()] == ["discussed", "tried", "adopted"]
    event = Event.objects.filter(kind="proposal.answered").order_by("seq").last()
    assert (event.by, event.facts) == (dee, {"state": "adopted"})


def test_a_steward_answers_as_well(cast: Cast):
    builders.grant(cast.bo, "steward")
    assert answer_proposal(proposed(cast.ana), "declined", "Auditors ask for it.", by=cast.bo)


@pytest.mark.parametrize("role", ["", "leader"])
def test_nobody_else_does(cast: Cast, dee, role):
    made = proposed(cast.ana)
    if role:
        builders.grant(cast.cy, role)
    with pytest.raises(NotAllowed) as refused:
        answer_proposal(made, "declined", "No.", by=cast.cy)
    assert refused.value.code == "keepers_only"
    assert answer_proposal(made, "declined", "No.", by=dee)


def test_twice_is_once(cast: Cast, dee):
    made = proposed(cast.ana)
    for _ in range(2):
        answer_proposal(made, "declined", "Auditors ask for it.", by=dee)
    assert ProposalAnswer.objects.count() == Event.objects.filter(kind="proposal.answered").count() == 1


def test_declining_says_why_and_what_is_settled_stays_settled(cast: Cast, dee):
    made = proposed(cast.ana)
    with pytest.raises(Refusal) as refused:
        answer_proposal(made, "declined", " ", by=dee)
    assert refused.value.field == "text"
    answer_proposal(made, "declined", "Auditors ask for it.", by=dee)
    with pytest.raises(Refusal) as refused:
        answer_proposal(made, "adopted", "After all.", by=dee)
    assert refused.value.code == "settled"


@pytest.mark.parametrize("again", [None, to_come(0)])
def test_trying_names_a_day_to_look_whether_it_helped(cast: Cast, dee, again):
    with pytest.raises(Refusal) as refused:
        answer_proposal(proposed(cast.ana), "tried", "Three studies.", by=dee, look_again_on=again)
    assert refused.value.field == "look_again_on"
    assert not ProposalAnswer.objects.exists()


def test_no_other_state_is_given(cast: Cast, dee):
    for state in ("open", "", "burnt"):
        with pytest.raises(Refusal):
            answer_proposal(proposed(cast.ana), state, "Why.", by=dee)


def test_what_was_answered_and_proposed_stays(cast: Cast, dee):
    made = proposed(cast.ana)
    answer_proposal(made, "declined", "Auditors ask for it.", by=dee)
    for write in (
        lambda: ProposalAnswer.objects.update(text="Else"),
        lambda: ProposalAnswer.objects.all()._raw_delete("default"),
        lambda: Proposal.objects.update(why="Else"),
        lambda: Proposal.objects.update(created_by=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
