"""A mark rates the question; who gave it stands on no page and in no journal."""

from __future__ import annotations

import pytest

from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound
from secondstory.question_bank.actions.mark_good import mark_good, take_mark_back
from secondstory.question_bank.actions.retire import retire
from secondstory.question_bank.models import GoodMark
from secondstory.question_bank.queries import find

KEY = "Q-011"


@pytest.mark.requirement("R-000-36")
def test_each_person_counts_once(cast):
    for person in (cast.ana, cast.ana, cast.cy):
        mark_good(KEY, by=person)
    assert find(cast.bo, KEY).good == 2
    assert [find(person, KEY).is_marked for person in (cast.ana, cast.bo, cast.cy, None)] == [True, False, True, False]


def test_it_is_taken_back_once(cast):
    mark_good(KEY, by=cast.ana)
    mark_good(KEY, by=cast.bo)
    for _ in range(2):
        take_mark_back(KEY, by=cast.ana)
    assert find(cast.ana, KEY).good == 1
    assert not find(cast.ana, KEY).is_marked
    assert GoodMark.objects.get().person == cast.bo


def test_taking_back_what_was_never_given_changes_nothing(cast):
    take_mark_back(KEY, by=cast.ana)
    assert find(cast.ana, KEY).good == 0
    assert not Event.objects.filter(kind__startswith="bank_question").exists()


def test_a_teams_own_question_is_marked_on_its_own_row(cast, own):
    mark_good(own.key, by=cast.bo)
    assert find(cast.ana, own.key).good == 1
    own.refresh_from_db()
    assert own.good == 1


def test_cy_marks_none_that_he_does_not_read(cast, own):
    for verb in (mark_good, take_mark_back):
        with pytest.raises(NotFound):
            verb(own.key, by=cast.cy)
    assert not GoodMark.objects.exists()


def test_the_journal_knows_that_but_not_who(cast):
    mark_good(KEY, by=cast.ana)
    take_mark_back(KEY, by=cast.ana)
    events = Event.objects.filter(kind__startswith="bank_question").order_by("seq")
    assert [(event.kind, event.by, event.facts) for event in events] == [
        ("bank_question.called_good", None, {"key": KEY}),
        ("bank_question.mark_taken_back", None, {"key": KEY}),
    ]


def test_resting_for_a_team_does_not_lose_the_marks(cast):
    from_team = {"because": "Not with us.", "team": cast.storage, "by": cast.ana}
    mark_good(KEY, by=cast.ana)
    retire(KEY, **from_team)
    mark_good(KEY, by=cast.bo)
    assert find(cast.bo, KEY).good == 2
