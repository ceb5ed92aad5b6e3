"""A backup holds one moment, and comes back whole or not at all."""

import json
import zipfile
from contextlib import nullcontext

import pytest
from allauth.account.models import EmailAddress
from django.core.management.color import no_style
from django.db import connection
from tests import builders

from secondstory.exporters.backup import write
from secondstory.exporters.backup.read import restore_backup, triggers_resting
from secondstory.exporters.backup.tables import lines, row, tables
from secondstory.exporters.backup.write import write_backup
from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.share import share_account
from secondstory.firsthand.actions.write import write_entry
from secondstory.firsthand.words import Words
from secondstory.incidents.models import Incident, Note
from secondstory.journal.models import Counter
from secondstory.people.models import Service
from secondstory.people.refusals import Refusal
from secondstory.review.models import Edition
from secondstory.timeline.actions.decide import take_out_decision_point
from secondstory.timeline.actions.place import place_telling
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.models import DecisionPoint, Entry


@pytest.fixture
def within_a_test(monkeypatch):
    """A test runs inside a transaction already, which is one moment in itself."""
    monkeypatch.setattr(write, "one_moment", nullcontext)


@pytest.fixture
def backup(cast, tmp_path, within_a_test):
    study = builders.ready_to_finalize(builders.study(cast.ana), facilitator=cast.ana, reviewer=cast.bo)
    builders.note(cast.ana, text='Ünïcode, a "quote" and 🜂', audience="me")
    Edition.objects.create(retrospective=study, canonical=b"\x00\xffbytes", sha256="0" * 64, finalized_at=builders.NOON)
    file = tmp_path / "all.zip"
    write_backup(file)
    return file


def test_every_row_reads_back_as_it_was(backup):
    for model in tables():
        for line in lines(model):
            assert line in list(lines(type(row(model, line))))


def test_it_is_readable_by_its_owner_alone(backup):
    assert backup.stat().st_mode & 0o077 == 0


def test_it_is_never_written_over(backup, within_a_test):
    with pytest.raises(Refusal, match="never written over"):
        write_backup(backup)


def test_a_database_in_use_is_left_alone(backup):
    with pytest.raises(Refusal, match="in use"):
        restore_backup(backup)


def test_sessions_stay_behind(backup):
    assert not any("session" in name for name in zipfile.ZipFile(backup).namelist())


@pytest.mark.parametrize("damage", ["truncate", "other", "not_zip"])
def test_a_damaged_file_is_refused_with_a_sentence(tmp_path, db, damage):
    file = tmp_path / "bad.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"format": "something else"}))
    if damage == "truncate":
        file.write_bytes(file.read_bytes()[:-20])
    if damage == "not_zip":
        file.write_text("hello")
    before = Counter.objects.get().last
    with pytest.raises(Refusal, match=r"backup|zip"):
        restore_backup(file)
    assert Counter.objects.get().last == before


def test_a_table_that_differs_from_its_hash_restores_nothing(tmp_path, db):
    file, label = tmp_path / "bad.zip", Note._meta.label_lower
    names = [field.attname for field in Note._meta.concrete_fields]
    with zipfile.ZipFile(file, "w") as archive:
        table = {"table": label, "rows": 0, "sha256": "0" * 64, "columns": names}
        manifest = {"format": "secondstory-backup", "version": 1, "journal": 0, "tables": [table]}
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.writestr(f"tables/{label}.jsonl", b"")
    with pytest.raises(Refusal, match="damaged"):
        restore_backup(file)
    assert Counter.objects.exists()


def test_a_restored_database_gives_out_numbers_that_are_free(tmp_path, cast, within_a_test):
    """Tables with counted ids (many-to-many ones, sign-in's own) go on after the rows that came back."""
    incident = builders.incident(cast.ana)
    services = [Service.objects.create(name=name, slug=name) for name in ("uploads", "mail", "search")]
    incident.services.set(services[:2])
    EmailAddress.objects.create(user=cast.ana, email=cast.ana.email)
    file = tmp_path / "all.zip"
    write_backup(file)
    emptied()
    restore_backup(file)
    Incident.objects.get().services.add(Service.objects.get(slug="search"))
    EmailAddress.objects.create(user=cast.bo, email=cast.bo.email)
    assert Incident.objects.get().services.count() == 3


def emptied() -> None:
    """As a new installation on another machine: no row, and every number still to give out."""
    models = tables()
    connection.check_constraints()  # PostgreSQL changes no table that has something left to check
    with triggers_resting(models):
        for model in models:
            model._default_manager.all()._raw_delete(using="default")
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def test_markers_of_what_was_taken_out_are_in_it(cast):
    """Other rows point to them; without them the database would not take the file, and an import brought them back."""
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    entry = builders.entry(study)
    remove_entry(entry, by=cast.ana)
    choice = DecisionPoint.objects.create(retrospective=study, role_label="a caller", at=builders.NOON, choice="Wait.")
    take_out_decision_point(choice, by=cast.ana)
    assert [str(entry.pk) in line.decode() for line in lines(Entry)] == [True]
    assert [str(choice.pk) in line.decode() for line in lines(DecisionPoint)] == [True]


def test_a_backup_of_what_points_to_a_marker_comes_back(cast, tmp_path, within_a_test):
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    part = builders.participant(study, cast.bo)
    told = write_entry(begin_account(part, by=cast.bo), Words(text="It waited.", at=builders.NOON), by=cast.bo)
    share_account(told.account, "participants", by=cast.bo)
    entry = builders.entry(study)
    place_telling(told, "linked", by=cast.ana, entry=entry)
    remove_entry(entry, by=cast.ana)
    file = tmp_path / "all.zip"
    write_backup(file)
    held = {
        table["table"]: table["rows"] for table in json.loads(zipfile.ZipFile(file).read("manifest.json"))["tables"]
    }
    assert held["timeline.entry"] == held["timeline.placement"] == 1
