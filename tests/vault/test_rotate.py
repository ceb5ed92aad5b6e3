"""Another key in front, and everything sealed with it; interrupted, it goes on; nothing that was written is lost."""

from __future__ import annotations

import threading

import pytest
from tests.vault.sample import about, read, written

from secondstory.journal.models import Event
from secondstory.organization.actions.keys import prepare_key, rotate
from secondstory.people.refusals import Refusal
from secondstory.vault import box, files, keys, rotation, start
from secondstory.vault.models import KeyCheck
from secondstory.vault.seal import seal


@pytest.fixture
def old(rows, key_file):
    """The one key of an installation."""
    return start.look().first


def sealed_with(row):
    row.refresh_from_db()
    return box.key_id(bytes(row.sealed))


def test_everything_is_sealed_with_the_new_key_and_opens(old, key_file):
    written_rows = [written(f"words {n}", author=f"a{n}") for n in range(3)]
    done = rotate()
    new = key_file.keys[0]
    assert (done.key, done.sealed, done.closed, done.went_on) == (new.name, 3, 0, False)
    assert key_file.keys == (new, old)
    assert [sealed_with(row) for row in written_rows] == [new.id] * 3
    assert [read(row) for row in written_rows] == ["words 0", "words 1", "words 2"]


def test_what_was_emptied_stays_empty(old, rows):
    rows.objects.create(author="ana", sealed=None)
    rows.objects.create(author="ana", sealed=b"")
    assert rotate().sealed == 0


def test_twice_is_two_rotations_and_no_word_less(old, key_file):
    row = written()
    rotate()
    again = rotate()
    assert (again.sealed, again.went_on, len(key_file.keys)) == (1, False, 3)
    assert read(row) == "I waited for it to end."


def test_the_journal_knows_which_key_and_nothing_else(old, key_file):
    rotate()
    event = Event.objects.get(kind="key.rotated")
    assert event.facts == {"key": key_file.keys[0].name}
    assert event.by is None


def test_interrupted_it_goes_on_with_the_same_key(old, rows, key_file):
    rows.objects.bulk_create([rows(author=str(n), sealed=None) for n in range(rotation.BATCH + 10)])
    for row in rows.objects.all():
        row.sealed = seal(b"words", about=about(row))
        row.save()

    def pulled_the_plug(count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(progress=pulled_the_plug)
    both = key_file.keys
    done = rotate()
    assert (done.went_on, done.sealed, key_file.keys) == (True, 10, both)
    assert {sealed_with(row) for row in rows.objects.all()} == {both[0].id}


def test_large_rows_are_taken_a_few_at_a_time(old, rows, monkeypatch):
    for _ in range(5):
        written("x" * 1000)
    monkeypatch.setattr(rotation, "BATCH_SIZE", 2500)
    counts = []
    assert rotate(progress=counts.append).sealed == 5
    assert counts == [2, 2, 1]


def test_a_row_larger_than_a_batch_is_sealed_all_the_same(old, rows, monkeypatch):
    row = written("x" * 1000)
    monkeypatch.setattr(rotation, "BATCH_SIZE", 10)
    assert rotate().sealed == 1
    assert len(read(row)) == 1000


def test_interrupted_before_the_first_row_it_goes_on_too(old, key_file, monkeypatch):
    row = written()
    files.change_file(key_file.path, lambda have: (keys.make(), *have))
    assert rotate().went_on
    assert len(key_file.keys) == 2
    assert sealed_with(row) == key_file.keys[0].id


def test_words_saved_in_between_are_the_ones_that_stay(old, rows, monkeypatch):
    row = written("before")
    honest = box.close

    def saved_meanwhile(key, plain, place):
        if plain == b"before":  # another process saves now, with the key it read a moment ago
            rows.objects.filter(pk=row.pk).update(sealed=honest(old, b"after", about(row)))
        return honest(key, plain, place)

    monkeypatch.setattr(rotation.box, "close", saved_meanwhile)
    done = rotate()
    assert read(row) == "after"
    assert done.sealed == 1  # met again in the next round
    assert sealed_with(row).hex() == done.key


def test_a_row_that_does_not_open_is_counted_and_left(old, rows):
    good, moved = written(), written()
    rows.objects.filter(pk=moved.pk).update(author="cy")
    before = bytes(rows.objects.get(pk=moved.pk).sealed)
    done = rotate()
    assert (done.sealed, done.closed) == (1, 1)
    assert bytes(rows.objects.get(pk=moved.pk).sealed) == before
    assert read(good) == "I waited for it to end."


def test_a_prepared_key_seals_nothing_until_the_rotation_takes_it(old, key_file):
    prepared = prepare_key()
    assert prepare_key() == prepared
    assert key_file.keys == (old, prepared)
    assert sealed_with(written()) == old.id
    assert rotate().key == prepared.name
    assert key_file.keys == (prepared, old)


def test_keys_in_the_environment_are_changed_where_they_are_kept(old, key_file, monkeypatch):
    row = written()
    monkeypatch.setenv("SECONDSTORY_ACCOUNT_KEYS", old.text)
    with pytest.raises(Refusal, match="keys make") as refused:
        rotate()
    assert refused.value.code == "keys_in_environment"
    assert old.text not in refused.value.sentence
    new = keys.make()
    monkeypatch.setenv("SECONDSTORY_ACCOUNT_KEYS", f"{new.text} {old.text}")
    done = rotate()
    assert (done.key, done.sealed) == (new.name, 1)
    assert read(row) == "I waited for it to end."


def test_a_wrong_ring_rotates_nothing(old, key_file, key):
    row = written()
    key_file.put(key)
    with pytest.raises(Refusal, match=old.name):
        rotate()
    assert key_file.keys == (key,)
    assert sealed_with(row) == old.id


def test_a_file_in_a_folder_that_is_not_there_is_refused(tmp_path, key):
    with pytest.raises(Refusal, match="cannot be written"):
        files.make_file(tmp_path / "away" / "account-keys", [key])


def test_two_who_change_the_file_at_once_lose_no_key(tmp_path):
    path = tmp_path / "account-keys"
    new = [keys.make() for _ in range(12)]
    changers = [
        threading.Thread(target=files.change_file, args=(path, lambda have, one=one: (one, *have))) for one in new
    ]
    for thread in changers:
        thread.start()
    for thread in changers:
        thread.join()
    assert {key.name for key in files.read_file(path)} == {key.name for key in new}


def test_the_statements_do_not_grow_with_the_keys_of_the_ring(old, key_file, django_assert_num_queries):
    key_file.put(old, *(keys.make() for _ in range(5)))
    start.look()
    with django_assert_num_queries(1):
        assert rotation.behind(start.ring()) == 0
    assert KeyCheck.objects.count() == 1
