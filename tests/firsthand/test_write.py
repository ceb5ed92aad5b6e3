"""An account is written by its author alone; every save is kept, and none is read by anybody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import builders
from tests.firsthand.conftest import SECRET

from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.write import SavedElsewhere, remove_entry, return_entry, write_entry
from secondstory.firsthand.facets import Facet
from secondstory.firsthand.models import Account, AccountEntry, EntryVersion
from secondstory.firsthand.queries import own_account, tellings, versions_of
from secondstory.firsthand.words import LONGEST, Words
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

WORDS = Words(text=SECRET, facet=Facet.ASSUMED, because="both hosts look alike", at=builders.NOON)


@pytest.mark.requirement("R-000-23", "R-001-12", "R-001-39")
def test_its_author_reads_back_what_they_wrote(story) -> None:
    write_entry(story.account(), WORDS, by=story.ana)
    assert [one.words for one in own_account(story.account(), story.ana).entries] == [WORDS]


def test_it_begins_once(story) -> None:
    assert begin_account(story.part, by=story.ana) == begin_account(story.part, by=story.ana)
    assert Event.objects.filter(kind="account.begun").count() == 1


def test_nobody_begins_it_for_somebody_else(story) -> None:
    for other in (story.bo, story.eve, story.cy):
        with pytest.raises(NotFound):
            begin_account(story.part, by=other)


@pytest.mark.requirement("R-001-28")
def test_nobody_else_writes_in_it(story) -> None:
    account = story.account()
    for other in (story.bo, story.eve, story.cy):
        with pytest.raises(NotFound):
            write_entry(account, WORDS, by=other)
    assert not AccountEntry.objects.exists()


@pytest.mark.requirement("R-001-28")
def test_not_even_who_reads_it_writes_in_it(story) -> None:
    from secondstory.firsthand.actions.share import share_account

    entry = story.entry()
    share_account(story.account(), "participants", by=story.ana)
    for reader in (story.bo, story.eve):
        with pytest.raises(NotAllowed):
            write_entry(entry.account, WORDS, by=reader, entry=entry)


def test_sent_twice_it_is_written_once(story) -> None:
    first = write_entry(story.account(), WORDS, by=story.ana, client_id="one")
    again = write_entry(story.account(), WORDS, by=story.ana, client_id="one")
    assert first == again
    assert EntryVersion.objects.count() == 1


def test_what_was_typed_on_after_a_lost_answer_is_the_next_version(story) -> None:
    first = write_entry(story.account(), WORDS, by=story.ana, client_id="one")
    more = write_entry(story.account(), replace(WORDS, text="more"), by=story.ana, client_id="one", seen=0)
    assert more == first
    assert [words.text for _, words in versions_of(first, story.ana)] == ["more", SECRET]


@pytest.mark.requirement("R-001-20")
def test_every_version_is_kept_for_the_author_and_for_nobody_else(story) -> None:
    entry = story.entry("first")
    for text in ("second", "third"):
        write_entry(story.account(), replace(WORDS, text=text), by=story.ana, entry=entry)
    assert [words.text for _, words in versions_of(entry, story.ana)] == ["third", "second", "first"]
    assert versions_of(entry, story.bo) == []


def test_two_tabs_lose_no_word(story) -> None:
    entry = story.entry("first")
    write_entry(story.account(), replace(WORDS, text="from one tab"), by=story.ana, entry=entry, seen=1)
    with pytest.raises(SavedElsewhere) as elsewhere:
        write_entry(story.account(), replace(WORDS, text="from the other"), by=story.ana, entry=entry, seen=1)
    seen = elsewhere.value.entry.number
    write_entry(story.account(), replace(WORDS, text="from the other"), by=story.ana, entry=entry, seen=seen)
    kept = {words.text for _, words in versions_of(entry, story.ana)}
    assert kept == {"first", "from one tab", "from the other"}


def test_a_time_in_ones_own_words_is_a_time(story) -> None:
    write_entry(story.account(), Words(text="load rises", when="after dinner"), by=story.ana)
    (one,) = own_account(story.account(), story.ana).entries
    assert (one.words.when, one.words.at) == ("after dinner", None)


def test_nothing_is_stored_in_the_clear(story) -> None:
    story.entry(because="the hosts look alike")
    raw = b"".join(bytes(version.sealed) for version in EntryVersion.objects.all())
    assert SECRET.encode() not in raw
    assert b"alike" not in raw
    assert b"did" not in raw


def test_the_journal_knows_that_and_not_what(story) -> None:
    entry = story.entry()
    event = Event.objects.get(kind="account.entry_written")
    assert (event.subject_id, event.by) == (entry.pk, story.ana)
    assert SECRET not in str(event.facts)


def test_blank_words_begin_nothing(story) -> None:
    with pytest.raises(Refusal, match="one sentence is enough"):
        write_entry(story.account(), Words(text="  "), by=story.ana)


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "a\x00b", "a\ud800b"])
def test_what_cannot_be_stored_is_told_in_a_sentence(story, text) -> None:
    with pytest.raises(Refusal):
        write_entry(story.account(), Words(text=text), by=story.ana)
    assert not AccountEntry.objects.exists()


def test_what_was_taken_out_can_be_put_back_and_is_nobody_elses(story) -> None:
    entry = story.entry()
    remove_entry(entry, by=story.ana)
    remove_entry(entry, by=story.ana)
    whole = own_account(story.account(), story.ana)
    assert (whole.entries, [one.entry for one in whole.removed]) == ([], [entry])
    return_entry(entry, by=story.ana)
    assert [one.entry for one in own_account(story.account(), story.ana).entries] == [entry]
    assert tellings(story.study, story.bo) == []
    assert Event.objects.filter(kind="account.entry_removed").count() == 1


def test_an_author_who_left_the_study_still_writes_and_takes_back(story) -> None:
    entry = story.entry()
    story.part.left_at = builders.NOON
    story.part.save()
    write_entry(entry.account, replace(WORDS, text="more"), by=story.ana, entry=entry)
    remove_entry(entry, by=story.ana)
    assert Account.objects.visible_to(story.ana).count() == 1
