"""A pasted timeline becomes entries, all or none; twice adds nothing; and no zone or day is ever guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal, TooLarge
from secondstory.timeline.actions.add_pasted import add_pasted, source_ids
from secondstory.timeline.actions.change_entry import change_entry
from secondstory.timeline.actions.remove_entry import remove_entry
from secondstory.timeline.actions.told import Told
from secondstory.timeline.models import Entry, Reference
from secondstory.timeline.reading import read_pasted

TEXT = """2017-01-31 22:46 UTC Sender slots go from 3 to 32.
2017-01-31 23:00 UTC The tool still waits.
2017-01-31 23:27:10 UTC The directory is emptied.
"""


def told() -> list[tuple[str, str]]:
    return [(f"{entry.at:%d %H:%M:%S}", entry.text) for entry in Entry.objects.in_order()]


def test_every_understood_line_becomes_an_entry(study, cast) -> None:
    done = add_pasted(study, text=TEXT, by=cast.bo)
    assert (len(done.added), done.known, done.left) == (3, 0, 0)
    assert told() == [
        ("31 22:46:00", "Sender slots go from 3 to 32."),
        ("31 23:00:00", "The tool still waits."),
        ("31 23:27:10", "The directory is emptied."),
    ]
    assert Entry.objects.get(text__contains="emptied").precision == "second"
    assert done.says == "3 entries added."


def test_pasting_the_same_twice_adds_nothing_and_says_so(study, cast) -> None:
    add_pasted(study, text=TEXT, by=cast.bo)
    again = add_pasted(study, text=TEXT, by=cast.ana)
    assert (again.added, again.known) == ((), 3)
    assert again.says == "Nothing was added: all 3 entries are here already."
    assert Entry.objects.count() == 3
    assert Event.objects.filter(kind="timeline.pasted").count() == 1


def test_pasting_more_adds_what_is_new(study, cast) -> None:
    add_pasted(study, text=TEXT, by=cast.bo)
    more = "2017-01-31 20:00 UTC A page about load.\n" + TEXT
    assert add_pasted(study, text=more, by=cast.bo).says == "1 entry added. 3 entries stood here already."


def test_a_line_that_stands_twice_is_two_entries(study, cast) -> None:
    add_pasted(study, text="2017-01-31 22:46 UTC retry\n2017-01-31 22:46 UTC retry\n", by=cast.bo)
    assert Entry.objects.count() == 2
    assert sorted(Entry.objects.values_list("tie", flat=True)) == [0, 1]


def test_an_entry_somebody_edited_is_not_pasted_over(study, cast) -> None:
    entry = add_pasted(study, text=TEXT, by=cast.bo).added[0]
    change_entry(entry, Told(at=entry.at, text="My own words."), by=cast.bo)
    assert not add_pasted(study, text=TEXT, by=cast.bo).added
    assert Entry.objects.in_order().first().text == "My own words."


def test_an_entry_that_was_taken_out_stays_out(study, cast) -> None:
    remove_entry(add_pasted(study, text=TEXT, by=cast.bo).added[0], by=cast.bo)
    assert add_pasted(study, text=TEXT, by=cast.bo).known == 3
    assert Entry.objects.count() == 2


def test_a_stranger_learns_nothing(study, cast) -> None:
    with pytest.raises(NotFound):
        add_pasted(study, text=TEXT, by=cast.cy)


def test_the_journal_knows_how_many_and_not_what(study, cast) -> None:
    add_pasted(study, text=TEXT, by=cast.bo)
    event = Event.objects.get(kind="timeline.pasted")
    assert (event.subject_id, event.facts) == (study.pk, {"entries": 3})


def test_a_final_study_stays_as_it_is(final_study, cast) -> None:
    with pytest.raises(Refusal, match="final"):
        add_pasted(final_study, text=TEXT, by=cast.ana)


def test_without_a_zone_it_asks_and_adds_nothing(study, cast) -> None:
    with pytest.raises(Refusal, match="Which zone") as asked:
        add_pasted(study, text="2017-01-31 22:46 slots\n2017-01-31 23:00 UTC waits\n", by=cast.bo)
    assert (asked.value.code, asked.value.field) == ("zone_needed", "zone")
    assert not Entry.objects.exists()


def test_without_a_day_it_asks_and_adds_nothing(study, cast) -> None:
    with pytest.raises(Refusal, match="Which day") as asked:
        add_pasted(study, text="22:46 slots\n23:00 waits\n", zone="UTC", by=cast.bo)
    assert (asked.value.code, asked.value.field) == ("date_needed", "day")
    assert not Entry.objects.exists()


def test_with_both_answered_it_adds_them_over_midnight(study, cast) -> None:
    text = "23:50 waits\n00:10 still waits\n"
    add_pasted(study, text=text, zone="America/New_York", day=date(2017, 1, 31), by=cast.bo)
    assert [entry.at for entry in Entry.objects.in_order()] == [
        datetime(2017, 2, 1, 4, 50, tzinfo=UTC),
        datetime(2017, 2, 1, 5, 10, tzinfo=UTC),
    ]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "CST", "x" * 5000])
def test_a_zone_nobody_knows_or_with_two_meanings_is_asked_for_again(study, cast, zone: str) -> None:
    with pytest.raises(Refusal) as asked:
        add_pasted(study, text="2017-01-31 22:46 slots", zone=zone, by=cast.bo)
    assert asked.value.field == "zone"


def test_an_hour_the_clocks_skipped_is_no_moment(study, cast) -> None:
    with pytest.raises(Refusal, match="does not exist") as asked:
        add_pasted(study, text="2021-03-28 02:30 restart", zone="Europe/Berlin", by=cast.bo)
    assert asked.value.field == "text"


@pytest.mark.parametrize("text", ["", "no time in any line", "\x00 22:46", "\ud83d 22:46"])
def test_a_text_without_entries_is_asked_for_again(study, cast, text: str) -> None:
    with pytest.raises(Refusal) as asked:
        add_pasted(study, text=text, zone="UTC", by=cast.bo)
    assert asked.value.field == "text"


def test_more_than_can_be_read_at_once_is_refused(study, cast) -> None:
    with pytest.raises(TooLarge):
        add_pasted(study, text="x" * 200_001, by=cast.bo)


def test_one_entry_that_is_too_long_keeps_all_out(study, cast) -> None:
    with pytest.raises(Refusal, match="4000 characters"):
        add_pasted(study, text=TEXT + "2017-01-31 23:40 UTC " + "x" * 4001, by=cast.bo)
    assert not Entry.objects.exists()


def test_addresses_become_references_once(study, cast) -> None:
    text = (
        "2017-01-31 22:46 UTC slots, see https://example.org/chat/1\n"
        "2017-01-31 22:50 UTC again https://example.org/chat/1 and https://github.com/a/b/pull/3\n"
    )
    first, second = add_pasted(study, text=text, by=cast.bo).added
    assert [reference.kind for reference in Reference.objects.order_by("url")] == ["web_page", "commit"]
    assert (first.references.count(), second.references.count()) == (1, 2)


def test_a_name_makes_no_lane_but_a_known_role_does(study, cast) -> None:
    text = (
        "| Time (UTC) | Who | What |\n|---|---|---|\n"
        "| 2017-01-31 22:46 | Bob | looks |\n| 2017-01-31 22:47 | On-call engineer | looks, too |\n"
    )
    add_pasted(study, text=text, by=cast.bo)
    assert [(entry.lane, entry.text) for entry in Entry.objects.in_order()] == [
        ("", "Bob: looks"),
        ("on-call engineer", "looks, too"),
    ]


def test_a_day_told_in_another_zone_stays_that_day(study, cast) -> None:
    add_pasted(study, text="2017-01-31 A day of load in America/New_York", zone="America/New_York", by=cast.bo)
    entry = Entry.objects.get()
    assert (entry.precision, entry.told_zone) == ("day", "America/New_York")


@given(st.text(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_no_text_makes_an_entry_twice(text: str) -> None:
    try:
        parsed = read_pasted(f"2017-01-31 22:46 {text}", zone="UTC", day=date(2017, 1, 31))
    except Refusal:
        return
    ids = source_ids(parsed.entries)
    assert len(ids) == len(set(ids))
    assert ids == source_ids(parsed.entries)
