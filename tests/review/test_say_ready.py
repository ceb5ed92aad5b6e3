"""'From me, it may close.'"""

from __future__ import annotations

import pytest

from secondstory.journal.models import Event
from secondstory.people.refusals import Refusal
from secondstory.review.actions.rounds import open_round, say_ready


def test_whoever_was_asked_says_it_once_and_the_journal_knows(analysed, cast):
    open_round(analysed, by=cast.ana, reviewers=[cast.bo])
    first = say_ready(analysed, by=cast.bo)
    again = say_ready(analysed, by=cast.bo)
    assert first.ready_at == again.ready_at is not None
    assert Event.objects.filter(kind="round.ready", by=cast.bo).count() == 1


def test_nobody_says_it_who_was_not_asked(analysed, cast):
    made = open_round(analysed, by=cast.ana, reviewers=[cast.bo])
    for person in (cast.ana, cast.cy):
        with pytest.raises(Refusal, match="not invited"):
            say_ready(analysed, by=person)
    assert made.invited.get().ready_at is None
