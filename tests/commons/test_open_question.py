from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import builders
from tests.commons.conftest import SAID

from secondstory.analysis.actions.mysteries import open_question_wider, reword
from secondstory.analysis.actions.settle import answer
from secondstory.analysis.models import Mystery
from secondstory.commons.actions.open_question import open_question
from secondstory.commons.actions.say import reply, say_about
from secondstory.commons.actions.withdraw import TAKEN_BACK, withdraw_remark
from secondstory.commons.asked import question_in
from secondstory.commons.models import OpenedQuestion, Remark
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal

ASKED = "How would you notice that it is silent?"
pytestmark = pytest.mark.requirement("R-002-01")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (SAID, ASKED),
        ("We wait.", ""),
        ("**Who** hears _silence_?", "Who hears silence?"),
        ("One? Two? Three.", "Two?"),
        ("“Is it on?” she asked.\n\nWho knows?", "Who knows?"),
        ("?", ""),
        ("x" * 700 + "?", ""),
    ],
)
def test_it_is_the_last_sentence_that_asks(text, question):
    assert question_in(text) == question


@given(st.text(max_size=400))
def test_any_text_has_one_question_at_most_and_it_fits(text):
    found = question_in(text)
    assert len(found) <= 600
    assert "\n" not in found
    assert found == "" or "?" in found


def test_whoever_reads_it_opens_it_and_twice_is_once(cast, remark):
    opened = open_question(remark, by=cast.bo)
    assert (opened.question, opened.raised_by) == (ASKED, cast.bo)
    assert open_question(remark, by=cast.ana) == opened
    assert OpenedQuestion.objects.get().mystery == opened
    assert Event.objects.filter(kind="remark.opened_question", subject_id=remark.pk).count() == 1


def test_whoever_does_not_read_it_opens_nothing(cast, remark):
    with pytest.raises(NotFound):
        open_question(remark, by=cast.cy)
    assert not Mystery.objects.exists()


def test_what_asks_nothing_and_what_was_taken_back_become_none(cast, remark):
    with pytest.raises(Refusal, match="question mark"):
        open_question(reply(remark, "By its log.", by=cast.bo), by=cast.bo)
    withdraw_remark(remark, by=cast.ana)
    with pytest.raises(Refusal):
        open_question(remark, by=cast.bo)


@pytest.mark.parametrize("audience", ["group", "team", "organization", "public"])
def test_no_more_people_read_the_question_than_read_the_conversation(cast, audience):
    text = builders.publication(cast.ana, audience=audience, team=cast.storage)
    said = say_about(text, SAID, by=cast.ana)
    opened = open_question(said, by=cast.ana)
    for person in (cast.ana, cast.bo, cast.cy):
        may = Mystery.objects.visible_to(person).filter(pk=opened.pk).exists()
        assert may == Remark.objects.visible_to(person).filter(pk=said.pk).exists()


def test_beside_a_question_it_grows_from_that_one(cast, question):
    opened = open_question(say_about(question, SAID, by=cast.bo), by=cast.bo)
    assert (opened.parent, opened.team) == (question, cast.storage)


def test_of_a_topic_it_has_the_topics_readers(cast, topic):
    opened = open_question(topic, by=cast.bo)
    assert (opened.audience, opened.team) == ("team", cast.storage)
    assert not Mystery.objects.visible_to(cast.cy).exists()


def test_each_leads_to_the_other(as_bo, cast, remark):
    opened = as_bo.post(f"/talking-it-over/remarks/{remark.pk}/question/")
    page = as_bo.get(opened.url).text
    assert f"/talking-it-over/remarks/{remark.pk}/" in page
    assert opened.url in as_bo.get(f"/talking-it-over/remarks/{remark.pk}/").text


def test_the_question_opened_wider_tells_nobody_of_the_conversation(as_bo, as_cy, cast, remark):
    opened = open_question(remark, by=cast.ana)
    Mystery.objects.filter(pk=opened.pk).update(audience="organization", team=None)
    assert "Where it was asked" in as_bo.get(f"/questions/{opened.pk}/").text
    assert "Where it was asked" not in as_cy.get(f"/questions/{opened.pk}/").text


def test_words_that_are_taken_back_are_gone_from_the_question_too_and_answers_stay(cast, remark):
    opened = open_question(remark, by=cast.bo)
    open_question_wider(opened, to="organization", by=cast.bo)
    answer(opened, "By its log.", by=cast.bo)
    withdraw_remark(remark, by=cast.ana)
    opened = Mystery.objects.get(pk=opened.pk)
    assert opened.question == TAKEN_BACK
    assert (opened.answer, opened.raised_by) == ("By its log.", cast.bo)


def test_a_question_put_in_words_of_ones_own_stays(cast, topic):
    opened = open_question(topic, by=cast.bo)
    reword(opened, "Who hears a log?", by=cast.bo)
    withdraw_remark(topic, by=cast.ana)
    assert Mystery.objects.get(pk=opened.pk).question == "Who hears a log?"
