"""May I? Those with a hand in a study say what it took, also once it is final; what is one's own is one's own."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from secondstory.hours.models import OwnTime
from secondstory.incidents.models import Retrospective
from secondstory.incidents.parts import HANDS, parts_of
from secondstory.incidents.policies import check_can_read_study, holds
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound

User = Person | AnonymousUser


def check_can_tell_time(study: Retrospective, user: User) -> None:
    if not parts_of(user, study) & HANDS:
        check_can_read_study(study, user)
        raise NotAllowed("People who take part in this study say what it took. Ask one of them.", code="part_needed")


def can_tell_time(study: Retrospective, user: User) -> bool:
    return holds(check_can_tell_time, study, user)


def check_is_own(time: OwnTime, user: User) -> None:
    """That somebody keeps hours at all is theirs alone to know."""
    if time.person_id != user.pk:
        raise NotFound()
