"""Who knew it, and when: said for oneself always, for others by whoever contributes, and taken back again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests import builders
from tests.builders import NOON

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.timeline.actions.change_entry import change_entry
from secondstory.timeline.actions.know import forget_awareness, know_at_once, set_awareness
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.actions.told import Told
from secondstory.timeline.models import Awareness, Entry

LATER = NOON + timedelta(minutes=40)


@pytest.fixture
def entry(study, cast) -> Entry:
    return builders.entry(study, created_by=cast.ana)


@pytest.fixture
def bo(study, cast):
    """As Bo takes part."""
    return study.participants.get(person=cast.bo)


@pytest.fixture
def outside(study):
    """Somebody who takes part as a role."""
    return builders.participant(study, None, role_label="engineer at the standby")


def test_the_facilitator_says_it_of_somebody(entry, outside, cast) -> None:
    known = set_awareness(entry, outside, by=cast.ana, learned_at=LATER, how="read")
    known.refresh_from_db()
    assert (known.learned_at, known.how, known.created_by) == (LATER, "read", cast.ana)


def test_without_a_moment_it_is_at_once_as_sharply_as_the_entry_is_known(study, outside, cast) -> None:
    coarse = builders.entry(study, precision="hour")
    known = set_awareness(coarse, outside, by=cast.ana)
    assert (known.learned_at, known.precision) == (coarse.at, "hour")


def test_several_knew_at_once(entry, bo, outside, cast) -> None:
    know_at_once(entry, [bo, outside], by=cast.ana)
    assert {known.participant for known in entry.awareness.all()} == {bo, outside}


def test_a_participant_says_it_for_themself_and_for_others(entry, bo, outside, cast) -> None:
    know_at_once(entry, [bo, outside], by=cast.bo)
    assert entry.awareness.count() == 2


def test_a_stranger_learns_nothing(entry, outside, cast) -> None:
    with pytest.raises(NotFound):
        set_awareness(entry, outside, by=cast.cy)
    with pytest.raises(NotFound):
        forget_awareness(entry, outside, by=cast.cy)


def test_a_reviewer_comments_instead(entry, outside, cast) -> None:
    builders.role(entry.retrospective, cast.cy, "reviewer")
    with pytest.raises(NotAllowed):
        set_awareness(entry, outside, by=cast.cy)


def test_what_somebody_said_of_themself_nobody_else_rewrites(entry, bo, cast) -> None:
    set_awareness(entry, bo, by=cast.bo, learned_at=LATER)
    with pytest.raises(NotAllowed, match="themselves"):
        set_awareness(entry, bo, by=cast.ana)
    with pytest.raises(NotAllowed, match="themselves"):
        forget_awareness(entry, bo, by=cast.ana)
    assert entry.awareness.get().learned_at == LATER


def test_what_others_said_of_somebody_they_put_right_themself(entry, bo, cast) -> None:
    know_at_once(entry, [bo], by=cast.ana)
    set_awareness(entry, bo, by=cast.bo, learned_at=LATER, how="later")
    assert entry.awareness.get().how == "later"


def test_twice_is_once_and_the_journal_knows(entry, outside, cast) -> None:
    for _ in range(2):
        set_awareness(entry, outside, by=cast.ana, learned_at=LATER)
    assert Event.objects.get(kind="awareness.said").facts["how"] == "saw"
    assert [forget_awareness(entry, outside, by=cast.ana) for _ in range(2)] == [True, False]
    assert Event.objects.filter(kind="awareness.forgotten").count() == 1
    assert not Awareness.objects.exists()


def test_nobody_learns_of_it_before_it_happened(entry, outside, cast) -> None:
    with pytest.raises(Refusal, match="before it happened") as refused:
        set_awareness(entry, outside, by=cast.ana, learned_at=NOON - timedelta(hours=1))
    assert refused.value.field == "learned"


def test_a_coarse_moment_may_begin_before_it(entry, outside, cast) -> None:
    set_awareness(entry, outside, by=cast.ana, learned_at=NOON - timedelta(hours=12), precision="day")


def test_somebody_of_another_study_knew_nothing_of_this_one(entry, cast) -> None:
    other = builders.participant(builders.study(cast.ana), None)
    with pytest.raises(Refusal, match="no part"):
        set_awareness(entry, other, by=cast.ana)


@pytest.mark.parametrize("wrong", [{"how": "guessed"}, {"learned_at": LATER, "precision": "about"}])
def test_other_words_are_refused_with_those_there_are(entry, outside, cast, wrong) -> None:
    with pytest.raises(Refusal, match="Choose one"):
        set_awareness(entry, outside, by=cast.ana, **wrong)


def test_who_knew_at_once_still_does_when_the_moment_is_corrected(entry, bo, outside, cast) -> None:
    set_awareness(entry, outside, by=cast.ana)
    set_awareness(entry, bo, by=cast.ana, learned_at=LATER)
    earlier = NOON - timedelta(minutes=30)
    change_entry(entry, replace(Told(at=earlier, text=entry.text), precision="second"), by=cast.ana)
    at_once, later = entry.awareness.get(participant=outside), entry.awareness.get(participant=bo)
    assert (at_once.learned_at, at_once.precision) == (earlier, "second")
    assert later.learned_at == LATER


def test_it_goes_with_the_entry_that_is_taken_out(entry, outside, cast) -> None:
    set_awareness(entry, outside, by=cast.ana)
    remove_entry(entry, by=cast.ana)
    assert not Awareness.objects.exists()
    with pytest.raises(Refusal, match="taken out"):
        set_awareness(entry, outside, by=cast.ana)


def test_a_final_study_stays_as_it_is(entry, bo, outside, final_study, cast) -> None:
    bo.refresh_from_db()
    for participant, by in ((outside, cast.ana), (bo, cast.bo)):
        with pytest.raises(Refusal, match="final"):
            set_awareness(entry, participant, by=by)


def test_whoever_reads_the_study_reads_it(entry, outside, cast) -> None:
    set_awareness(entry, outside, by=cast.ana)
    assert Awareness.objects.visible_to(cast.bo).count() == 1
    assert not Awareness.objects.visible_to(cast.cy).exists()
