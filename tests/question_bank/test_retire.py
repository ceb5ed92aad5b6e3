"""A question rests for a team or for everybody, with a reason, and comes back."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.question_bank.actions.retire import bring_back, retire
from secondstory.question_bank.choose import Wanted, in_order
from secondstory.question_bank.queries import find, read_bank

KEY = "Q-011"
BECAUSE = "It led nowhere with us."


def offered(person) -> bool:
    return KEY in [question.key for question in in_order(read_bank(person), Wanted(surface="A"))]


@pytest.mark.requirement("R-000-36")
def test_a_team_lets_it_rest_and_others_keep_it(cast):
    retire(KEY, because=BECAUSE, team=cast.storage, by=cast.bo)
    assert [offered(person) for person in (cast.ana, cast.cy, None)] == [False, True, True]
    (rest,) = find(cast.ana, KEY).rests
    assert (rest.team, rest.because) == ("Storage", BECAUSE)
    assert find(cast.cy, KEY).rests == ()


def test_a_steward_lets_it_rest_for_everybody(cast):
    builders.grant(cast.cy, "steward")
    retire(KEY, because=BECAUSE, by=cast.cy)
    assert [offered(person) for person in (cast.ana, cast.cy, None)] == [False, False, False]


@pytest.mark.parametrize("who", ["bo", "cy"])
def test_whoever_is_neither_is_refused(cast, who):
    with pytest.raises(NotAllowed):
        retire(KEY, because=BECAUSE, by=getattr(cast, who))
    with pytest.raises(NotAllowed):
        retire(KEY, because=BECAUSE, team=cast.storage, by=cast.cy)
    assert offered(cast.ana)


def test_a_question_cy_does_not_read_is_not_there_for_him(cast, own):
    for verb in (lambda: retire(own.key, because=BECAUSE, team=cast.billing, by=cast.cy),
                 lambda: bring_back(own.key, team=cast.billing, by=cast.cy)):  # fmt: skip
        with pytest.raises(NotFound):
            verb()


def test_a_teams_own_question_rests_for_that_team_only(cast, own):
    builders.grant(cast.ana, "steward")
    with pytest.raises(Refusal, match="Storage’s own"):
        retire(own.key, because=BECAUSE, by=cast.ana)


def test_without_a_reason_it_does_not_rest(cast):
    with pytest.raises(Refusal) as refused:
        retire(KEY, because=" ", team=cast.storage, by=cast.ana)
    assert refused.value.field == "because"
    assert offered(cast.ana)


def test_twice_changes_nothing_and_keeps_the_first_reason(cast):
    for reason in (BECAUSE, "Another one."):
        retire(KEY, because=reason, team=cast.storage, by=cast.ana)
    (rest,) = find(cast.ana, KEY).rests
    assert rest.because == BECAUSE
    assert Event.objects.filter(kind="bank_question.retired").count() == 1


def test_it_comes_back_with_its_marks_and_twice_is_once(cast, own):
    retire(own.key, because=BECAUSE, team=cast.storage, by=cast.ana)
    for _ in range(2):
        bring_back(own.key, team=cast.storage, by=cast.bo)
    assert find(cast.ana, own.key).rests == ()
    assert Event.objects.filter(kind="bank_question.brought_back").count() == 1


def test_cy_does_not_bring_back_what_others_let_rest(cast):
    retire(KEY, because=BECAUSE, team=cast.storage, by=cast.ana)
    with pytest.raises(NotAllowed):
        bring_back(KEY, team=cast.storage, by=cast.cy)
    assert not offered(cast.ana)


def test_the_journal_knows_it_without_the_reason(cast):
    retire(KEY, because=BECAUSE, team=cast.storage, by=cast.ana)
    event = Event.objects.get(kind="bank_question.retired")
    assert (event.by, event.facts) == (cast.ana, {"key": KEY, "team": str(cast.storage.pk)})
