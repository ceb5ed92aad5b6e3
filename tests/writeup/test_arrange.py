"""Sections of people's own making come, go and move; those of the process keep heading and place."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal
from secondstory.writeup.actions.arrange import add_section, move_section, remove_section, rename_section
from secondstory.writeup.actions.save import save_section
from secondstory.writeup.models import Section


def headings(study):
    return [one.heading for one in Section.objects.filter(writeup__retrospective=study).in_order()]


@pytest.fixture
def own(study, section, cast):
    return add_section(study, "How the tool waits", after=section, by=cast.bo)


def test_a_section_stands_where_it_was_put(study, own):
    assert headings(study)[:4] == ["Summary", "Impact", "How the tool waits", "Timeline"]


def test_without_a_place_it_stands_at_the_end(study, section, cast):
    add_section(study, "Later news", by=cast.ana)
    assert headings(study)[-1] == "Later news"


def test_adding_the_same_heading_twice_adds_once(study, own, cast):
    assert add_section(study, " How the  tool waits", by=cast.ana).pk == own.pk


def test_adding_begins_a_write_up_that_has_not_begun(study, cast):
    add_section(study, "Later news", by=cast.ana)
    assert len(headings(study)) == 10


def test_a_section_needs_a_heading(study, cast):
    with pytest.raises(Refusal, match="heading"):
        add_section(study, "  ", by=cast.ana)


def test_it_is_renamed(own, cast):
    assert rename_section(own, "Silence of the tool", by=cast.bo).heading == "Silence of the tool"


def test_a_new_heading_is_a_word_written(own, cast):
    before = save_section(own, text="It waits.", based_on=0, by=cast.ana).created_at
    assert rename_section(own, "Silence", by=cast.ana).written_at > before


def test_it_moves_and_the_others_keep_their_order(study, own, cast):
    move_section(own, after=None, by=cast.ana)
    assert headings(study)[:3] == ["How the tool waits", "Summary", "Impact"]
    last = Section.objects.get(writeup__retrospective=study, key="also_held")
    move_section(own, after=last, by=cast.ana)
    move_section(own, after=last, by=cast.ana)
    assert headings(study)[-1] == "How the tool waits"
    assert Event.objects.filter(kind="section.moved").count() == 2


def test_a_section_of_another_study_is_no_place(own, cast):
    other = builders.write_up(builders.study(cast.ana)).sections.first()
    with pytest.raises(NotFound):
        move_section(own, after=other, by=cast.ana)


def test_it_goes_while_it_never_held_a_word(study, own, cast):
    remove_section(own, by=cast.bo)
    remove_section(own, by=cast.bo)
    assert "How the tool waits" not in headings(study)
    assert Event.objects.filter(kind="section.removed").count() == 1


def test_it_stays_once_it_held_words(own, cast):
    save_section(own, text="It waits.", based_on=0, by=cast.ana)
    save_section(own, text="", based_on=1, by=cast.ana)
    with pytest.raises(Refusal, match="stays"):
        remove_section(own, by=cast.ana)


def test_sections_of_the_process_keep_heading_and_place(section, cast):
    for change in (
        lambda: rename_section(section, "Damage", by=cast.ana),
        lambda: move_section(section, after=None, by=cast.ana),
        lambda: remove_section(section, by=cast.ana),
    ):
        with pytest.raises(Refusal, match="its place and its heading"):
            change()


def test_a_stranger_is_refused(study, own, cast):
    for change in (
        lambda: add_section(study, "Mine", by=cast.cy),
        lambda: rename_section(own, "Mine", by=cast.cy),
        lambda: move_section(own, after=None, by=cast.cy),
        lambda: remove_section(own, by=cast.cy),
    ):
        with pytest.raises(NotFound):
            change()


def test_the_journal_knows(own, cast):
    assert Event.objects.get(kind="section.added").by == cast.bo
    rename_section(own, "Silence", by=cast.ana)
    rename_section(own, "Silence", by=cast.ana)
    assert Event.objects.filter(kind="section.renamed").count() == 1
