"""Somebody who does the work and did not write it reviews the next version; then it is in force from its day."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests import builders
from tests.cast import Cast
from tests.practice.conftest import drafted, in_force, proposed, to_come, words

from secondstory.incidents.actions.open_retrospective import open_retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, Refusal
from secondstory.practice.actions.answer import answer_proposal
from secondstory.practice.actions.draft import review_process, say_not_yet
from secondstory.practice.models import NotYet, ProcessDraft

pytestmark = pytest.mark.requirement("R-002-15")


def test_bo_reviews_it_and_it_is_in_force(cast: Cast, draft):
    before = open_retrospective(builders.incident(cast.ana), by=cast.ana)
    review_process(draft, by=cast.bo, text="Good.")
    assert in_force() == draft
    before.refresh_from_db()
    assert before.process_version.number == 1
    assert open_retrospective(builders.incident(cast.ana, "Another"), by=cast.ana).process_version == draft
    event = Event.objects.get(kind="process.reviewed")
    assert (event.by, event.facts) == (cast.bo, {"number": 2})


def test_it_waits_for_its_day(cast: Cast, dee):
    review_process(drafted(dee, from_on=to_come(30)), by=cast.bo)
    assert in_force().number == 1
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert in_force().number == 2


def test_one_whose_day_went_by_holds_from_its_review(cast: Cast, draft):
    with time_machine.travel(timezone.now() + timedelta(days=9), tick=False):
        review_process(draft, by=cast.bo)
        assert in_force().valid_from == timezone.now()


def test_whoever_wrote_it_or_does_not_do_the_work_does_not(cast: Cast, dee, draft):
    for other in (dee, builders.grant(cast.cy, "process_owner").person):
        version = draft if other is dee else drafted(other, words=words(review={"due_days": 30}))
        with pytest.raises(NotAllowed):
            review_process(version, by=other)
    assert review_process(version, by=cast.bo)


def test_twice_is_once(cast: Cast, draft):
    assert review_process(draft, by=cast.bo) == review_process(draft, by=cast.bo)
    assert draft.reviews.count() == Event.objects.filter(kind="process.reviewed").count() == 1


def test_the_proposals_it_adopts_have_their_answer(cast: Cast, dee):
    asked, settled = proposed(cast.ana), proposed(cast.ana, "Something else")
    version = drafted(dee, adopts=[asked, settled])
    answer_proposal(settled, "declined", "Not this.", by=dee)
    review_process(version, by=cast.bo)
    for one in (asked, settled):
        one.refresh_from_db()
    assert (asked.state, settled.state) == ("adopted", "declined")
    answer = asked.answers.get()
    assert (answer.version, answer.created_by) == (version, dee)
    assert "Rounds were too short." in answer.text


def test_an_older_draft_is_not_reviewed(cast: Cast, dee, draft):
    drafted(dee, words=words(review={"due_days": 30}))
    with pytest.raises(Refusal) as refused:
        review_process(draft, by=cast.bo)
    assert refused.value.code == "older_version"


def test_not_yet_says_what_and_forbids_nothing(cast: Cast, draft, dee):
    with pytest.raises(Refusal):
        say_not_yet(draft, " ", by=cast.cy)
    for _ in range(2):
        say_not_yet(draft, "Lisbon starts later.", by=cast.cy)
    assert NotYet.objects.count() == 1
    with pytest.raises(NotAllowed):
        say_not_yet(draft, "Mine.", by=dee)
    assert review_process(draft, by=cast.bo)


def test_the_database_takes_no_review_of_what_was_let_go(cast: Cast, draft):
    ProcessDraft.objects.update(let_go_because="Never mind.")
    with pytest.raises(IntegrityError, match="let go"), transaction.atomic():
        draft.reviews.create(team=cast.storage, created_by=cast.bo)
