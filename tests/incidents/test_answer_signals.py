"""Every signal gets a word back, and then stays in view or comes to rest. There is no 'rejected'."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.keep_watching import keep_watching
from secondstory.incidents.actions.reply_to_signal import reply_to_signal
from secondstory.incidents.actions.rest_signal import rest_signal
from secondstory.incidents.models import Signal
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal

THANKS = "Thank you. We look at the drill on Monday."
VERBS = pytest.mark.parametrize(
    ("verb", "status", "kind"),
    [(keep_watching, "watching", "signal.kept_watching"), (rest_signal, "rested", "signal.rested")],
    ids=["watch", "rest"],
)


@pytest.fixture
def signal(cast: Cast):
    return builders.signal(cast.ana, audience="team", team=cast.storage)


def test_a_colleague_writes_a_word_back(cast: Cast, signal):
    reply_to_signal(signal, THANKS, by=cast.bo)
    signal.refresh_from_db()
    assert (signal.status, signal.reply) == ("replied", THANKS)


def test_somebody_outside_its_audience_does_not(cast: Cast, signal):
    with pytest.raises(NotFound):
        reply_to_signal(signal, THANKS, by=cast.cy)
    assert Signal.objects.get().reply == ""


def test_the_same_word_twice_is_one(cast: Cast, signal):
    reply_to_signal(signal, THANKS, by=cast.bo)
    reply_to_signal(signal, THANKS, by=cast.bo)
    assert Event.objects.filter(kind="signal.replied").count() == 1


def test_a_second_word_does_not_overwrite_the_first(cast: Cast, signal):
    reply_to_signal(signal, THANKS, by=cast.bo)
    with pytest.raises(Refusal, match="note beside it"):
        reply_to_signal(signal, "Nothing to see.", by=cast.ana)
    assert Signal.objects.get().reply == THANKS


@VERBS
def test_it_is_settled_with_a_word_back(cast: Cast, signal, verb, status, kind):
    verb(signal, by=cast.bo, reply=THANKS)
    signal.refresh_from_db()
    assert (signal.status, signal.reply) == (status, THANKS)
    assert Event.objects.get(kind=kind).by == cast.bo


@VERBS
def test_it_is_not_settled_without_a_word_back(cast: Cast, signal, verb, status, kind):
    with pytest.raises(Refusal, match="word back first"):
        verb(signal, by=cast.bo)
    assert Signal.objects.get().status == "new"


@VERBS
def test_settling_it_twice_changes_nothing(cast: Cast, signal, verb, status, kind):
    verb(signal, by=cast.bo, reply=THANKS)
    verb(signal, by=cast.bo)
    assert Event.objects.filter(kind=kind).count() == 1


@VERBS
def test_somebody_outside_does_not_settle_it(cast: Cast, signal, verb, status, kind):
    with pytest.raises(NotFound):
        verb(signal, by=cast.cy, reply=THANKS)


@VERBS
def test_one_that_became_an_incident_goes_on_there(cast: Cast, signal, verb, status, kind):
    Signal.objects.update(status="promoted", incident=builders.incident(cast.ana), reply=THANKS)
    with pytest.raises(Refusal, match="Go on there"):
        verb(signal, by=cast.bo)


def test_a_rested_one_can_be_kept_in_view_again(cast: Cast, signal):
    rest_signal(signal, by=cast.bo, reply=THANKS)
    assert keep_watching(signal, by=cast.ana).status == "watching"


def test_there_is_no_rejected():
    assert set(Signal.Status.values) == {"new", "replied", "promoted", "watching", "rested"}
