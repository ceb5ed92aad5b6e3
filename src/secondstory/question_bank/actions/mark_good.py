"""Calling a question good. It rates the question; nobody ever reads who did."""

from __future__ import annotations

from django.db.models import F

from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.question_bank.models import Choice, GoodMark
from secondstory.question_bank.queries import find


@action
def mark_good(key: str, *, by: Person) -> None:
    """It comes round more often from now on. Saying it twice counts once."""
    question = find(by, key)
    _, is_new = GoodMark.objects.get_or_create(person=by, key=key)
    if not is_new:
        return
    kept = Choice.objects.filter(key=key).exclude(text="").first() if question.is_own else None
    choice = kept or Choice.objects.get_or_create(key=key, team=None)[0]
    Choice.objects.filter(pk=choice.pk).update(good=F("good") + 1)
    record("bank_question.called_good", about=choice, by=None, key=key)


@action
def take_mark_back(key: str, *, by: Person) -> None:
    find(by, key)
    gone, _ = GoodMark.objects.filter(person=by, key=key).delete()
    if not gone:
        return
    choice = Choice.objects.get(key=key, good__gt=0)
    Choice.objects.filter(pk=choice.pk).update(good=F("good") - 1)
    record("bank_question.mark_taken_back", about=choice, by=None, key=key)
