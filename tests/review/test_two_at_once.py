"""The facilitator and whoever made a comment both settle it. Nobody writes over words they have not seen."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests import builders

from secondstory.people.refusals import Conflict
from secondstory.review.actions.amendments import propose_amendment
from secondstory.review.actions.comments import (
    agree_change,
    answer_comment,
    comment,
    let_stand,
    mark_done,
    outcome_of,
)
from secondstory.review.actions.rounds import open_round
from secondstory.review.models import AgreedChange, Amendment, Comment


@pytest.fixture
def made(analysed, cast) -> Comment:
    open_round(analysed, by=cast.ana, reviewers=[cast.bo], reads_first=False)
    return comment(analysed, "It was five hours, not six.", by=cast.bo, kind="disagree")


VERBS = {
    "answering": lambda made, by, seen: answer_comment(made, "Six.", by=by, seen=seen),
    "marking it done": lambda made, by, seen: mark_done(made, "Six.", by=by, seen=seen),
    "letting it stand": lambda made, by, seen: let_stand(made, "Six.", by=by, seen=seen),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
def test_the_second_of_two_who_settle_it_is_asked(made, cast, verb):
    seen = outcome_of(made)
    let_stand(made, "I still count five.", by=cast.bo)
    with pytest.raises(Conflict) as asked:
        verb(made, cast.ana, seen)
    assert asked.value.code == "settled_meanwhile"
    made.refresh_from_db()
    assert (made.state, made.answer) == ("stands", "I still count five.")
    verb(made, cast.ana, outcome_of(made))  # read now, and meant
    made.refresh_from_db()
    assert made.answer == "Six."


def test_settling_it_twice_in_the_same_way_asks_nothing(made, cast):
    seen = outcome_of(made)
    answer_comment(made, "Six.", by=cast.ana, seen=seen)
    assert answer_comment(made, "Six.", by=cast.ana, seen=seen).answer == "Six."


def test_the_page_asks_and_keeps_what_was_typed(made, cast, as_ana, analysed):
    page = as_ana.get(reverse("review", args=[analysed.pk])).text
    (seen,) = re.findall(r'name="seen" value="(\w+)"', page)
    let_stand(made, "I still count five.", by=cast.bo)
    url = reverse("comment-outcome", args=[analysed.pk, made.pk])
    asked = as_ana.post(url, {"state": "answered", "answer": "Six, by the log.", "seen": seen})
    assert asked.status_code == 422
    for words in ("Somebody settled this while you were writing", "I still count five.", "Six, by the log."):
        assert words in asked.text
    (seen,) = re.findall(r'name="seen" value="(\w+)"', asked.text)
    assert as_ana.post(url, {"state": "answered", "answer": "Six, by the log.", "seen": seen}).status_code == 303


def test_done_with_words_is_one_step(made, cast, as_ana, analysed):
    as_ana.post(reverse("comment-outcome", args=[analysed.pk, made.pk]), {"state": "done", "answer": "It says six."})
    made.refresh_from_db()
    assert (made.state, made.answer) == ("done", "It says six.")


# --- what an import may bring twice ------------------------------------------------------------------------


def test_saying_again_what_stands_there_twice_adds_nothing(made, cast, analysed):
    """An import brings everybody's words as its importer's, so the same may be there twice."""
    for _ in range(2):
        Comment.objects.create(round=made.round, kind="thanks", text="Thanks.", created_by=cast.bo)
        AgreedChange.objects.create(retrospective=analysed, text="Say five.")
    assert comment(analysed, "Thanks.", by=cast.bo, kind="thanks").text == "Thanks."
    assert agree_change(analysed, "Say five.", by=cast.ana).text == "Say five."
    assert (Comment.objects.filter(text="Thanks.").count(), AgreedChange.objects.count()) == (2, 2)


def test_proposing_again_what_stands_there_twice_adds_nothing(agreed, cast):
    edition = builders.edition(agreed)
    for _ in range(2):
        Amendment.objects.create(edition=edition, text="It was five.", reason="The log.", created_by=cast.bo)
    assert propose_amendment(edition, "It was five.", by=cast.bo, reason="The log.").text == "It was five."
    assert Amendment.objects.count() == 2
