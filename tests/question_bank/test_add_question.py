"""A team adds a question of its own; a steward adds one for everybody."""

from __future__ import annotations

import pytest
from tests import builders
from tests.question_bank.conftest import TEXT

from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotAllowed, NotFound, Refusal
from secondstory.question_bank.actions.add_question import add_question
from secondstory.question_bank.actions.retire import retire
from secondstory.question_bank.models import Choice
from secondstory.question_bank.queries import find, read_bank

KIND = {"purpose": "cues", "surfaces": ["I"]}


def texts(person) -> list[str]:
    return [question.text for question in read_bank(person)]


@pytest.mark.requirement("R-000-36")
def test_the_team_has_it_and_nobody_else(cast, own):
    assert TEXT in texts(cast.bo)
    assert TEXT not in texts(cast.cy)
    assert TEXT not in texts(None)
    with pytest.raises(NotFound):
        find(cast.cy, own.key)


def test_cy_adds_none_for_a_team_of_others(cast):
    with pytest.raises(NotAllowed):
        add_question(TEXT, team=cast.storage, by=cast.cy, **KIND)
    assert not Choice.objects.exists()


def test_a_steward_adds_one_for_everybody_and_ana_does_not(cast):
    with pytest.raises(NotAllowed):
        add_question(TEXT, by=cast.ana, **KIND)
    builders.grant(cast.ana, "steward")
    add_question(TEXT, by=cast.ana, **KIND)
    assert TEXT in texts(cast.cy)
    assert TEXT not in texts(None)


def test_adding_it_twice_adds_it_once(cast, own):
    again = add_question(f"  {TEXT.upper()} ", purpose="goals", surfaces=["G"], team=cast.storage, by=cast.bo)
    assert again.pk == own.pk
    assert Choice.objects.count() == 1
    assert Event.objects.filter(kind="bank_question.added").count() == 1


def test_the_journal_knows_it_without_its_words_and_the_row_without_its_author(cast, own):
    event = Event.objects.get(kind="bank_question.added")
    assert (event.by, event.subject_id, event.facts) == (cast.ana, own.pk, {"team": str(cast.storage.pk)})
    assert own.created_by is None


@pytest.mark.requirement("R-001-35")
def test_a_why_put_to_somebody_is_answered_with_a_better_beginning(cast):
    with pytest.raises(Refusal) as refused:
        add_question("Why did you restart it?", team=cast.storage, by=cast.ana, **KIND)
    assert refused.value.field == "text"
    assert "Begin with ‘what’ or ‘how’" in refused.value.sentence
    assert add_question("Why did it make sense to me?", team=cast.storage, by=cast.ana, **KIND)


def test_one_that_is_there_already_is_not_added_again(cast):
    with pytest.raises(Conflict, match="already"):
        add_question("at that minute: what did you think was going on", team=cast.storage, by=cast.ana, **KIND)


def test_one_at_rest_is_brought_back_rather_than_added(cast, own):
    retire(own.key, because="It was answered each time.", team=cast.storage, by=cast.ana)
    with pytest.raises(Conflict, match="bring it back"):
        add_question(TEXT, team=cast.storage, by=cast.ana, **KIND)


def test_what_another_team_asks_is_no_hindrance_and_is_not_told(cast, own):
    assert add_question(TEXT, team=cast.billing, by=cast.cy, **KIND).pk != own.pk


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "a" * 301}, "text"),
        ({"text": "a\x00b?"}, "text"),
        ({"text": "\ud800?"}, "text"),
        ({"purpose": "verdicts"}, "purpose"),
        ({"surfaces": []}, "surfaces"),
        ({"surfaces": ["Z"]}, "surfaces"),
        ({"steps": ["9"]}, "steps"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(cast, wrong, field):
    told = {"text": TEXT, **KIND, **wrong}
    with pytest.raises(Refusal) as refused:
        add_question(told.pop("text"), team=cast.storage, by=cast.ana, **told)
    assert refused.value.field == field
    assert not Choice.objects.exists()
