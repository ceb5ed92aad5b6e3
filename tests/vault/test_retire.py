"""An old key is taken out when nothing needs it, and not a minute earlier."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.vault.sample import read, written

from secondstory.journal.models import Event
from secondstory.organization.actions.keys import SETTLED, retire, rotate
from secondstory.people.refusals import Refusal
from secondstory.vault import files, start
from secondstory.vault.models import KeyCheck


@pytest.fixture
def old(rows, key_file):
    return start.look().first


@pytest.fixture
def rotated(old, key_file):
    """Words sealed anew, a while ago."""
    row = written()
    rotate()
    new = KeyCheck.objects.get(key=key_file.keys[0].name)
    KeyCheck.objects.filter(pk=new.pk).update(began_at=new.began_at - SETTLED - timedelta(seconds=1))
    return row


def refused(name, code):
    with pytest.raises(Refusal) as refusal:
        retire(name)
    assert refusal.value.code == code


def test_it_leaves_the_file_and_the_words_open(rotated, old, key_file):
    retire(old.name)
    assert old not in key_file.keys
    assert len(key_file.keys) == 1
    assert read(rotated) == "I waited for it to end."
    start.look()


def test_it_is_refused_while_anything_is_sealed_with_it(rotated, old, key_file):
    files.change_file(key_file.path, lambda have: tuple(reversed(have)))
    written()
    files.change_file(key_file.path, lambda have: tuple(reversed(have)))
    refused(old.name, "key_is_used")
    assert old in key_file.keys


def test_the_key_that_seals_is_kept(rotated, key_file):
    refused(key_file.keys[0].name, "key_seals")


def test_it_waits_until_pages_under_way_have_ended(old, key_file):
    written()
    rotate()
    refused(old.name, "too_soon")
    assert old in key_file.keys


def test_twice_changes_nothing_and_the_journal_knows_once(rotated, old, key_file):
    retire(old.name)
    retire(old.name)
    assert Event.objects.get(kind="key.retired").facts == {"key": old.name}
    assert len(key_file.keys) == 1


def test_interrupted_before_the_file_it_goes_on(rotated, old, key_file):
    retire(old.name)
    files.change_file(key_file.path, lambda have: (*have, old))
    retire(old.name)
    assert old not in key_file.keys


def test_an_id_that_nothing_was_sealed_with_is_not_found(rotated):
    refused("0" * 16, "not_found")
