"""Several people add their words to a proposal, until it has its answer."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Cast
from tests.practice.conftest import proposed

from secondstory.journal.models import Event
from secondstory.people.refusals import Refusal
from secondstory.practice.actions.add_words import add_words
from secondstory.practice.actions.answer import answer_proposal
from secondstory.practice.models import ProposalWord

pytestmark = pytest.mark.requirement("R-002-15")


def test_bo_and_cy_add_theirs(cast: Cast):
    made = proposed(cast.ana)
    add_words(made, "With us, too.", by=cast.bo)
    add_words(made, "We read it every time.", by=cast.cy, without_name=True)
    assert [(word.created_by, word.text) for word in made.words.all()] == [
        (cast.bo, "With us, too."),
        (None, "We read it every time."),
    ]
    assert [event.by for event in Event.objects.filter(kind="proposal.word_added").order_by("seq")] == [cast.bo, None]


def test_twice_is_once(cast: Cast):
    made = proposed(cast.ana)
    for _ in range(2):
        add_words(made, "With us, too.", by=cast.bo)
    assert ProposalWord.objects.count() == 1


def test_nothing_is_no_word_and_what_is_too_long_is_told(cast: Cast):
    made = proposed(cast.ana)
    for text in (" ", "x" * 2001):
        with pytest.raises(Refusal) as refused:
            add_words(made, text, by=cast.bo)
        assert refused.value.field == "text"


def test_once_it_is_settled_it_takes_no_more(cast: Cast, dee):
    made = proposed(cast.ana)
    said = add_words(made, "With us, too.", by=cast.bo)
    answer_proposal(made, "declined", "Auditors ask for it.", by=dee)
    with pytest.raises(Refusal) as refused:
        add_words(made, "And yet.", by=cast.bo)
    assert refused.value.code == "settled"
    assert add_words(made, "With us, too.", by=cast.bo) == said


def test_what_was_added_stays(cast: Cast):
    add_words(proposed(cast.ana), "With us, too.", by=cast.bo)
    for write in (
        lambda: ProposalWord.objects.update(text="Else"),
        lambda: ProposalWord.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
