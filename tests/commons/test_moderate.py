"""Telling privately, and what those who moderate decide: with a reason, and nothing in silence."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests import builders

from secondstory.commons.actions.conduct import ask_to_moderate, release_moderator
from secondstory.commons.actions.moderate import decide, tell_concern
from secondstory.commons.actions.reword import reword_remark
from secondstory.commons.actions.say import open_topic, reply, say_about
from secondstory.commons.conversation import as_seen
from secondstory.commons.models import Concern, Decision, EarlierWords, Remark
from secondstory.commons.policies import moderators_of
from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-002-54")
ROOM = "/talking-it-over/"


@pytest.fixture
def bo_moderates(cast, dee):
    return ask_to_moderate(cast.bo, by=dee)


def seen_by(person, remark, *, moderates: bool = False):
    return as_seen([Remark.objects.get(pk=remark.pk)], person, moderates=moderates)[0]


def test_somebody_tells_and_it_waits_for_those_who_moderate(cast, dee, open_remark):
    concern = tell_concern(open_remark, "It is about a person.", by=cast.cy)
    assert tell_concern(open_remark, "It is about somebody.", by=cast.cy) == concern
    assert Concern.objects.get().text == "It is about somebody."
    [event] = Event.objects.filter(kind="remark.concern_told")
    assert event.by is None


def test_it_is_told_by_those_who_read_it_about_others(cast, dee, remark, open_remark):
    with pytest.raises(NotFound):
        tell_concern(remark, "Unkind.", by=cast.cy)
    with pytest.raises(NotAllowed, match="your own words"):
        tell_concern(open_remark, "Unkind.", by=cast.ana)


def test_where_nobody_who_moderates_reads_it_that_is_said(cast, dee, remark):
    assert moderators_of(remark) == []
    with pytest.raises(Refusal, match="None of those who moderate reads"):
        tell_concern(remark, "Unkind.", by=cast.bo)


def test_to_moderate_opens_no_conversation(cast, dee, remark):
    """Dee is a steward, and not of the team."""
    for verb in Decision.Verb.values:
        with pytest.raises(NotFound):
            decide(remark, verb, "Why not.", by=dee)


def test_others_decide_nothing_and_nobody_about_their_own_words(cast, bo_moderates, open_text, open_remark):
    with pytest.raises(NotAllowed, match="Those who moderate"):
        decide(open_remark, "hidden", "Because.", by=cast.cy)
    own = say_about(open_text, "Mine.", by=cast.bo)
    with pytest.raises(NotAllowed, match="Somebody else"):
        decide(own, "hidden", "Because.", by=cast.bo)
    assert not Decision.objects.exists()


def test_nothing_is_hidden_without_a_reason(cast, bo_moderates, remark):
    with pytest.raises(Refusal, match="Say why"):
        decide(remark, "hidden", " ", by=cast.bo)
    with pytest.raises(Refusal, match="Choose"):
        decide(remark, "deleted", "Why.", by=cast.bo)


def test_hidden_words_are_read_by_their_writer_and_those_who_moderate(cast, bo_moderates, open_remark):
    tell_concern(open_remark, "It is about a person.", by=cast.cy)
    decision = decide(open_remark, "hidden", "It tells of somebody’s character.", by=cast.bo)
    assert Concern.objects.get().decision == decision
    assert seen_by(cast.ana, open_remark).text
    assert seen_by(cast.ana, open_remark).decisions == [decision]
    assert seen_by(cast.bo, open_remark, moderates=True).text
    others = seen_by(cast.cy, open_remark)
    assert (others.text, others.decisions, others.earlier, others.is_named) == ("", [], [], False)
    assert Event.objects.filter(kind="remark.hidden", by=cast.bo).count() == 1


def test_twice_is_once_and_of_two_who_decide_the_second_is_told(cast, dee, bo_moderates, open_remark):
    first = decide(open_remark, "hidden", "Somebody’s character.", by=cast.bo)
    assert decide(open_remark, "hidden", "Somebody’s character.", by=cast.bo) == first
    with pytest.raises(Conflict):
        decide(open_remark, "left", "It is fine.", by=dee)
    assert Decision.objects.count() == 1


def test_its_writer_puts_it_differently_and_it_is_shown_again(cast, bo_moderates, open_remark):
    decide(open_remark, "hidden", "Somebody’s character.", by=cast.bo)
    reword_remark(open_remark, "The gauge was small. Who sees it?", by=cast.ana)
    assert seen_by(cast.cy, open_remark).text == ""
    decide(open_remark, "restored", "Thank you.", by=cast.bo)
    shown = seen_by(cast.cy, open_remark)
    assert (shown.text, shown.state) == ("The gauge was small. Who sees it?", "")
    assert shown.earlier == [], "what was hidden then stays hidden"
    assert EarlierWords.objects.get().was_hidden
    assert seen_by(cast.ana, open_remark).earlier


def test_left_as_it_is_both_read_why(as_cy, as_ana, cast, bo_moderates, open_remark):
    tell_concern(open_remark, "It is about a person.", by=cast.cy)
    decide(open_remark, "left", "It asks about the tool.", by=cast.bo)
    page = f"{ROOM}remarks/{open_remark.pk}/"
    assert "It asks about the tool." in as_cy.get(page).text
    to_its_writer = as_ana.get(page).text
    assert "It asks about the tool." in to_its_writer
    assert "It is about a person." not in to_its_writer
    assert not re.search(r"\bCy\b", to_its_writer.split("<main")[1])


def test_a_hidden_topic_hides_its_title(as_cy, cast, dee):
    topic = open_topic("Zebrafish", "About somebody.", by=cast.ana)
    assert "Zebrafish" in as_cy.get(ROOM).text
    decide(topic, "hidden", "It is about a person.", by=dee)
    assert "Zebrafish" not in as_cy.get(ROOM).text
    assert "Zebrafish" not in as_cy.get(f"{ROOM}{topic.discussion_id}/").text
    decide(topic, "restored", "It reads well.", by=dee)
    assert "Zebrafish" in as_cy.get(ROOM).text


def test_no_other_reader_sees_a_byte_of_what_is_hidden(as_cy, cast, dee, open_text, open_remark):
    answer = reply(open_remark, "A zebrafish.", by=cast.bo)
    decide(answer, "hidden", "A secret reason.", by=dee)
    for page in (
        ROOM,
        f"{ROOM}texts/{open_text.slug}/",
        f"{ROOM}remarks/{open_remark.pk}/",
        f"{ROOM}remarks/{answer.pk}/",
        f"/library/{open_text.slug}/",
        "/",
    ):
        shown = as_cy.get(page).text
        assert "zebrafish" not in shown.lower(), page
        assert "A secret reason" not in shown, page


def test_a_steward_asks_somebody_and_either_ends_it(cast, dee):
    ask_to_moderate(cast.bo, by=dee)
    assert ask_to_moderate(cast.bo, by=dee).person == cast.bo
    with pytest.raises(NotAllowed):
        ask_to_moderate(cast.cy, by=cast.bo)
    with pytest.raises(NotAllowed):
        release_moderator(cast.bo, by=cast.cy)
    release_moderator(cast.bo, by=cast.bo)
    release_moderator(cast.bo, by=dee)
    assert list(
        Event.objects.filter(kind__startswith="moderator.").order_by("kind").values_list("kind", flat=True)
    ) == [
        "moderator.asked",
        "moderator.released",
    ]


def test_the_first_page_asks_without_a_word_of_it(as_ana, as_bo, as_cy, cast, bo_moderates, open_remark):
    tell_concern(open_remark, "It is about a person.", by=cast.cy)
    home = as_bo.get("/").text
    assert "not in the spirit" in home
    assert "It is about a person" not in home
    assert "not in the spirit" not in as_cy.get("/").text
    decide(open_remark, "hidden", "Somebody’s character.", by=cast.bo)
    assert "not in the spirit" not in as_bo.get("/").text
    assert "Words of yours in a conversation are hidden" in as_ana.get("/").text
    reword_remark(open_remark, "The gauge was small.", by=cast.ana)
    assert "are hidden" not in as_ana.get("/").text
    assert "put hidden words differently" in as_bo.get("/").text
    assert "put hidden words differently" not in as_cy.get("/").text
    decide(open_remark, "restored", "It asks about the gauge.", by=cast.bo)
    assert "put hidden words differently" not in as_bo.get("/").text


def test_a_moderator_who_does_not_read_it_is_not_asked(as_ana, cast, dee, text):
    builders.grant(cast.cy, "steward")
    ask_to_moderate(cast.ana, by=dee)
    said = say_about(text, "About somebody.", by=cast.bo)
    tell_concern(said, "It is about a person.", by=cast.ana)
    outside = Client()
    outside.force_login(cast.cy)
    assert "not in the spirit" not in outside.get("/").text
    assert "About somebody" not in outside.get(f"{ROOM}moderation/").text
    assert "About somebody" in as_ana.get(f"{ROOM}moderation/").text
