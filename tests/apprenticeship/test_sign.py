"""Steps rest on the word of the learner, the mentor or both; nobody else has one."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast

from secondstory.apprenticeship.actions.mentor import agree_to_mentor, ask_mentor, end_mentorship
from secondstory.apprenticeship.actions.sign import sign, take_back_word
from secondstory.apprenticeship.models import Signature
from secondstory.apprenticeship.steps import SIGNED_BY, Step
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound

pytestmark = pytest.mark.requirement("R-002-34")


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("as_mentor", [False, True])
def test_each_step_rests_on_whose_word_counts(cast: Cast, anas, along, step, as_mentor):
    by = cast.bo if as_mentor else cast.ana
    who = SIGNED_BY[step]
    if who.mentor if as_mentor else who.learner:
        assert sign(anas, step, by=by) == sign(anas, step, by=by)
        event = Event.objects.get(kind="apprenticeship.signed")
        assert (event.by, event.facts) == (by, {})
    else:
        with pytest.raises(NotAllowed):
            sign(anas, step, by=by)
        with pytest.raises(IntegrityError), transaction.atomic():
            Signature.objects.create(apprenticeship=anas, step=step, as_mentor=as_mentor, created_by=by)


def test_nobody_else_has_a_word(cast: Cast, anas, along, dee):
    for outsider in (cast.cy, dee):
        with pytest.raises(NotFound):
            sign(anas, "watch", by=outsider)
        with pytest.raises(NotFound):
            take_back_word(anas, "watch", by=outsider)
    end_mentorship(along, by=cast.ana)
    with pytest.raises(NotFound):
        sign(anas, "watch", by=cast.bo)


def test_a_word_is_taken_back_by_whoever_gave_it(cast: Cast, anas, along):
    sign(anas, "watch", by=cast.bo)
    end_mentorship(along, by=cast.bo)
    agree_to_mentor(ask_mentor(anas, cast.cy, by=cast.ana), by=cast.cy)
    take_back_word(anas, "watch", by=cast.cy)
    assert Signature.objects.get().created_by == cast.bo
    sign(anas, "read", by=cast.ana)
    take_back_word(anas, "read", by=cast.ana)
    take_back_word(anas, "read", by=cast.ana)
    assert Signature.objects.get().step == "watch"
    assert Event.objects.filter(kind="apprenticeship.unsigned").count() == 1
