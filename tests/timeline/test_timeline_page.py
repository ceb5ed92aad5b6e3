"""The page tells what happened in order, with zone, precision, gaps and doubts; in as many statements for two
thousand entries as for two."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import builders

from secondstory.timeline.actions.disputes import Side, explain_dispute, open_dispute
from secondstory.timeline.actions.references import add_reference, attach_reference, note_link
from secondstory.timeline.actions.remove_entry import remove_entry


def address(study) -> str:
    return reverse("timeline", args=[study.pk])


def page(client, study, query: str = "") -> str:
    response = client.get(address(study) + query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def words(html: str) -> str:
    return " ".join(re.sub(r"<title>.*?</title>|<[^>]+>", " ", html).split())


def fill(study, cast, count: int) -> None:
    """Entries with references, disputes, people who were there and markers among them."""
    there = study.participants.first()
    for number in range(count):
        entry = builders.entry(study, f"Number {number}", minutes=number, participant=there, created_by=cast.ana)
        reference = add_reference(study, by=cast.ana, url=f"https://example.org/{number % 7}")
        attach_reference(entry, reference, by=cast.ana)
        if number % 5 == 0:
            open_dispute(study, by=cast.ana, question=f"{number}?", entries=[entry], versions=[Side("No.", "a log")])
        if number % 5 == 1:
            remove_entry(entry, by=cast.ana)


@pytest.mark.parametrize("count", [1, 40])
def test_it_takes_the_same_few_statements_for_any_number(
    study, cast, as_ana, count: int, django_assert_max_num_queries
) -> None:
    fill(study, cast, count)
    with django_assert_max_num_queries(17):
        page(as_ana, study)


def test_it_takes_no_more_for_forty_than_for_one(study, cast, as_ana, django_assert_num_queries) -> None:
    fill(study, cast, 1)
    with CaptureQueriesContext(connection) as few:
        page(as_ana, study)
    fill(study, cast, 40)
    with django_assert_num_queries(len(few)):
        page(as_ana, study)


@pytest.mark.slow
def test_entries_stand_in_order_under_days_that_name_the_zone(study, as_ana) -> None:
    builders.entry(study, "Much later.", at=datetime(2026, 7, 2, 22, 30, tzinfo=UTC))
    builders.entry(study, "First.", minutes=-5)
    builders.entry(study, "Second.")
    told = words(page(as_ana, study))
    assert told.index("First.") < told.index("Second.") < told.index("Much later.")
    assert "Mon 2 Mar 2026 Europe/Amsterdam, UTC+1" in told
    assert "Fri 3 Jul 2026 Europe/Amsterdam, UTC+2" in told
    assert "13:00" in told


def test_coarse_times_are_told_as_coarse(study, as_ana) -> None:
    for precision, text in (("hour", "A"), ("day", "B"), ("before", "C"), ("after", "D")):
        builders.entry(study, text, precision=precision)
    builders.entry(study, "E", approximate=True, minutes=7)
    told = words(page(as_ana, study))
    assert "about 13:00" in told
    assert "2 Mar 2026 some time that day" in told
    assert "before 13:00" in told
    assert "after 13:00" in told
    assert "about 13:07" in told


def test_a_day_told_elsewhere_names_where(study, as_ana) -> None:
    builders.entry(
        study, "A day.", at=datetime(2026, 3, 2, 5, tzinfo=UTC), precision="day", told_zone="America/New_York"
    )
    assert "2 Mar 2026 some time that day, America/New_York" in words(page(as_ana, study))


def test_gaps_are_visible(study, as_ana) -> None:
    builders.entry(study, "One.")
    builders.entry(study, "Two.", minutes=40)
    assert "40 minutes without an entry" in words(page(as_ana, study))


def test_an_entry_without_a_source_says_so(study, cast, as_ana) -> None:
    sourced = builders.entry(study, "Sourced.")
    builders.entry(study, "Bare.")
    attach_reference(sourced, add_reference(study, by=cast.ana, title="The log", kind="log"), by=cast.ana)
    told = words(page(as_ana, study))
    assert "1 without a source" in told
    assert told.count("no source yet") == 1


def test_what_was_known_later_is_marked_in_words(study, as_ana) -> None:
    builders.entry(study, "A job was part of it.", known_later=True, known_by="nobody that evening")
    told = words(page(as_ana, study))
    assert "known later" in told.split("A job was part of it.")[0].rsplit("13:00", 1)[1]
    assert "known: nobody that evening" in told


def test_a_dispute_shows_all_sides_once_and_what_would_make_them_true(study, cast, as_ana) -> None:
    sides = [builders.entry(study, "Load rises."), builders.entry(study, "Spam is suspected.", minutes=60)]
    graph = Side("A spike at 21:00.", "the graph")
    dispute = open_dispute(study, by=cast.ana, question="When did it begin?", entries=sides, versions=[graph])
    html = page(as_ana, study)
    assert html.count('class="side"') == 3
    assert words(html).count("Spam is suspected.") == 1 + words(html).count("change Spam is suspected.")
    assert "disputed, open" in html
    assert "Nobody has said yet." in html
    explain_dispute(dispute, explanation="Three waves.", by=cast.ana)
    after = page(as_ana, study)
    assert after.count('class="side"') == 3
    assert "Three waves." in after


def test_a_marker_stands_where_an_entry_was_taken_out(study, cast, as_ana) -> None:
    remove_entry(builders.entry(study, "Secret words", created_by=cast.ana), by=cast.ana)
    builders.entry(study, "Another.", minutes=1)
    html = page(as_ana, study)
    assert "An entry stood here." in html
    assert "Secret words" not in html


def test_every_mark_leads_to_its_entry(study, cast, as_ana) -> None:
    sides = [builders.entry(study, "A."), builders.entry(study, "B.", minutes=3)]
    builders.entry(study, "C.", minutes=5)
    open_dispute(study, by=cast.ana, question="Which?", entries=sides)
    html = page(as_ana, study)
    marks = re.findall(r'<a href="#(entry-[^"]+)" tabindex', html)
    assert len(marks) == 3
    assert all(html.count(f'id="{mark}"') == 1 for mark in marks)


def test_the_picture_holds_no_style_of_its_own(study, as_ana) -> None:
    builders.entry(study)
    html = page(as_ana, study)
    assert '<figure class="picture' in html
    assert "style=" not in html
    assert "<script>" not in html


def test_zooming_works_by_address(study, as_ana) -> None:
    for minutes in (0, 5, 900):
        builders.entry(study, f"At {minutes}", minutes=minutes)
    html = page(as_ana, study, "?window=minutes")
    assert 'data-zoom="minutes"' in html
    assert words(html).count("At 900") >= 1
    later = re.search(r'name="since" value="(\d+)" data-move="1"', html)
    assert later
    assert page(as_ana, study, f"?window=minutes&since={later[1]}") != html


@pytest.mark.parametrize(
    "query", ["?window=x&since=-1", "?since=9999999999999999", "?window=minutes&since=٣", "?window="]
)
def test_an_odd_address_shows_the_page_all_the_same(study, as_ana, query: str) -> None:
    builders.entry(study)
    page(as_ana, study, query)


def test_hostile_words_stay_words(study, cast, as_ana) -> None:
    builders.entry(study, "<script>alert(1)</script> [x](javascript:alert(1))", lane="<b>lane</b>", minutes=1)
    raw = as_ana.get(address(study)).content.decode()
    assert "<script>alert" not in raw
    assert 'href="javascript' not in raw
    assert "<b>lane" not in raw


def test_a_link_that_is_gone_says_so(study, cast, as_ana) -> None:
    reference = add_reference(study, by=cast.ana, url="https://example.org/a", excerpt="kept words")
    note_link(reference, works=False, by=cast.ana)
    told = words(page(as_ana, study))
    assert "link gone, words here" in told
    assert "kept words" in told


def test_an_empty_timeline_asks_its_first_question(study, as_ana) -> None:
    html = page(as_ana, study)
    assert "Nothing is on the timeline yet" in html
    assert 'id="paste_text"' in html


def test_a_participant_may_add_and_leaves_agreeing_to_the_facilitator(study, as_bo) -> None:
    builders.entry(study)
    html = page(as_bo, study)
    assert "Add entries" in html
    assert "Agree with" not in html


def test_a_reader_without_a_part_reads_and_is_offered_nothing_to_do(study, as_cy) -> None:
    study.work_open_to = "organization"
    study.save()
    entry = builders.entry(study)
    html = page(as_cy, study)
    assert entry.text in html
    for offer in ("Add entries", "change<", "another zone", "Agree with", "Add a reference"):
        assert offer not in html


def test_a_final_study_offers_nothing_to_do(final_study, as_ana) -> None:
    builders.entry(final_study)
    html = page(as_ana, final_study)
    assert "Add entries" not in html
    assert "change<" not in html


def test_cy_sees_nothing(study, as_cy) -> None:
    builders.entry(study, "Not for Cy.")
    response = as_cy.get(address(study))
    assert response.status_code == 404
    assert b"Not for Cy" not in response.content


def test_a_stranger_is_asked_to_sign_in(study, stranger) -> None:
    assert stranger.get(address(study)).status_code == 302


def test_the_rail_tells_how_far_it_is(study, cast, as_ana) -> None:
    assert "not begun" in words(page(as_ana, study))
    entry = builders.entry(study)
    assert "1 entry" in words(page(as_ana, study))
    open_dispute(study, by=cast.ana, question="Which?", entries=[entry], versions=[Side("No.", "a log")])
    assert "1 dispute open" in words(page(as_ana, study))
