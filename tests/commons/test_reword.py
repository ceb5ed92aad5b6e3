from __future__ import annotations

import pytest

from secondstory.commons.actions.reword import reword_remark
from secondstory.commons.actions.say import open_topic, reply
from secondstory.commons.actions.withdraw import withdraw_remark
from secondstory.commons.models import EarlierWords
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-002-06")


def test_the_words_before_stay(cast, remark):
    before = remark.text
    reword_remark(remark, "How would one notice?", by=cast.ana)
    remark.refresh_from_db()
    assert (remark.text, remark.reworded_at is not None) == ("How would one notice?", True)
    assert EarlierWords.objects.get(remark=remark).text == before
    assert Event.objects.filter(kind="remark.reworded", subject_id=remark.pk).exists()


def test_the_same_words_change_nothing(cast, remark):
    reword_remark(remark, remark.text, by=cast.ana)
    assert not EarlierWords.objects.exists()
    assert not Event.objects.filter(kind="remark.reworded").exists()


def test_nobody_else_puts_it_differently(cast, remark, open_remark):
    with pytest.raises(NotAllowed):
        reword_remark(remark, "Mine now.", by=cast.bo)
    with pytest.raises(NotFound):
        reword_remark(remark, "Mine now.", by=cast.cy)


def test_a_topics_title_goes_with_its_first_words(cast, topic):
    reword_remark(topic, topic.text, title="While nothing runs", by=cast.ana)
    topic.discussion.refresh_from_db()
    assert topic.discussion.title == "While nothing runs"
    assert "While a copy runs" in EarlierWords.objects.get().text


def test_of_words_as_long_as_they_may_be_nothing_is_cut(cast):
    long = open_topic("While a copy runs", f"{'x' * 7990}. The end", by=cast.ana)
    reword_remark(long, "Short.", title="While nothing runs", by=cast.ana)
    kept = EarlierWords.objects.get(remark=long).text
    assert kept.startswith("While a copy runs")
    assert kept.endswith(long.text[-9:])


def test_an_answer_leaves_the_topics_title_alone(cast, topic):
    answer = reply(topic, "The log.", by=cast.bo)
    reword_remark(answer, "The clock.", title="Mine", by=cast.bo)
    topic.discussion.refresh_from_db()
    assert topic.discussion.title == "While a copy runs"


def test_what_was_taken_back_is_not_put_differently(cast, remark):
    withdraw_remark(remark, by=cast.ana)
    with pytest.raises(Refusal, match="took this back"):
        reword_remark(remark, "Again.", by=cast.ana)
