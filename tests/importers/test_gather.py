"""Channels and write-ups come into one study, each by its name, with what each is known not to hold."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests import builders
from tests.importers.slack_builder import SlackExport, an_incident

from secondstory.importers.actions.import_chat import Into, import_chat
from secondstory.importers.answers import Answers
from secondstory.importers.files import Found
from secondstory.importers.slack import read_export
from secondstory.importers.take_in import take_in
from secondstory.timeline.actions.add_pasted import add_pasted
from secondstory.timeline.actions.known_gaps import complete_gap
from secondstory.timeline.models import Entry, Gathered, KnownGap

WRITE_UP = """# How uploads fell silent

## Timeline

- 2025-01-11 00:01 UTC Uploads stop.
- 2025-01-11 00:09 UTC The replica lags.
"""


@pytest.fixture
def study(cast):
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    return study


def two_channels() -> SlackExport:
    export = SlackExport().user("U1", "Egon S").channel("C1", "inc").channel("C2", "db")
    export.says("C1", "U1", "Looking.", at="2025-01-11T00:00:10")
    export.says("C2", "U1", "The replica lags.", at="2025-01-11T00:09:20")
    export.says("C1", "U1", "Failing over.", at="2025-01-11T00:10:00")
    return export


def chat(study, cast, export: SlackExport, **options):
    return import_chat(read_export(export.file(), **options), by=cast.ana, into=Into(study=study))


def write_up(study, cast, folder: Path, text: str = WRITE_UP):
    file = folder / "evening.md"
    file.write_text(text)
    return take_in(Found(file, file.name), by=cast.ana, answers=Answers(), into=Into(study=study))


@pytest.mark.requirement("R-002-47")
def test_channels_a_write_up_and_a_paste_stand_in_one_timeline(study, cast, tmp_path) -> None:
    chat(study, cast, two_channels())
    report = write_up(study, cast, tmp_path)
    add_pasted(study, text="2025-01-11 00:10 UTC failing over.\n", source="Notes of the bridge", by=cast.ana)
    assert [one.text for one in Entry.objects.in_order()] == [
        "Looking.",
        "Uploads stop.",
        "The replica lags.",
        "Failing over.",
    ]
    assert report.added == {"entries": 1, "again": 1}
    sources = {one.text: set(one.references.values_list("title", flat=True)) for one in Entry.objects.all()}
    assert sources["The replica lags."] == {"Slack, #db", "How uploads fell silent"}
    assert sources["Failing over."] == {"Slack, #inc", "Notes of the bridge"}
    assert Gathered.objects.filter(since__isnull=False).count() == 4


def test_again_changes_nothing(study, cast, tmp_path) -> None:
    for _ in range(2):
        last = (chat(study, cast, two_channels()), write_up(study, cast, tmp_path))
    assert {one.outcome for one in last} == {"unchanged"}
    assert Entry.objects.count() == 4


def test_a_write_up_first_gives_the_same_timeline(study, cast, tmp_path) -> None:
    write_up(study, cast, tmp_path)
    report = chat(study, cast, two_channels())
    assert report.added["again"] == 1
    assert Entry.objects.count() == 4


def test_somebody_outside_brings_nothing_in(study, cast, tmp_path) -> None:
    file = tmp_path / "evening.md"
    file.write_text(WRITE_UP)
    report = take_in(Found(file, file.name), by=cast.cy, into=Into(study=study))
    assert report.outcome == "refused"
    assert not Gathered.objects.exists()


def test_a_file_without_times_says_so(study, cast, tmp_path) -> None:
    report = write_up(study, cast, tmp_path, "# Words\n\nAnd more words.\n")
    assert (report.outcome, report.code) == ("refused", "no_times")


@pytest.mark.requirement("R-003-38")
def test_times_without_a_zone_are_known_to_be_missing(study, cast, tmp_path) -> None:
    report = write_up(study, cast, tmp_path, WRITE_UP.replace(" UTC", ""))
    assert report.waits
    assert set(KnownGap.objects.values_list("kind", flat=True)) == {"unread"}


def edited() -> SlackExport:
    export = two_channels()
    message = next(one for day in export.days.values() for one in day if one["text"] == "Looking.")
    export.edits(message, "Looking at it.", at="2025-01-11T01:00:00")
    return export


@pytest.mark.requirement("R-003-38")
def test_an_edited_message_is_known_to_lack_its_first_wording(study, cast) -> None:
    chat(study, cast, edited())
    gap = KnownGap.objects.get(kind="edited")
    assert (gap.source.reference.title, gap.at.second) == ("Slack, #inc", 10)
    complete_gap(gap, "It read ‘Looking.’", by=cast.ana)
    assert "gaps" not in chat(study, cast, edited()).added
    assert KnownGap.objects.get(kind="edited").completed_at


def test_of_a_message_that_came_before_its_edit_nothing_is_missing(study, cast) -> None:
    chat(study, cast, two_channels())
    chat(study, cast, edited())
    assert not KnownGap.objects.filter(kind="edited").exists()


def test_a_span_lacks_what_lies_outside_until_a_wider_one_is_read(study, cast) -> None:
    chat(study, cast, two_channels(), end=datetime(2025, 1, 11, 0, 5, tzinfo=UTC))
    assert "up to here" in KnownGap.objects.get(kind="range", completed_at=None).says
    chat(study, cast, two_channels())
    assert not KnownGap.objects.filter(completed_at=None).exists()


def test_replies_that_a_thread_names_are_missing(study, cast) -> None:
    export = an_incident()
    parent = next(one for day in export.days.values() for one in day if one.get("replies"))
    parent["replies"].append({"user": "U1", "ts": "1736640000.000900"})
    chat(study, cast, export, channels=["inc-1234"])
    assert KnownGap.objects.get(kind="replies").at is not None


def test_many_of_a_kind_become_one_line(study, cast) -> None:
    export = SlackExport().user("U1", "Egon S").channel("C1", "inc")
    for minute in range(20):
        export.says("C1", "U1", f"{minute}.", at=f"2025-01-11T00:{minute:02}:00")
    for day in list(export.days.values()):
        for one in day:
            export.edits(one, one["text"] + "!", at="2025-01-11T02:00:00")
    chat(study, cast, export)
    assert "here and later" in KnownGap.objects.get(kind="edited").says
