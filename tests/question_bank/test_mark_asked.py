"""What was asked in a study gives way to what was not; nobody is named."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.question_bank.actions.mark_asked import mark_asked
from secondstory.question_bank.models import Asked
from secondstory.question_bank.queries import asked_in

KEY = "Q-106"


@pytest.mark.requirement("R-003-24")
def test_it_is_asked_in_this_study_and_in_no_other(cast, study):
    mark_asked(study, KEY, by=cast.bo)
    assert asked_in(study) == {KEY}
    assert asked_in(builders.study(cast.ana)) == frozenset()


def test_twice_is_once(cast, study):
    for person in (cast.ana, cast.bo):
        mark_asked(study, KEY, by=person)
    assert Asked.objects.count() == Event.objects.filter(kind="bank_question.asked").count() == 1


def test_cy_who_looks_on_is_refused(cast, study):
    with pytest.raises(NotAllowed):
        mark_asked(study, KEY, by=cast.cy)
    assert not Asked.objects.exists()


def test_a_study_that_cy_does_not_read_is_not_there_for_him(cast):
    with pytest.raises(NotFound):
        mark_asked(builders.study(cast.ana), KEY, by=cast.cy)


def test_in_a_final_study_nothing_is_asked_any_more(cast, study):
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=builders.NOON)
    with pytest.raises(Refusal, match="final"):
        mark_asked(study, KEY, by=cast.ana)


def test_a_question_that_is_not_there_is_not_asked(cast, study):
    with pytest.raises(NotFound):
        mark_asked(study, "Q-999", by=cast.ana)


def test_the_journal_knows_that_but_not_who(cast, study):
    mark_asked(study, KEY, by=cast.bo)
    event = Event.objects.get(kind="bank_question.asked")
    assert (event.by, event.subject_id, event.facts) == (None, study.pk, {"key": KEY})


def test_no_row_of_it_points_to_a_person():
    assert {field.name for field in Asked._meta.get_fields()} == {"id", "study", "key"}
