"""A write-up in Markdown, read: sections, title, date, zone, timeline; and nothing of it lost."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondstory.importers.markdown import DateSource, ReadWriteUp, SectionKind, decode, read_write_up, to_json
from secondstory.importers.markdown.headings import kind_of
from secondstory.timeline.parse import UnknownZone

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="the public write-ups are not beside this checkout")


def read(text: str, *, file: str = "write-up.md", **answers: Any) -> ReadWriteUp:
    return read_write_up(dedent(text).lstrip("\n"), file=file, **answers)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(section.heading, str(section.kind)) for section in read(text).sections]


def is_whole(text: str, reading: ReadWriteUp) -> bool:
    """The preamble and the sections, one after the other, are the file."""
    sections = [text[one.offset : one.offset + one.length] for one in reading.sections]
    bodies_fit = all(text[: one.offset + one.length].endswith(one.body) for one in reading.sections)
    return reading.preamble + "".join(sections) == text and bodies_fit


# headings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Timeline", "timeline"),
        ("2. Timeline of Events", "timeline"),
        ("Timeline (all times UTC) 1/29/24", "timeline"),
        ("⏱ Incident timeline:", "timeline"),
        ("Chronology", "timeline"),
        ("#testing-ops chat log", "timeline"),
        ("Root cause", "conditions"),
        ("Root Cause(s)", "conditions"),
        ("**5 Whys**", "conditions"),
        ("What were the contributing factors?", "conditions"),
        ("Working theory (root cause)", "conditions"),
        ("Root Cause Remediations", "recommendations"),
        ("Action items", "recommendations"),
        ("Corrective and Preventative Measures", "recommendations"),
        ("Follow-up Actions / Remediations", "recommendations"),
        ("How are we preventing it from happening again?", "recommendations"),
        ("Lessons learned / action items", "recommendations"),
        ("Lessons Learned", "lessons"),
        ("What went well?", "went_well"),
        ("What Didn’t Go So Well?", "could_be_better"),
        ("What Could Have Been Done Better", "could_be_better"),
        ("Where we got lucky", "lucky"),
        ("Open Questions", "open_questions"),
        ("Executive summary", "summary"),
        ("End User / Infrastructure / Productivity Impact", "impact"),
        ("Mitigation & Resolution", "response"),
        ("Lead-up", "trigger"),
        ('Description <a href="#d" id="d"></a>', "summary"),
        ("[Detection](#detection)", "detection"),
        ("Update timeline for the new screen", None),
        ("A root canal story", None),
        ("Exploit flow", None),
        ("", None),
    ],
)
def test_a_heading_means_our_section(heading: str, kind: str | None) -> None:
    assert kind_of(heading) == kind


def test_sections_come_in_the_order_of_the_text_with_unknown_ones_in_place() -> None:
    text = """
        # Search was slow
        ## Summary
        ## Our own heading
        ## Timeline
    """
    assert kinds(text) == [
        ("Search was slow", "title"),
        ("Summary", "summary"),
        ("Our own heading", "free"),
        ("Timeline", "timeline"),
    ]


def test_headings_may_be_underlined() -> None:
    assert kinds("Search was slow\n====\n\nTimeline\n---\n\n14:02 UTC a") == [
        ("Search was slow", "title"),
        ("Timeline", "timeline"),
    ]


def test_a_line_in_a_code_block_is_no_heading() -> None:
    text = "# A\n\n```\n# Timeline\n```\n\n    # Timeline\n\n<!--\n# Timeline\n-->\n"
    assert kinds(text) == [("A", "title")]


def test_a_line_in_bold_may_stand_for_a_heading() -> None:
    text = """
        # A

        **Root cause:**

        - One thing

        **What went well**

        - Another
    """
    assert kinds(text)[1:] == [("Root cause", "conditions"), ("What went well", "went_well")]


def test_a_label_before_text_opens_a_section_with_that_text() -> None:
    reading = read("# A\n\n**Impact:** all users of search\n")
    assert reading.impact == "all users of search"


def test_parts_of_a_known_section_stay_inside_it() -> None:
    text = """
        ## Timeline
        ### Saturday 2 September 2023
        16.50 alerts
        ### 17:10 Root cause found
        17.10 found
        ## Actions
        ### Detection
        - Alert on lag
    """
    assert kinds(text) == [("Timeline", "timeline"), ("Actions", "recommendations")]


def test_a_known_section_below_another_stands_alone() -> None:
    text = """
        ## Lessons learned
        ### What went well
        - a
        ### Where we got lucky
        - b
    """
    assert [kind for _, kind in kinds(text)] == ["lessons", "went_well", "lucky"]


def test_a_body_is_what_stands_below_the_heading() -> None:
    text = "# A\n\nabc\n\n## Summary\n\ndef\n"
    reading = read_write_up(text, file="a.md")
    assert [section.body for section in reading.sections] == ["\nabc\n\n", "\ndef\n"]
    assert is_whole(text, reading)


BITS = "# |## |### |- |  - |1. |> |```|---|===|**|:|\n|\n\n|\r\n|\r|\t| |Timeline|Root cause|Action items|12:00"
BITS += "|What went well|2021-05-29|UTC|title: a|[ ] |[x] |@ana|Owner: |é😀|<!--|-->|[a](https://x.example)|&amp;"
MARKDOWN = st.lists(st.sampled_from(["|", *BITS.split("|")]), max_size=60).map("".join)


@settings(max_examples=400, deadline=None)
@given(MARKDOWN | st.text(max_size=300))
def test_any_text_is_read_and_nothing_of_it_is_lost(text: str) -> None:
    reading = read_write_up(text, file="any.md")
    assert is_whole(text, reading)
    placed = [*reading.entries, *reading.actions, *reading.conditions, *reading.went_well, *reading.open_questions]
    assert all(one.offset >= 0 and one.offset + one.length <= len(text) for one in placed)
    assert all(entry.raw == text[entry.offset : entry.offset + entry.length] for entry in reading.entries)
    json.dumps(to_json(reading))


# title, date, zone -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Search was slow\n---\n# Summary\n", "Search was slow"),
        ("# Search was *slow*\n", "Search was slow"),
        ("## 2025-07-30 Outage\n\nWe …", "2025-07-30 Outage"),
        ("Search was slow\n\nIt began at noon.", "Search was slow"),
        ("## Summary\n\nIt began at noon.", "search was slow"),
        ("", "search was slow"),
    ],
)
def test_the_title_is_where_people_put_it(text: str, title: str) -> None:
    assert read_write_up(text, file="notes/2021-05-29-search-was_slow.md").title == title


@pytest.mark.parametrize(
    ("text", "file", "day", "source"),
    [
        ("---\ndate: 2021-05-29 15:54:00\n---\n", "a.md", date(2021, 5, 29), DateSource.FRONT_MATTER),
        ("# A\n\nDate: May 29th, 2021\n", "a.md", date(2021, 5, 29), DateSource.LINE),
        ("# A\n\n**Incident from:** 2021-05-29\n", "a.md", date(2021, 5, 29), DateSource.LINE),
        ("# A\n\n* **Date:** 16/03/2020 3am\n", "a.md", date(2020, 3, 16), DateSource.LINE),
        ("# A\n\n## Date\n2021-05-29\n", "a.md", date(2021, 5, 29), DateSource.LINE),
        ("# Outage of 29 May 2021\n", "a.md", date(2021, 5, 29), DateSource.TITLE),
        ("# Outage\n", "x/2021-05-29-outage.md", date(2021, 5, 29), DateSource.FILE_NAME),
        (
            "# A\n\n## Timeline\n\n2021-05-29 14:02 UTC a\n2021-05-30 09:00 UTC b\n",
            "a.md",
            date(2021, 5, 29),
            DateSource.TIMELINE,
        ),
    ],
)
def test_the_date_is_what_the_text_says(text: str, file: str, day: date, source: DateSource) -> None:
    dated = read_write_up(text, file=file).date
    assert dated is not None
    assert (dated.day, dated.source) == (day, source)


@pytest.mark.parametrize("text", ["# A\n", "# Outage 5/6/2021\n", "---\ndate: 2021-02-31\n---\n", "# 29 May\n"])
def test_a_date_that_is_not_said_or_can_be_read_two_ways_is_unknown(text: str) -> None:
    assert read_write_up(text, file="a.md").date is None


def test_a_day_of_publishing_gives_way_to_the_day_of_the_incident() -> None:
    text = "---\ndate: 2022-07-20\ntitle: Outage of 11 June 2022\n---\n# Timeline\n14:02 UTC a\n"
    reading = read_write_up(text, file="a.md")
    assert reading.entries[0].local == "2022-06-11T14:02:00"
    assert "2022-07-20" in reading.warnings[0]


def test_the_callers_date_goes_before_all_others() -> None:
    reading = read("# Outage of 29 May 2021\n## Timeline\n14:02 UTC a\n", date=date(2021, 6, 1))
    assert reading.entries[0].local == "2021-06-01T14:02:00"
    assert reading.date is not None
    assert reading.date.source is DateSource.GIVEN


def test_without_a_zone_it_asks_and_guesses_none() -> None:
    reading = read("# Outage of 29 May 2021\n## Timeline\n14:02 a\n14:10 b\n")
    assert (reading.zone, reading.zone_needed) == (None, True)
    assert [entry.utc for entry in reading.entries] == [None, None]


def test_the_callers_zone_answers_the_question() -> None:
    reading = read("# Outage of 29 May 2021\n## Timeline\n14:02 a\n", zone="Europe/Berlin")
    assert (reading.zone, reading.zone_needed) == ("Europe/Berlin", False)
    assert to_json(reading)["entries"][0]["utc"] == "2021-05-29T12:02:00Z"


@pytest.mark.parametrize(
    "text",
    [
        "# A 29 May 2021\n\n## Timeline (all times UTC)\n\n14:02 a\n",
        "# A 29 May 2021\n\nAll times in UTC.\n\n## Timeline\n\n14:02 a\n",
        "---\ntitle: A\ndate: 2021-05-29\ntimezone: UTC\n---\n## Timeline\n\n14:02 a\n",
        "# A 29 May 2021\n\n## Timeline\n\nAll times in UTC.\n\n14:02 a\n",
    ],
)
def test_the_zone_is_found_wherever_the_text_names_it(text: str) -> None:
    reading = read_write_up(text, file="a.md")
    assert (reading.zone, reading.zone_needed) == ("UTC", False)


def test_two_zones_outside_the_timeline_settle_nothing() -> None:
    text = "# A 29 May 2021\n\nAll times in UTC.\n\n## Notes\n\nAll times in PST.\n\n## Timeline\n\n14:02 a\n"
    assert read_write_up(text, file="a.md").zone_needed


def test_a_zone_that_is_none_is_said_to_the_caller() -> None:
    with pytest.raises(UnknownZone):
        read("## Timeline\n14:02 a\n", zone="Middle Earth")


# timelines ---------------------------------------------------------------------------------


def test_entries_have_their_place_in_the_whole_file() -> None:
    text = "# Ärger 😀\n\n## Timeline\n\n- 14:02 UTC first\n- 14:10 UTC second\n"
    entries = read_write_up(text, file="a.md").entries
    assert [text[entry.offset : entry.offset + entry.length].strip("- ") for entry in entries] == [
        "14:02 UTC first",
        "14:10 UTC second",
    ]


def test_windows_line_ends_do_not_move_anything() -> None:
    text = "# A\r\n\r\n## Timeline\r\n\r\n14:02 UTC first\r\n"
    (entry,) = read_write_up(text, file="a.md").entries
    assert text[entry.offset : entry.offset + entry.length].strip() == "14:02 UTC first"


def test_the_heading_gives_day_and_zone_but_is_no_entry() -> None:
    reading = read("## Timeline (all times UTC) May 29, 2021\n\n- 14:02 a\n- 14:10 b\n")
    assert [entry.local for entry in reading.entries] == ["2021-05-29T14:02:00", "2021-05-29T14:10:00"]


def test_days_below_one_timeline_follow_each_other() -> None:
    text = """
        ## Timeline (UTC)
        ### 29 May 2021
        - 23:50 a
        ### 30 May 2021
        - 00:10 b
    """
    assert [entry.local for entry in read(text).entries] == ["2021-05-29T23:50:00", "2021-05-30T00:10:00"]


def test_causes_told_between_two_days_are_conditions_and_the_days_go_on() -> None:
    text = """
        ## Timeline
        ### 29 May 2021

        **Root causes:**
        - The pool was small

        **Timeline:**
        - 14:02 UTC a

        ### 30 May 2021

        **Timeline:**
        - 09:00 UTC b
    """
    reading = read(text)
    assert [entry.local for entry in reading.entries] == ["2021-05-29T14:02:00", "2021-05-30T09:00:00"]
    assert [condition.text for condition in reading.conditions] == ["The pool was small"]


def test_a_timeline_below_a_heading_that_is_a_day_takes_that_day() -> None:
    text = """
        # Two outages
        ## 29 May 2021
        ### Timeline
        14:02 UTC a
        ## 3 June 2021
        ### Timeline
        09:00 UTC b
    """
    assert [entry.local for entry in read(text).entries] == ["2021-05-29T14:02:00", "2021-06-03T09:00:00"]


def test_what_happened_with_many_times_is_a_timeline() -> None:
    reading = read("# A\n## What happened\n- 14:02 UTC a\n- 14:05 UTC b\n- 14:09 UTC c\n")
    assert reading.sections[1].kind is SectionKind.TIMELINE
    assert len(reading.entries) == 3


def test_times_before_any_heading_are_a_timeline_too() -> None:
    reading = read("2021-05-29 14:02 UTC a\n\n2021-05-29 14:05 UTC b\n\n2021-05-29 14:09 UTC c\n")
    assert len(reading.entries) == 3


def test_a_story_with_one_time_in_it_stays_a_story() -> None:
    reading = read("# A\n## What happened\nIt began at 14:02 UTC and ended later.\n")
    assert reading.sections[1].kind is SectionKind.SUMMARY
    assert reading.entries == ()


# front matter ------------------------------------------------------------------------------


def test_front_matter_is_read_as_text() -> None:
    reading = read("---\ntitle: A\nseverity: 1\nresolved: yes\naffected:\n  - search\n  - api\n---\n# B\n")
    assert reading.front_matter == {"title": "A", "severity": "1", "resolved": "yes", "affected": "search, api"}


@pytest.mark.parametrize("yaml", ["a: [", "\t- x: y", "just words", "- a\n- b", "a: 'x", "? [a]\n: b\n: c"])
def test_front_matter_that_is_no_yaml_is_a_warning_with_its_line(yaml: str) -> None:
    reading = read_write_up(f"---\n{yaml}\n---\n# Title\n\n## Timeline\n14:02 UTC a\n", file="a.md")
    assert reading.warnings[0].startswith("Line ")
    assert reading.title == "Title"
    assert len(reading.entries) == 1


def test_front_matter_builds_no_objects_and_does_not_grow() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"b{n}: &b{n} [*{f'b{n - 1}' if n else 'a'}, *{f'b{n - 1}' if n else 'a'}]\n" for n in range(60)
    )
    reading = read_write_up(f"---\n{bomb}o: !!python/object/apply:os.system [ls]\ntitle: T\n---\n", file="a.md")
    assert reading.title == "T"
    assert len(json.dumps(reading.front_matter)) < 1000


def test_a_rule_at_the_head_is_no_front_matter() -> None:
    assert read_write_up("---\n\nSome text\n", file="a.md").front_matter == {}


# dry run -----------------------------------------------------------------------------------


def test_the_dry_run_prints_one_object_with_all_it_promises() -> None:
    printed = to_json(
        read("# Outage of 29 May 2021\n## Timeline\n- 14:02-14:10 UTC down\n## Actions\n- [x] Add an alert\n")
    )
    assert {"file", "title", "date", "zone", "entries", "sections", "actions", "warnings"} <= set(printed)
    (entry,) = printed["entries"]
    assert entry["local"] == "2021-05-29T14:02:00"
    assert entry["utc"] == "2021-05-29T14:02:00Z"
    assert entry["until"] == "2021-05-29T14:10:00"
    assert entry["precision"] == "minute"
    assert printed["date"] == "2021-05-29"
    assert printed["actions"][0]["done"] is True
    assert json.loads(json.dumps(printed)) == printed


# the public write-ups ----------------------------------------------------------------------


def corpus() -> list[Path]:
    return sorted((CORPUS / "texts").glob("*.md"))


@needs_corpus
def test_every_public_write_up_is_read_whole() -> None:
    for path in corpus():
        text, warnings = decode(path.read_bytes(), file=path.name)
        reading = read_write_up(text, file=path.name)
        assert is_whole(text, reading), path.name
        assert not warnings, path.name
        assert reading.title, path.name


@needs_corpus
def test_nearly_every_public_timeline_is_found() -> None:
    lines = (CORPUS / "timelines_dev.jsonl").read_text(encoding="utf-8").splitlines()
    found = 0
    for timeline in map(json.loads, lines):
        text, _ = decode((CORPUS / "texts" / timeline["file"]).read_bytes())
        entries = read_write_up(text, file=timeline["file"]).entries
        found += any(timeline["start"] <= entry.offset < timeline["end"] for entry in entries)
    assert found >= len(lines) - 2


# the documentation -------------------------------------------------------------------------


def test_the_headings_of_the_reference_page_mean_what_it_says() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "markdown-import.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| ([^|]+ · [^|]+) \| `(\w+)` \|$", page, flags=re.MULTILINE))
    meant = {(heading, kind_of(heading)) for headings in told for heading in headings.split(" · ")}
    assert meant == {(heading, kind) for headings, kind in told.items() for heading in headings.split(" · ")}
    assert set(told.values()) == {kind for kind in SectionKind if kind not in ("title", "free")}
