"""Saying something beside a thing or on a topic, and answering."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.commons.conftest import SAID

from secondstory.commons.actions.say import open_topic, reply, say, say_about
from secondstory.commons.models import Discussion, Remark
from secondstory.incidents.words import TooLong
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal

pytestmark = pytest.mark.requirement("R-002-06", "R-002-01")


def test_the_first_words_begin_the_conversation_and_the_next_go_on(cast, text):
    first = say_about(text, SAID, by=cast.ana)
    second = say_about(text, "By its log.", by=cast.bo)
    assert Discussion.objects.get() == first.discussion == second.discussion
    assert first.discussion.last_said_at <= second.discussion.last_said_at == second.created_at
    kinds = list(Event.objects.order_by("seq").values_list("kind", flat=True))[-3:]
    assert kinds == ["discussion.opened", "remark.said", "remark.said"]


def test_people_of_other_teams_talk_about_what_all_read(cast, open_text):
    say_about(open_text, SAID, by=cast.cy)
    assert Remark.objects.visible_to(cast.bo).get().created_by == cast.cy


def test_whoever_does_not_read_the_thing_says_nothing_beside_it(cast, text, question, reading):
    for thing in (text, question, reading, "no-such-idea"):
        with pytest.raises(NotFound):
            say_about(thing, SAID, by=cast.cy)
    assert not Discussion.objects.exists()


def test_an_idea_is_talked_about_by_everybody_here(cast):
    assert say_about("drift", SAID, by=cast.cy).discussion == say_about("drift", "So it is.", by=cast.ana).discussion


def test_said_twice_is_said_once(cast, text, remark):
    assert say_about(text, SAID, by=cast.ana) == remark
    assert say_about(text, SAID, by=cast.bo) != remark
    assert Event.objects.filter(kind="remark.said").count() == 2


def test_a_topic_is_for_ones_own_team_or_everybody(cast):
    made = open_topic("Copies", "Which do you trust?", by=cast.ana, audience="team", team=cast.storage)
    assert made.opens
    assert open_topic("Copies", "Which do you trust?", by=cast.ana, audience="team", team=cast.storage) == made
    with pytest.raises(Refusal, match="your own teams"):
        open_topic("Copies", "Which do you trust?", by=cast.ana, audience="team", team=cast.billing)
    with pytest.raises(Refusal, match="needs others"):
        open_topic("Copies", "Which do you trust?", by=cast.ana, audience="me")


def test_an_answer_to_an_answer_stands_beside_it(cast, remark):
    answer = reply(remark, "By its log.", by=cast.bo)
    assert reply(answer, "Who reads it?", by=cast.ana).reply_to == remark


def test_whoever_does_not_read_it_answers_nothing(cast, remark):
    with pytest.raises(NotFound):
        reply(remark, "By its log.", by=cast.cy)
    with pytest.raises(NotFound):
        say(remark.discussion, "By its log.", by=cast.cy)


def test_nothing_at_all_and_far_too_much_are_refused(cast, text):
    with pytest.raises(Refusal, match="Write what you want to say"):
        say_about(text, " \n ", by=cast.ana)
    with pytest.raises(TooLong):
        say_about(text, "x" * 8001, by=cast.ana)
    assert not Discussion.objects.exists()


def test_the_database_holds_one_level_and_one_conversation(cast, remark, topic):
    answer = reply(remark, "By its log.", by=cast.bo)
    for above, discussion in ((answer, remark.discussion), (remark, topic.discussion)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Remark.objects.create(discussion=discussion, reply_to=above, text="Deeper.", created_by=cast.bo)
    with pytest.raises(IntegrityError), transaction.atomic():
        remark.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.filter(pk=remark.pk).update(created_by=cast.bo)
