"""May I? Pairs: ``check_can_x`` raises a sentence, ``can_x`` says yes or no for templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.models import Retrospective
from secondstory.incidents.parts import FACILITATOR, HANDS, parts_of
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


def holds(check: Callable[..., None], *args: Any) -> bool:
    """The yes/no twin of a check, so that the button and the guard cannot disagree."""
    try:
        check(*args)
    except Refusal:
        return False
    return True


def check_can_read_study(study: Retrospective, user: Person | AnonymousUser) -> None:
    """Not found rather than not allowed: a stranger does not learn that it exists."""
    if not Retrospective.objects.visible_to(user).filter(pk=study.pk).exists():
        raise NotFound()


def check_is_open(study: Retrospective) -> None:
    """A final text stays as it is; a study set aside or paused is taken up again first."""
    if study.is_final:
        raise Refusal(
            "This study is final, so its text stays as it is. Propose an amendment beside it.", code="study_is_final"
        )
    if study.state in ("paused", "set_aside"):
        raise Refusal("This study is resting. Take it up again first.", code="study_rests")


def check_can_facilitate(study: Retrospective, user: Person | AnonymousUser) -> None:
    if FACILITATOR not in parts_of(user, study):
        check_can_read_study(study, user)
        raise NotAllowed("The facilitator does this. Ask them, or leave a comment.", code="facilitator_only")


def can_facilitate(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_facilitate, study, user)


def check_can_contribute(study: Retrospective, user: Person | AnonymousUser) -> None:
    """Whoever has a hand in the study (facilitator, participant, meeting roles) and the study is open."""
    if not parts_of(user, study) & HANDS:
        check_can_read_study(study, user)
        raise NotAllowed(
            "People who take part in this study write here. Ask the facilitator to add you.", code="part_needed"
        )
    check_is_open(study)


def can_contribute(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_contribute, study, user)


def check_can_analyse(study: Retrospective, user: Person | AnonymousUser) -> None:
    """The facilitator's work, while the study is open."""
    check_can_facilitate(study, user)
    check_is_open(study)


def can_analyse(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_analyse, study, user)
