"""What is kept until a day goes after that day, by itself; what belongs to somebody who left stays sealed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone
from tests.firsthand.conftest import SECRET

from secondstory.cli.commands import expire as expire_command
from secondstory.firsthand.actions.conversations import hold, note_off_record, plan_conversation, write_notes
from secondstory.firsthand.actions.quotes import approve_quote, ask_quote
from secondstory.firsthand.actions.share import share_account, share_entry, take_back
from secondstory.firsthand.actions.withdraw import withdraw_account
from secondstory.firsthand.actions.write import write_entry
from secondstory.firsthand.daily import Daily
from secondstory.firsthand.models import Account, Conversation, NotesVersion, OffRecordNote
from secondstory.firsthand.queries import off_record, own_account, tellings
from secondstory.firsthand.retention import expire
from secondstory.firsthand.words import Words
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound


def let_pass(days: int = 1) -> None:
    over = timezone.now().date() - timedelta(days=days)
    Conversation.objects.update(keep_until=over)
    OffRecordNote.objects.update(keep_until=over)


@pytest.fixture
def noted(story) -> Conversation:
    talk = plan_conversation(story.part, by=story.bo)
    hold(talk, by=story.bo, agreed_to_notes=True)
    return write_notes(talk, SECRET, by=story.bo)


def run(*words: str) -> str:
    done = CliRunner().invoke(expire_command.command, list(words), catch_exceptions=False)
    assert done.exit_code == 0
    return done.output.strip()


def test_on_their_last_day_notes_are_still_there(story, noted) -> None:
    let_pass(days=0)
    assert expire() == 0
    assert NotesVersion.objects.exists()


def test_the_command_says_how_many_went(story, noted) -> None:
    let_pass()
    assert run() == "1 note was deleted; a marker stays."
    assert run() == "Nothing was to be deleted."
    assert not NotesVersion.objects.exists()


def test_the_command_speaks_json(story, noted) -> None:
    note_off_record(story.study, "Somebody was tired.", by=story.bo)
    let_pass()
    assert json.loads(run("--json")) == {"deleted": 2}
    assert json.loads(run("--json")) == {"deleted": 0}


def test_what_was_said_off_the_record_is_not_read_on_the_day_after(story) -> None:
    note_off_record(story.study, SECRET, by=story.bo)
    let_pass()
    assert off_record(story.study, story.bo) == []
    assert (expire(), OffRecordNote.objects.count()) == (1, 0)


# --- the thread ------------------------------------------------------------------------------------------


def test_the_server_does_it_when_it_starts_and_again_each_day() -> None:
    done, ran = threading.Event(), []

    def work() -> None:
        ran.append(1)
        if len(ran) == 3:
            done.set()

    daily = Daily(work, every=0.001)
    daily.begin()
    daily.begin()
    assert done.wait(5)
    daily.end()
    names = [thread.name for thread in threading.enumerate() if thread.name == "retention"]
    assert len(names) <= 1


def test_after_trouble_it_tries_again_sooner(caplog) -> None:
    done, ran = threading.Event(), []

    def work() -> None:
        ran.append(1)
        if len(ran) == 1:
            raise OSError(SECRET)
        done.set()

    daily = Daily(work, every=3600, again=0.001)
    daily.begin()
    assert done.wait(5)
    daily.end()
    assert "OSError" in caplog.text
    assert SECRET not in caplog.text


# --- somebody who left the organization ------------------------------------------------------------------


@pytest.fixture
def gone(story) -> Person:
    """Ana shared one entry with the people in this story, kept another to herself, and left."""
    shared = story.entry("I waited for the copy tool.")
    write_entry(story.account(), Words(SECRET), by=story.ana)
    share_entry(shared, "participants", by=story.ana)
    Person.objects.filter(pk=story.ana.pk).update(is_active=False)
    return Person.objects.get(pk=story.ana.pk)


def test_what_they_shared_stays_readable_where_they_shared_it(story, gone) -> None:
    for person in (story.bo, story.eve):
        assert [one.text for one in tellings(story.study, person)] == ["I waited for the copy tool."]
    assert tellings(story.study, story.cy) == []


def test_their_drafts_are_read_by_nobody(story, gone) -> None:
    for person in (gone, story.bo, story.eve, story.cy):
        assert SECRET not in [one.text for one in tellings(story.study, person)]
    assert own_account(Account.objects.get(), gone).everything == []


def test_nobody_acts_for_them(story, gone) -> None:
    account = Account.objects.get()
    for act in (
        lambda: write_entry(account, Words("x"), by=gone),
        lambda: share_account(account, "participants", by=gone),
        lambda: take_back(account, by=gone),
        lambda: withdraw_account(account, by=gone),
    ):
        with pytest.raises(NotFound):
            act()
    entry = account.entries.get(rung="participants")
    quote = ask_quote(entry, "I waited.", section="", by=story.bo)
    with pytest.raises(NotFound):
        approve_quote(quote, by=gone, seen=quote.sha256)


def test_they_cannot_come_in_with_an_old_session(story, gone) -> None:
    client = Client()
    client.force_login(gone)
    page = client.get(f"/retrospectives/{story.study.pk}/accounts/mine/")
    assert page.status_code == 302
    assert "login" in page["Location"]


def test_what_was_open_to_a_facilitator_who_left_is_open_to_no_other(story) -> None:
    share_account(Account.objects.get(pk=story.entry().account_id), "facilitator", by=story.ana)
    assert len(tellings(story.study, story.bo)) == 1
    Person.objects.filter(pk=story.bo.pk).update(is_active=False)
    assert tellings(story.study, Person.objects.get(pk=story.bo.pk)) == []
    assert tellings(story.study, story.eve) == []


def test_where_nothing_is_prepared_yet_the_command_says_so(tmp_path) -> None:
    """A timer may run before the first start, or between an update and the next start."""
    where = {**os.environ, "SECONDSTORY_HOME": str(tmp_path), "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-m", "secondstory.cli", "expire"], env=where, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("The database is not prepared")
    assert "Traceback" not in done.stderr
