"""A backup holds sealed words and no key: it comes back with its keys, or says which are missing."""

from __future__ import annotations

import zipfile
from contextlib import nullcontext

import pytest
from tests import builders
from tests.exporters.test_backup import emptied

from secondstory.exporters.backup import write
from secondstory.exporters.backup.read import restore_backup
from secondstory.exporters.backup.write import write_backup
from secondstory.incidents.models import Note
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.vault import keys, start
from secondstory.vault.models import KeyCheck
from secondstory.vault.ring import ring


@pytest.fixture
def backup(cast, tmp_path, monkeypatch):
    """Of an installation that has started with the tests' key; another one is empty."""
    monkeypatch.setattr(write, "one_moment", nullcontext)
    start.look()
    builders.note(cast.ana)
    file = tmp_path / "all.zip"
    write_backup(file)
    emptied()
    return file


@pytest.fixture
def elsewhere(monkeypatch):
    """Another key is here than the one that belongs to the backup."""
    there = ring().first
    monkeypatch.setenv("SECONDSTORY_ACCOUNT_KEYS", keys.make().text)
    return there


def test_the_keys_are_not_in_it(backup):
    with zipfile.ZipFile(backup) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    assert ring().first.name.encode() in held
    assert ring().first.text.encode() not in held
    assert ring().first.text.removeprefix(keys.PREFIX).encode() not in held


def test_it_comes_back_with_the_right_keys(backup):
    assert restore_backup(backup).missing == []
    assert Note.objects.count() == 1
    assert start.look() == ring()


def test_it_is_refused_before_anything_is_written_when_a_key_is_missing(backup, elsewhere):
    with pytest.raises(Refusal, match=elsewhere.name) as refused:
        restore_backup(backup)
    assert refused.value.code == "keys_missing"
    assert not Person.objects.exists()
    assert not KeyCheck.objects.exists()


def test_it_is_refused_when_a_key_has_the_name_and_does_not_open(backup, monkeypatch):
    monkeypatch.setattr(start, "CONSTANT", b"another")
    with pytest.raises(Refusal, match=ring().first.name):
        restore_backup(backup)


def test_without_keys_it_comes_back_with_words_closed(backup, elsewhere):
    assert restore_backup(backup, without_keys=True).missing == [elsewhere.name]
    assert Note.objects.count() == 1
    assert KeyCheck.objects.get().lost_at
    start.look()  # and it starts


def test_a_retired_key_is_not_asked_for(cast, tmp_path, monkeypatch, elsewhere):
    monkeypatch.setattr(write, "one_moment", nullcontext)
    KeyCheck.objects.create(key=elsewhere.name, constant=start.constant(elsewhere), retired_at=builders.NOON)
    file = tmp_path / "all.zip"
    write_backup(file)
    emptied()
    assert restore_backup(file).missing == []


def test_a_backup_from_before_anything_was_sealed_comes_back(cast, tmp_path, monkeypatch, elsewhere):
    monkeypatch.setattr(write, "one_moment", nullcontext)
    file = tmp_path / "all.zip"
    write_backup(file)
    emptied()
    assert restore_backup(file).missing == []
    assert Person.objects.count() == 3
