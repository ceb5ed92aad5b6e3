"""A key that is gone: everything else goes on, its words stay closed, and open if it comes back."""

from __future__ import annotations

import pytest
from tests.vault.sample import read, written

from secondstory.journal.models import Event
from secondstory.organization.actions.keys import give_up
from secondstory.people.refusals import Refusal
from secondstory.vault import start
from secondstory.vault.models import KeyCheck
from secondstory.vault.refusals import KeysNotReady, Unopenable


@pytest.fixture
def gone(rows, key_file, key):
    """A row, and the key it was sealed with, which is no longer in the ring."""
    first = start.look().first
    row = written()
    key_file.put(key)
    with pytest.raises(KeysNotReady):
        start.look()
    return row, first


def test_it_starts_again_and_the_words_stay_closed(gone):
    row, first = gone
    give_up(first.name)
    start.look()
    with pytest.raises(Unopenable, match=first.name):
        read(row)
    assert read(written("I go on.")) == "I go on."


def test_when_the_key_comes_back_the_words_open(gone, key_file, key):
    row, first = gone
    give_up(first.name)
    start.look()
    key_file.put(key, first)
    assert start.look().keys == (key, first)
    assert read(row) == "I waited for it to end."


def test_when_it_seals_again_it_is_no_longer_given_up(gone, key_file):
    _, first = gone
    give_up(first.name)
    key_file.put(first)
    start.look()
    assert KeyCheck.objects.get(key=first.name).lost_at is None


def test_a_key_that_is_here_is_not_lost(rows, key_file):
    with pytest.raises(Refusal, match="not lost"):
        give_up(start.look().first.name)


def test_twice_changes_nothing_and_the_journal_knows_once(gone):
    _, first = gone
    at = give_up(first.name).lost_at
    assert give_up(first.name).lost_at == at
    assert Event.objects.get(kind="key.lost").facts == {"key": first.name}
