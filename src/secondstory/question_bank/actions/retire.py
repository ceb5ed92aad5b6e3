"""Letting a question rest, for a team or for everybody, with the reason; and bringing it back."""

from __future__ import annotations

from django.utils import timezone

from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Team
from secondstory.people.refusals import Refusal
from secondstory.question_bank.bank import Question
from secondstory.question_bank.models import Choice
from secondstory.question_bank.policies import check_can_keep_bank
from secondstory.question_bank.queries import find

LONGEST = 400


@action
def retire(key: str, *, because: str, by: Person, team: Team | None = None) -> Choice:
    """It is offered to that team, or to anybody, no more. Its marks and its words stay."""
    question = find(by, key)
    check_can_keep_bank(team, by)
    _check_reaches(question, team)
    because = line(because, most=LONGEST, field="because", empty="Say why, so that others can follow.")
    choice, _ = Choice.objects.get_or_create(key=key, team=team)
    if choice.retired_at is None:
        choice.retired_at, choice.retired_because = timezone.now(), because
        choice.save(update_fields=["retired_at", "retired_because"])
        record("bank_question.retired", about=choice, by=by, key=key, team=team.pk if team else None)
    return choice


@action
def bring_back(key: str, *, by: Person, team: Team | None = None) -> None:
    """It is offered again. One that does not rest stays as it is."""
    find(by, key)
    check_can_keep_bank(team, by)
    choice = Choice.objects.filter(key=key, team=team, retired_at__isnull=False).first()
    if choice:
        choice.retired_at, choice.retired_because = None, ""
        choice.save(update_fields=["retired_at", "retired_because"])
        record("bank_question.brought_back", about=choice, by=by, key=key, team=team.pk if team else None)


def _check_reaches(question: Question, team: Team | None) -> None:
    """A team's own question rests for that team: no other one has it."""
    if question.team_id and question.team_id != (str(team.pk) if team else ""):
        raise Refusal(
            f"This question is {question.team}’s own. Let it rest for that team.", code="another_team", field="whom"
        )
