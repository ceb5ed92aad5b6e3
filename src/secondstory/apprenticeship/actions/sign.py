"""Saying that a step is done, for oneself or as the mentor, and taking that back."""

from __future__ import annotations

from secondstory.apprenticeship.models import Apprenticeship, Signature
from secondstory.apprenticeship.policies import check_can_sign
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def sign(apprenticeship: Apprenticeship, step: str, *, by: Person) -> Signature:
    as_mentor = by.pk != apprenticeship.learner_id
    check_can_sign(apprenticeship, step, by, as_mentor=as_mentor)
    found, is_new = Signature.objects.get_or_create(
        apprenticeship=apprenticeship, step=step, as_mentor=as_mentor, defaults={"created_by": by}
    )
    if is_new:
        record("apprenticeship.signed", about=apprenticeship, by=by)
    return found


@action
def take_back_word(apprenticeship: Apprenticeship, step: str, *, by: Person) -> None:
    """One's own. A mentor's stays theirs: the next one does not take it back."""
    as_mentor = by.pk != apprenticeship.learner_id
    check_can_sign(apprenticeship, step, by, as_mentor=as_mentor)
    own = Signature.objects.filter(apprenticeship=apprenticeship, step=step, as_mentor=as_mentor, created_by=by)
    if own.delete()[0]:
        record("apprenticeship.unsigned", about=apprenticeship, by=by)
