"""Every sealed text is opened and counted; no word is shown."""

from __future__ import annotations

import pytest
from tests.vault.sample import written

from secondstory.organization.actions.keys import give_up, rotate
from secondstory.vault import start
from secondstory.vault.listing import standings
from secondstory.vault.ring import ring
from secondstory.vault.verify import verify_sealed


@pytest.fixture
def old(rows, key_file):
    return start.look().first


def test_all_in_order_is_a_number(old):
    written()
    rotate()
    written()
    assert verify_sealed() == (2, [])


def test_a_text_moved_to_another_row_is_told_without_its_words(old, rows):
    one, other = written("mine"), written("yours")
    rows.objects.filter(pk=one.pk).update(sealed=other.sealed)
    total, problems = verify_sealed()
    assert total == 2
    assert problems == ["vault.sample.sealed: 1 of 2 do not open: changed, or moved from their place."]


def test_what_is_no_sealed_text_is_told(old, rows):
    written()
    rows.objects.update(sealed=b"plain words")
    assert verify_sealed()[1] == ["vault.sample.sealed: 1 of 1 do not open: changed, or moved from their place."]


def test_missing_keys_are_told(old, key_file, key):
    written()
    key_file.put(key)
    total, problems = verify_sealed()
    assert total == 1
    assert old.name in problems[0]
    assert problems[1] == "vault.sample.sealed: 1 of 1 are sealed with a key that is not here."


def test_a_key_file_that_is_not_legible_is_told(old, key_file):
    key_file.path.write_text("ssk1_short\n")
    assert "Line 1" in verify_sealed()[1][0]


def test_what_was_given_up_is_no_news(old, key_file, key):
    written()
    key_file.put(key)
    give_up(old.name)
    assert verify_sealed() == (1, [])


def test_the_list_says_what_each_key_does(old, key_file, key):
    written()
    rotate()
    new = key_file.keys[0]
    assert [(it.key, it.state, it.sealed) for it in standings(ring())] == [
        (new.name, "seals", 1),
        (old.name, "opens", 0),
    ]
    key_file.put(new, key)
    assert {it.key: it.state for it in standings(ring())} == {
        new.name: "seals",
        key.name: "prepared",
        old.name: "missing",
    }
