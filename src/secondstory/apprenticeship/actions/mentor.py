"""Choosing who walks along, agreeing to it, and ending it."""

from __future__ import annotations

from django.utils import timezone

from secondstory.apprenticeship.models import Apprenticeship, Mentorship
from secondstory.apprenticeship.policies import check_is_learner, check_is_of_the_two
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, Refusal


@action
def ask_mentor(apprenticeship: Apprenticeship, mentor: Person, *, by: Person) -> Mentorship:
    """The learner chooses; it begins when ``mentor`` agrees. One at a time."""
    check_is_learner(apprenticeship, by)
    if mentor.pk == by.pk:
        raise Refusal("Choose somebody else: they see what you do not.", code="own_mentor", field="person")
    if not mentor.is_active:
        raise Refusal("This person has left. Choose somebody who is here.", code="has_left", field="person")
    now = Mentorship.objects.filter(apprenticeship=apprenticeship, ended_at=None).first()
    if now is None:
        now = Mentorship.objects.create(apprenticeship=apprenticeship, mentor=mentor, created_by=by)
        record("mentorship.asked", about=now, by=by, person=mentor.pk)
    elif now.mentor_id != mentor.pk:
        raise Refusal(
            "You have asked somebody already. End that first, then ask somebody else.",
            code="one_mentor",
            field="person",
        )
    return now


@action
def agree_to_mentor(mentorship: Mentorship, *, by: Person) -> Mentorship:
    check_is_of_the_two(mentorship, by)
    if mentorship.mentor_id != by.pk:
        raise NotAllowed("Whoever was asked says yes or no.", code="mentor_only")
    mentorship.refresh_from_db(fields=["accepted_at"])
    if mentorship.accepted_at is None:
        mentorship.accepted_at = timezone.now()
        mentorship.save(update_fields=["accepted_at"])
        record("mentorship.agreed", about=mentorship, by=by)
    return mentorship


@action
def end_mentorship(mentorship: Mentorship, *, by: Person) -> None:
    """By either of the two, without a reason; before it was agreed to, this is taking back or saying no. What was shown
    closes at once. Ended twice, it is ended."""
    if mentorship.ended_at is not None and by.pk in (mentorship.mentor_id, mentorship.apprenticeship.learner_id):
        return
    check_is_of_the_two(mentorship, by)
    mentorship.ended_at = timezone.now()
    mentorship.save(update_fields=["ended_at"])
    record("mentorship.ended", about=mentorship, by=by)
