"""A key that is missing or another one is refused at start, and nothing is made or written over."""

from __future__ import annotations

import threading

import pytest
from django.db import transaction
from django.utils import timezone
from tests.vault.keyring import a_new_process
from tests.vault.sample import read, written

from secondstory.vault import files, keys, start
from secondstory.vault.models import KeyCheck
from secondstory.vault.refusals import KeysNotReady
from secondstory.vault.ring import ring
from secondstory.vault.seal import seal, unseal


@pytest.fixture
def started(db, key_file):
    """An installation that has started once."""
    start.look()
    a_new_process()
    return key_file


def refused(code="keys_missing"):
    with pytest.raises(KeysNotReady) as refusal:
        start.look()
    assert refusal.value.code == code
    with pytest.raises(KeysNotReady):
        seal(b"words", about="here")
    return refusal.value.sentence


def test_the_first_start_makes_a_key_readable_by_its_owner_alone(db, key_file):
    start.look()
    assert key_file.path.stat().st_mode & 0o777 == 0o600
    assert [check.key for check in KeyCheck.objects.all()] == [key_file.keys[0].name]


def test_the_first_sealing_makes_one_where_nobody_started_it(db, key_file):
    sealed = seal(b"words", about="here")
    assert unseal(sealed, about="here") == b"words"
    assert KeyCheck.objects.get().key == key_file.keys[0].name


def test_the_second_start_changes_nothing(started):
    before = started.path.read_bytes(), started.path.stat().st_ino
    start.look()
    assert (started.path.read_bytes(), started.path.stat().st_ino) == before
    assert KeyCheck.objects.count() == 1


def test_many_at_once_agree_on_one_key(tmp_path):
    path, made = tmp_path / "account-keys", []
    starters = [threading.Thread(target=lambda: made.append(files.make_file(path, [keys.make()]))) for _ in range(12)]
    for thread in starters:
        thread.start()
    for thread in starters:
        thread.join()
    assert sorted(made) == [False] * 11 + [True]
    assert len(files.read_file(path)) == 1
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_missing_file_is_refused_and_none_is_made(started):
    name = started.keys[0].name
    started.path.unlink()
    assert name in refused()
    assert not started.path.exists()


def test_a_wrong_key_is_refused_and_not_written_over(started, key):
    started.put(key)
    before = started.path.read_bytes()
    sentence = refused()
    assert KeyCheck.objects.get().key in sentence
    assert key.text not in sentence
    assert started.path.read_bytes() == before
    assert KeyCheck.objects.count() == 1


def test_the_right_key_brought_back_starts(started, key):
    right = started.keys
    started.put(key)
    refused()
    started.put(*right)
    assert start.look().keys == right


def test_a_file_without_a_key_is_refused(started):
    started.put()
    refused()


def test_a_new_key_in_front_of_the_right_one_is_noted(started, key):
    started.put(key, *started.keys)
    start.look()
    assert {check.key for check in KeyCheck.objects.all()} == {key.name for key in started.keys}


def test_an_older_key_may_be_missing_once_nothing_is_sealed_with_it(rows, started, key):
    old = started.keys
    started.put(key, *old)
    start.look()
    started.put(key)
    assert start.look().keys == (key,)


def test_an_older_key_that_something_is_sealed_with_is_asked_for(rows, started, key):
    written()
    old = started.keys
    started.put(key, *old)
    start.look()
    started.put(key)
    assert old[0].name in refused()


@pytest.mark.parametrize("mark", ["retired_at", "lost_at"])
def test_a_key_that_was_retired_or_given_up_is_not_asked_for(started, key, mark):
    KeyCheck.objects.update(**{mark: timezone.now()})
    started.put(key)
    start.look()
    assert KeyCheck.objects.filter(key=key.name, retired_at=None, lost_at=None).exists()


def test_after_all_keys_were_given_up_a_new_one_is_made_by_a_person_only(started):
    KeyCheck.objects.update(lost_at=timezone.now())
    started.path.unlink()
    assert "keys make" in refused()
    assert not started.path.exists()


def test_a_row_that_its_key_does_not_open_is_refused(started):
    KeyCheck.objects.update(constant=b"\x01" * 60)
    refused("keys_wrong")


def test_a_second_server_with_a_key_of_its_own_is_refused_before_it_seals(started, key):
    """Both began on an empty database; the first one to note its key is the one."""
    started.put(key)
    with transaction.atomic(), pytest.raises(KeysNotReady, match=KeyCheck.objects.get().key):
        start.note(ring())


def test_a_file_that_somebody_named_is_never_made(db, key_file, settings):
    settings.ACCOUNT_KEYS_FILE_IS_NAMED = True
    assert "keys make" in refused()
    assert not key_file.path.exists()
    assert not KeyCheck.objects.exists()


def test_a_line_that_is_no_key_is_named_and_not_repeated(db, key_file, key):
    slip = key.text[:-1]
    key_file.put(key)
    key_file.path.write_text(f"# two keys\n{key.text}\n{slip}\n")
    sentence = refused("keys_not_legible")
    assert "Line 3" in sentence
    assert slip not in sentence


def test_bytes_that_are_no_text_are_refused(db, key_file, key):
    key_file.put(key)
    key_file.path.write_bytes(b"\xff\xfe\x00")
    refused("keys_not_legible")


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o660, 0o602])
def test_a_file_open_to_others_is_refused(db, key_file, key, mode):
    key_file.put(key)
    key_file.path.chmod(mode)
    assert "chmod 600" in refused("keys_open_to_others")


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o440])
def test_a_file_that_only_its_owner_or_group_reads_is_good(db, key_file, key, mode):
    key_file.put(key)
    key_file.path.chmod(mode)
    assert start.look().keys == (key,)


def test_keys_in_the_environment_come_before_a_file(db, key_file, key, monkeypatch):
    key_file.put(key)
    others = keys.make(), keys.make()
    monkeypatch.setenv("SECONDSTORY_ACCOUNT_KEYS", f"{others[0].text}, {others[1].text}")
    assert start.look().keys == others


def test_a_slip_in_the_environment_is_refused(db, key_file, key, monkeypatch):
    monkeypatch.setenv("SECONDSTORY_ACCOUNT_KEYS", key.text + "x")
    assert key.text not in refused("keys_not_legible")


def test_while_the_file_is_away_words_open_and_none_are_sealed(rows, started):
    row = written()
    hidden = started.path.rename(started.path.with_name("away"))
    assert read(row) == "I waited for it to end."
    refused()
    hidden.rename(started.path)
    assert read(written("It is back.")) == "It is back."


def test_a_running_process_sees_a_key_that_was_added(rows, started, key):
    row = written()
    files.change_file(started.path, lambda have: (key, *have))
    assert bytes(written().sealed)[1:9] == key.id
    assert read(row) == "I waited for it to end."


def test_what_did_not_commit_is_not_believed(db, key_file, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        seal(b"words", about="here")
        seal(b"words", about="here")
        transaction.set_rollback(True)
    assert not KeyCheck.objects.exists()
    seal(b"words", about="here")
    assert KeyCheck.objects.count() == 1


def test_sealing_asks_the_database_nothing_once_it_has_looked(
    db, key_file, django_capture_on_commit_callbacks, django_assert_num_queries
):
    with django_capture_on_commit_callbacks(execute=True):
        start.look()
    with django_assert_num_queries(0):
        unseal(seal(b"words", about="here"), about="here")
