"""One edition at three depths: nothing is written for any of them, and nothing that came later is lost."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.publishing.depths import Depth, depth_of, in_short
from secondstory.writeup.blocks import Control, Controls, MissingControl, MissingControls, Question, Questions
from secondstory.writeup.document import Document, Section

pytestmark = pytest.mark.requirement("R-002-05")
CONTROLS = Controls(
    (
        Control("Snapshot", "Kept each day.", "recover", "software", "held"),
        Control("Alert", "Tells of an old copy.", "detect", "software", "did not act"),
    )
)
MISSING = MissingControls((MissingControl("Nothing tells two hosts apart", "a like name"),))
ASKS = Questions((Question(uuid4(), "Where else?", "open"), Question(uuid4(), "Since when?", "answered", "Since May.")))
WHOLE = Document(
    study=uuid4(),
    title="How did it fall behind?",
    incident="It fell behind",
    kind="incident",
    zone="UTC",
    sections=(
        Section("summary", "summary", "Summary", "The copy grew old."),
        Section("timeline", "timeline", "Timeline", "A long list."),
        Section("analysis", "analysis", "Analysis", "Much prose.", (CONTROLS, MISSING)),
        Section("open_questions", "open", "Open questions", "", (ASKS,)),
    ),
)


def test_in_short_it_is_the_summary_what_surprised_and_what_is_open():
    short = in_short(WHOLE)
    assert short is not None
    assert [one.heading for one in short.sections] == ["Summary", "What surprised", "What to ask yourself"]
    assert short.sections[0].prose == "The copy grew old."
    controls, missing = short.sections[1].blocks
    assert [one.name for one in controls.items] == ["Alert"]
    assert missing == MISSING
    assert [one.text for one in short.sections[2].blocks[0].items] == ["Where else?"]


def test_every_word_of_it_stands_in_the_edition():
    short = in_short(WHOLE)
    whole = repr(WHOLE)
    for section in short.sections:
        assert section.prose in whole
        for block in section.blocks:
            assert all(repr(item) in whole for item in block.items)


def test_without_any_of_these_there_is_no_short_one():
    assert in_short(replace(WHOLE, sections=(Section("timeline", "t", "Timeline", "A long list."),))) is None


def test_the_first_that_is_a_depth_counts():
    assert depth_of("", None) == depth_of("deep", 3) == Depth.WRITTEN
    assert depth_of("short", "all") == Depth.SHORT
    assert depth_of("nonsense", "all") == Depth.ALL


@pytest.fixture
def text(cast: Cast):
    return builders.publication(
        cast.ana, texts={"summary": "The copy grew old.", "timeline": "A long list.", "analysis": "Much prose."}
    )


def test_the_address_says_how_deep(as_cy, text):
    short, written, deep = (as_cy.get(f"/library/{text.slug}/?depth={one}").text for one in Depth)
    assert "The copy grew old." in short
    assert "Much prose." not in short
    assert "Much prose." in written
    assert "The idea behind it" not in written
    assert "Much prose." in deep
    assert "The idea behind it" in deep


def test_it_is_remembered_while_somebody_is_signed_in(as_cy, stranger, text, cast):
    open_text = builders.publication(cast.ana, audience="public", texts={"summary": "S.", "analysis": "Much prose."})
    here = f"/library/{open_text.slug}/"
    for client in (as_cy, stranger):
        assert "Much prose." not in client.get(f"{here}?depth=short").text
    assert "Much prose." not in as_cy.get(here).text
    assert "Much prose." in stranger.get(here).text
    as_cy.get(f"{here}?depth=written")
    assert "Much prose." in as_cy.get(here).text
    assert as_cy.get(f"{here}?depth=%00").status_code == 200


def test_what_others_ask_stands_beside_it_for_whoever_reads_the_question(as_cy, as_bo, text, cast):
    place = f"/library/{text.slug}/"
    raise_mystery("Does that happen with labels?", by=cast.ana, place=place, quote="old", audience="group")
    raise_mystery("Who hears of it?", by=cast.cy, place=place, quote="old", audience="organization")
    beside = as_bo.get(f"{place}?depth=all").text
    assert "Asked about this text" in beside
    assert "Who hears of it?" in beside
    assert "Does that happen with labels?" not in beside


def test_a_stranger_is_led_to_no_page_that_is_not_theirs(stranger, cast):
    open_text = builders.publication(cast.ana, audience="public", texts={"summary": "S.", "analysis": "Much prose."})
    page = stranger.get(f"/library/{open_text.slug}/?depth=all").text
    assert "The idea behind it" in page
    for words in ("Controls it met", "Circumstances that other", "Asked about this text"):
        assert words not in page


def test_the_library_leads_to_each(as_cy, text):
    page = as_cy.get("/library/").text
    for depth in ("short", "all"):
        assert f"/library/{text.slug}/?depth={depth}" in page


@pytest.mark.parametrize(("depth", "most"), [("short", 28), ("written", 28), ("all", 32)])
def test_statements_do_not_grow(as_cy, text, depth, most, django_assert_max_num_queries):
    as_cy.get(f"/library/{text.slug}/?depth={depth}")
    with django_assert_max_num_queries(most):
        as_cy.get(f"/library/{text.slug}/?depth={depth}")
