"""A zone is read, asked for, or answered by the caller. It is never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from secondstory.timeline.parse import UnknownZone, parse_timeline, resolve_zone, zone_named

DAY = date(2024, 1, 10)


def moments(text: str, **told: str) -> list[str | None]:
    parsed = parse_timeline(text, date=DAY, zone=told.get("zone"))
    return [e.utc and e.utc.isoformat().removesuffix("+00:00") for e in parsed.entries]


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("UTC", "UTC"),
        ("utc", "UTC"),
        ("GMT", "UTC"),
        ("Z", "UTC"),
        ("+02:00", "+02:00"),
        ("-0530", "-05:30"),
        ("+00:00", "UTC"),
        ("UTC+2", "+02:00"),
        ("GMT-3:30", "-03:30"),
        ("UTC +5:45", "+05:45"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("america/new_york", "America/New_York"),
        ("Denver", "America/Denver"),
        ("New York", "America/New_York"),
        ("Berlin time", "Europe/Berlin"),
        ("CET", "+01:00"),
        ("CEST", "+02:00"),
        ("PDT", "-07:00"),
        ("PT", "America/Los_Angeles"),
        ("Pacific Time", "America/Los_Angeles"),
        ("Central Standard Time", "-06:00"),
        ("Japan", "Japan"),
    ],
)
def test_known_words_name_one_zone(words: str, zone: str) -> None:
    reading = resolve_zone(words)
    assert reading is not None
    assert reading.zone == zone
    assert zone_named(words) == zone


@pytest.mark.parametrize("words", ["IST", "CST", "BST", "AST"])
def test_an_abbreviation_of_several_zones_names_its_choices(words: str) -> None:
    reading = resolve_zone(words)
    assert reading is not None
    assert reading.zone is None
    assert len(reading.choices) > 1
    with pytest.raises(UnknownZone, match=r"can mean .* or "):
        zone_named(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Gotham",
        "14:02",
        "XYZ",
        "+25:00",
        "+2",
        "../../etc/passwd",
        "Europe/",
        "localtime",
        "\x00",
        "\ud800",
        "Z" * 900,
    ],
)
def test_other_words_name_no_zone(words: str) -> None:
    assert resolve_zone(words) is None
    with pytest.raises(UnknownZone, match="Europe/Berlin"):
        zone_named(words)


def test_an_unknown_zone_of_the_caller_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnknownZone, match="“Gotham” is not a time zone we know") as refused:
        parse_timeline("14:02 a", zone="Gotham")
    assert refused.value.code == "unknown-zone"


@pytest.mark.parametrize(
    "text",
    [
        "14:02 a",
        "- **14:02** - a",
        "| Time | Event |\n|--|--|\n| 2024-01-10 14:02 | a |",
        "All times are local.\n\n14:02 a",
        "14:02 (local) a",
        "14:02 a\nThe fix was at 15:00 UTC.",
        "14:02 AC: EST is an acronym here too",
        "10:02 PT: reverting\n10:03 AC: ok",
        "10:02 Casey: reverting\n10:03 Regina: ok",
        "14:02 (6:02 PDT) a",
    ],
)
def test_where_nobody_names_a_zone_it_is_asked_for(text: str) -> None:
    parsed = parse_timeline(text, date=DAY)
    assert parsed.zone_needed
    assert parsed.entries[0].utc is None
    assert parsed.entries[0].zone is None
    assert any("zone" in warning for warning in parsed.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "14:02 UTC a",
        "14:02Z a",
        "14:02 (UTC) a",
        "**14:02 UTC** - a",
        "14:02 GMT: a",
        "15:02 CET a",
        "16:02 CEST a",
        "16:02 +0200 a",
        "16:02 UTC+2 a",
        "06:02 PST a",
        "6:02 AM PT - a",
        "09:02 Eastern Time: a",
        "6:02 a.m. Pacific: a",
        "15:02 Europe/Berlin a",
        "UTC 14:02 a",
        "2024-01-10T14:02:00Z a",
        "2024-01-10T15:02:00+01:00 a",
        "2024-01-10 08:02:00 -0600 a",
        "07:02 (Denver) a",
        "14:02 UTC / 15:02 CET a",
        "14:02 UTC (06:02 PST) a",
        "All times in UTC.\n\n14:02 a",
        "( All times EST )\n\n09:02 a",
        "*Times are in CET*\n\n15:02 a",
        "Time zone: Europe/Berlin\n\n15:02 a",
        "All times are Eastern.\n\n09:02 a",
        "All times are Denver time.\n\n07:02 a",
        "All times Central Standard Time\n\n08:02 a",
        "## Timeline (UTC)\n\n14:02 a",
        "2024-01-10 (all times PST)\n\n06:02 a",
        "### 14:00-15:00 UTC: First\n- 14:02 a",
        "14:02 a\n\nAll times are in UTC.",
        "| Time (UTC) | Event |\n|--|--|\n| 14:02 | a |",
        "Time (CET)\tEvent\n15:02\ta",
        "07:02 Denver - a\n07:03 Denver - b",
    ],
)
def test_a_zone_in_the_text_gives_the_moment(text: str) -> None:
    assert moments(text)[0] in ("2024-01-10T14:02:00",)


def test_the_callers_zone_answers_what_the_text_leaves_open() -> None:
    assert moments("15:02 a", zone="Europe/Berlin") == ["2024-01-10T14:02:00"]
    assert not parse_timeline("15:02 a", zone="Europe/Berlin").zone_needed


def test_the_callers_zone_never_overrules_the_text() -> None:
    assert moments("14:02 UTC a", zone="Europe/Berlin") == ["2024-01-10T14:02:00"]


def test_each_line_may_have_its_own_zone() -> None:
    parsed = parse_timeline("14:02 UTC a\n15:30 CET b\n09:45 EST c", date=DAY)
    assert [e.utc and e.utc.strftime("%H:%M") for e in parsed.entries] == ["14:02", "14:30", "14:45"]
    assert parsed.zone is None
    assert not parsed.zone_needed


def test_a_zone_on_the_first_line_holds_for_the_list_and_says_so() -> None:
    parsed = parse_timeline("14:02 (UTC) a\n14:05 b", date=DAY)
    assert parsed.zone == "UTC"
    assert parsed.entries[1].utc is not None
    assert "first line" in parsed.entries[1].notes[0]
    assert parsed.warnings


def test_a_zone_on_a_later_line_holds_for_that_line_alone() -> None:
    parsed = parse_timeline("14:02 a\n14:05 UTC b", date=DAY)
    assert [e.zone for e in parsed.entries] == [None, "UTC"]
    assert parsed.zone_needed


def test_a_second_zone_beside_must_be_the_same_moment() -> None:
    right, wrong = parse_timeline("14:02 UTC / 15:02 CET a\n14:05 UTC / 16:05 CET b", date=DAY).entries
    assert right.notes == ()
    assert "another moment" in wrong.notes[0]


def test_an_ambiguous_abbreviation_is_a_question_with_its_choices() -> None:
    parsed = parse_timeline("14:02 CST a", date=DAY)
    assert parsed.zone_needed
    assert parsed.entries[0].utc is None
    assert "America/Chicago" in parsed.warnings[0]
    assert "Asia/Shanghai" in parsed.warnings[0]


def test_the_caller_answers_an_ambiguous_abbreviation() -> None:
    assert moments("14:02 CST a", zone="America/Chicago") == ["2024-01-10T20:02:00"]
    assert moments("14:02 CST a", zone="Asia/Shanghai") == ["2024-01-10T06:02:00"]


def test_an_abbreviation_out_of_its_season_is_read_as_written_and_says_so() -> None:
    parsed = parse_timeline("All times in CET.\n\n2024-06-09 11:00 a")
    assert parsed.entries[0].utc is not None
    assert parsed.entries[0].utc.isoformat() == "2024-06-09T10:00:00+00:00"
    assert "as written" in parsed.entries[0].notes[0]
    assert "Europe/Berlin" in parsed.warnings[0]


def test_the_caller_may_say_that_the_clock_on_the_wall_was_meant() -> None:
    parsed = parse_timeline("All times in CET.\n\n2024-06-09 11:00 a", zone="Europe/Copenhagen")
    assert parsed.entries[0].utc is not None
    assert parsed.entries[0].utc.isoformat() == "2024-06-09T09:00:00+00:00"
    assert parsed.warnings == ()


def test_a_sentence_with_several_zones_settles_none() -> None:
    parsed = parse_timeline("All times in UTC or PST.\n\n14:02 a", date=DAY)
    assert parsed.zone_needed
    assert parsed.entries[0].utc is None
    assert any("more than one zone" in warning for warning in parsed.warnings)


def test_two_sections_may_have_two_zones() -> None:
    text = "2024-01-10 (all times UTC)\n14:02 a\n\n2024-01-11 (all times CET)\n15:02 b"
    parsed = parse_timeline(text)
    assert [e.zone for e in parsed.entries] == ["UTC", "+01:00"]
    assert parsed.zone is None
