"""Something felt or looked off: one line, from anybody, with or without their name."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core import serializers
from tests import builders
from tests.cast import Cast

from secondstory.incidents.actions.raise_signal import raise_signal
from secondstory.incidents.models import Signal
from secondstory.incidents.moments import read_moment
from secondstory.journal.models import Event
from secondstory.people.models import TeamMembership
from secondstory.people.refusals import NotFound, Refusal

LINE = "The failover drill was green and nothing moved."


def test_one_line_is_enough(cast: Cast):
    signal = raise_signal(LINE, by=cast.ana)
    assert (signal.text, signal.kind, signal.status) == (LINE, "weak_signal", "new")
    assert (signal.reporter, signal.audience, signal.team) == (cast.ana, "team", cast.storage)


@pytest.mark.requirement("R-001-06", "R-002-11")
@pytest.mark.parametrize("kind", ["weak_signal", "near_miss", "surprise", "incident", "exercise"])
def test_every_kind_is_an_equal_source_of_learning(cast: Cast, kind):
    assert raise_signal(LINE, by=cast.ana, kind=kind).kind == kind


def test_it_says_when_it_was_seen_and_how_sharply(cast: Cast):
    signal = raise_signal(LINE, by=cast.ana, seen=read_moment("about 2026-03-02 14:00", "UTC"))
    assert (signal.seen_at.hour, signal.seen_precision) == (14, "hour")


def test_it_grows_out_of_one_s_own_notes(cast: Cast):
    notes = [builders.note(cast.ana), builders.note(cast.ana, text="And again.")]
    signal = raise_signal(by=cast.ana, notes=notes)
    assert (signal.text, signal.seen_at) == (notes[0].text, builders.NOON)
    assert set(signal.notes.all()) == set(notes)


def test_somebody_else_s_words_do_not_travel_further(cast: Cast):
    note = builders.note(cast.ana, audience="team", team=cast.storage)
    with pytest.raises(Refusal, match="your own words"):
        raise_signal(by=cast.bo, notes=[note], audience="organization")
    assert raise_signal(LINE, by=cast.bo, notes=[note]).text == LINE


def test_a_note_one_does_not_read_is_not_found(cast: Cast):
    with pytest.raises(NotFound):
        raise_signal(LINE, by=cast.cy, notes=[builders.note(cast.ana, audience="me")])
    assert not Signal.objects.exists()


def test_raising_it_twice_raises_it_once(cast: Cast):
    note = builders.note(cast.ana)
    assert raise_signal(by=cast.ana, notes=[note]) == raise_signal(by=cast.ana, notes=[note])
    assert raise_signal(LINE, by=cast.ana, client_id="x") == raise_signal(LINE, by=cast.ana, client_id="x")
    assert Signal.objects.count() == 2


def test_without_a_name_it_is_raised_once_too(cast: Cast):
    first = raise_signal(LINE, by=cast.ana, anonymous=True, client_id="x")
    assert raise_signal(LINE, by=cast.ana, anonymous=True, client_id="x") == first


def test_the_journal_knows(cast: Cast):
    raise_signal(LINE, by=cast.ana, kind="near_miss")
    event = Event.objects.get(kind="signal.raised")
    assert (event.by, event.facts) == (cast.ana, {"of": "near_miss", "audience": "team"})


def rows_written(before: set[str]) -> Iterator[str]:
    """Every row of every table that was not there before, with all its values, as text."""
    for model in apps.get_models(include_auto_created=True):
        for row in json.loads(serializers.serialize("json", model._default_manager.all())):
            text = json.dumps(row)
            if text not in before:
                yield text


def test_invariant_18_without_a_name_there_is_no_name_anywhere(cast: Cast):
    before = set(rows_written(set()))
    signal = raise_signal(LINE, by=cast.ana, anonymous=True)
    written = list(rows_written(before))
    assert (signal.reporter, signal.created_by) == (None, None)
    assert Event.objects.get(kind="signal.raised").by is None
    assert any(LINE in row for row in written)
    for name in (str(cast.ana.pk), cast.ana.email, cast.ana.display_name):
        assert not any(name in row for row in written)


def test_the_scan_for_names_would_see_one(cast: Cast):
    before = set(rows_written(set()))
    raise_signal(LINE, by=cast.ana)
    assert any(str(cast.ana.pk) in row for row in rows_written(before))


def test_a_note_would_give_the_name_away_and_is_refused(cast: Cast):
    with pytest.raises(Refusal, match="leave your name off"):
        raise_signal(LINE, by=cast.ana, notes=[builders.note(cast.ana)], anonymous=True)


def test_a_signal_nobody_could_read_is_refused(cast: Cast):
    with pytest.raises(Refusal, match="read by nobody"):
        raise_signal(LINE, by=cast.ana, anonymous=True, audience="me")


def test_somebody_without_a_team_is_heard_by_the_organization(cast: Cast):
    TeamMembership.objects.filter(person=cast.cy).delete()
    assert raise_signal(LINE, by=cast.cy).audience == "organization"


@pytest.mark.parametrize("text", ["", "a\x00", "a\udfff", "a" * 1_000_000], ids=["empty", "nul", "half", "1 MB"])
def test_what_cannot_be_kept_is_told_and_nothing_is_written(cast: Cast, text):
    with pytest.raises(Refusal) as refused:
        raise_signal(text, by=cast.ana)
    assert refused.value.field == "text"
    assert not Signal.objects.exists()
