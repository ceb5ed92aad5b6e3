"""Search finds what was said, lists and groups for those alone who may read them; feeds and exports hold none of it."""

from __future__ import annotations

import io
import zipfile

import pytest

from secondstory.commons.actions.keep_list import add_to_list, begin_list
from secondstory.commons.actions.moderate import decide
from secondstory.commons.actions.read_together import begin_group
from secondstory.commons.actions.say import open_topic, say_about
from secondstory.commons.actions.withdraw import withdraw_remark
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.answers import answer
from secondstory.search.index import catch_up, rebuild

pytestmark = [pytest.mark.requirement("R-002-06"), pytest.mark.django_db(transaction=False)]


def found(person, words: str = "zebrafish") -> list[str]:
    catch_up()
    return sorted(one.type for group in answer(person, words).groups for one in group.answers)


@pytest.fixture(autouse=True)
def index(cast):
    rebuild()


def test_words_are_found_by_those_who_read_the_conversation(cast, text):
    say_about(text, "A zebrafish in the log.", by=cast.ana)
    assert found(cast.bo) == ["remark"]
    assert found(cast.cy) == []
    assert found(None) == []


def test_they_follow_when_the_text_is_closed(cast, open_text):
    say_about(open_text, "A zebrafish in the log.", by=cast.ana)
    assert found(cast.cy) == ["remark"]
    change_audience(open_text, to="group", by=cast.ana)
    assert found(cast.cy) == []
    assert found(cast.ana) == ["remark"]


def test_a_topic_is_found_by_its_title(cast):
    open_topic("Zebrafish", "What of them?", by=cast.ana)
    assert found(cast.cy) == ["remark"]


def test_what_is_hidden_or_taken_back_is_in_no_index(cast, dee):
    said = [say_about("drift", f"A zebrafish, {number}.", by=cast.ana) for number in range(2)]
    withdraw_remark(said[0], by=cast.ana)
    decide(said[1], "hidden", "Somebody’s character.", by=dee)
    assert [found(one) for one in (cast.ana, cast.cy, dee)] == [[], [], []]
    decide(said[1], "restored", "It reads well.", by=dee)
    assert found(cast.cy) == ["remark"]


def test_lists_and_groups_are_found_and_no_line_about_a_text_that_others_may_not_read(cast, text):
    listed = begin_list("Nights", by=cast.ana, audience="organization")
    add_to_list(listed, by=cast.ana, address=f"/library/{text.slug}/", why="Okapi.")
    add_to_list(listed, by=cast.ana, title="The zebrafish book")
    begin_list("Zebrafish of mine", by=cast.ana)
    begin_group("Zebrafish readers", by=cast.ana)
    assert found(cast.cy) == ["reading-group", "reading-list"]
    assert found(cast.ana) == ["reading-group", "reading-list", "reading-list"]
    assert found(cast.cy, "okapi") == []


def test_feeds_and_exports_hold_none_of_it(as_ana, cast, open_text):
    say_about(open_text, "A zebrafish in the log.", by=cast.ana)
    study = open_text.retrospective_id
    for page in (
        "/library/feed.atom",
        f"/library/{open_text.slug}/edition.json",
        f"/retrospectives/{study}/export.md",
        f"/retrospectives/{study}/export.html",
    ):
        answered = as_ana.get(page)
        body = b"".join(answered.streaming_content) if answered.streaming else answered.content
        assert b"zebrafish" not in body, page
    bundle = as_ana.get(f"/retrospectives/{study}/export.zip")
    if bundle.status_code == 200:
        body = b"".join(bundle.streaming_content) if bundle.streaming else bundle.content
        with zipfile.ZipFile(io.BytesIO(body)) as whole:
            assert not any(b"zebrafish" in whole.read(one) for one in whole.namelist())
