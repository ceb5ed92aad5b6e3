"""Somebody follows something, chooses how they hear of it, or stops."""

from __future__ import annotations

from django.utils import timezone

from secondstory.journal.actions import action, record
from secondstory.newsletter.models import Digested, Follow
from secondstory.newsletter.subjects import Subject
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal

MOST = 200


@action
def follow(subject: Subject, how: str, *, by: Person) -> Follow:
    """``subject`` was found for this person (``find_subject``). Again, with another ``how``: chosen anew."""
    if how not in Follow.How.values:
        raise Refusal(
            "Choose how you would hear of it: at once, once a week, or on the page alone.", code="no_how", field="how"
        )
    mine = Follow.objects.visible_to(by)
    found: Follow | None = mine.filter(**subject.where).first()
    if found is None and mine.count() >= MOST:
        raise Refusal(f"One follows {MOST} things at most. Let one go first.", code="too_many", field="how")
    if how == Follow.How.WEEKLY:
        Digested.objects.get_or_create(person=by, defaults={"until": timezone.now()})
    if found is None:
        found = Follow.objects.create(person=by, how=how, created_by=by, **subject.where)
        record("follow.begun", about=found, by=by)
    elif found.how != how:
        change_how(found, how, by=by)
    return found


@action
def change_how(follow: Follow, how: str, *, by: Person) -> None:
    check_is_own(follow, by)
    follow.how = how
    follow.save(update_fields=["how"])
    record("follow.changed", about=follow, by=by)


@action
def unfollow(follow: Follow, *, by: Person) -> None:
    check_is_own(follow, by)
    id = follow.pk
    if follow.delete()[0]:
        follow.pk = id
        record("follow.ended", about=follow, by=by)


@action
def stop_mails(person: Person, follows: list[str]) -> int:
    """From a mail, signed out: what it was about is shown on the page alone from now on. Again: nothing to do."""
    told = Follow.objects.filter(person=person, pk__in=follows).exclude(how=Follow.How.PAGE)
    found = list(told)
    for one in found:
        change_how(one, Follow.How.PAGE, by=person)
    return len(found)


def check_is_own(follow: Follow, user: Person) -> None:
    """Nobody else learns that it is there."""
    if follow.person_id != user.pk:
        raise NotFound()
