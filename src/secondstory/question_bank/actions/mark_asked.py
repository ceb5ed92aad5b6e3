"""A question was asked in a study, so others come first there from now on."""

from __future__ import annotations

from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.question_bank.models import Asked
from secondstory.question_bank.policies import check_can_mark_asked
from secondstory.question_bank.queries import find


@action
def mark_asked(study: Retrospective, key: str, *, by: Person) -> None:
    """Neither the row nor the journal says who asked: questions are looked at, people are not."""
    check_can_mark_asked(study, by)
    find(by, key)
    _, is_new = Asked.objects.get_or_create(study=study, key=key)
    if is_new:
        record("bank_question.asked", about=study, by=None, key=key)
