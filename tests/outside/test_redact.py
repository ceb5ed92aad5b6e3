"""Each phrase is taken, changed or left, wherever it stands."""

from __future__ import annotations

import pytest

from secondstory.journal.models import Event
from secondstory.outside.actions.redact import choose_parts, decide, redact, take_all
from secondstory.outside.queries import held, made_of
from secondstory.people.refusals import NotAllowed, Refusal

pytestmark = pytest.mark.requirement("R-002-53", "R-002-77")


def told(version) -> str:
    return made_of(held(version)).content.decode()


def test_what_stands_instead_can_be_said_otherwise(version, cast):
    decide(version.redactions.get(phrase="Ledger"), "taken", instead="the main service", by=cast.ana)
    assert "the main service" in told(version)


def test_what_stays_says_why(version, cast):
    one = version.redactions.get(phrase="Ledger")
    with pytest.raises(Refusal, match="in a sentence"):
        decide(one, "left", by=cast.ana)
    decide(one, "left", because="It is a public product.", by=cast.ana)
    assert "**ledger**" in told(version)


def test_further_words_can_go(version, cast):
    redact(version, "as  Silence", by=cast.ana)
    assert "It read [left out]." in told(version)


def test_words_that_are_not_there_are_not_redacted(version, cast):
    with pytest.raises(Refusal, match="do not stand"):
        redact(version, "nowhere at all", by=cast.ana)


def test_what_stands_instead_holds_none_of_what_goes(version, cast):
    with pytest.raises(Refusal, match="in others"):
        redact(version, "silence", "as Ana says", by=cast.ana)


def test_words_that_are_slots_for_names_are_not_typed(version, cast):
    with pytest.raises(Refusal, match="brackets"):
        redact(version, "silence", "⟦1⟧", by=cast.ana)


def test_cy_changes_nothing(version, cast):
    for change in (
        lambda: take_all(version, by=cast.cy),
        lambda: redact(version, "silence", by=cast.cy),
        lambda: decide(version.redactions.first(), "taken", by=cast.cy),
        lambda: choose_parts(version, left_out=[], relative_times=True, by=cast.cy),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_the_same_decision_twice_is_once(version, cast):
    one = version.redactions.get(phrase="Ledger")
    decide(one, "taken", instead="it", by=cast.ana)
    decide(one, "taken", instead="it", by=cast.ana)
    assert Event.objects.filter(kind="outside_version.changed").count() == 1


def test_the_journal_holds_no_word_of_it(version, cast):
    redact(version, "silence", by=cast.ana)
    facts = str(list(Event.objects.filter(kind__startswith="outside").values_list("facts", flat=True)))
    assert "silence" not in facts
    assert "Ana" not in facts


def test_whole_parts_stay_inside(version, cast):
    choose_parts(version, left_out=["timeline", "no-such"], relative_times=False, by=cast.ana)
    assert version.left_out == ["timeline"]
    assert "stops." not in told(version)


def test_times_are_told_from_the_first_moment_on(version, cast):
    choose_parts(version, left_out=[], relative_times=True, by=cast.ana)
    assert "+5 min" in told(version)
    assert "2026-03" not in told(version)
