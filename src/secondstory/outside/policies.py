"""May I? Preparing is the facilitator's, or a steward's who reads the study; letting it out is the facilitator's step; one's
own words and name are one's own to give."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.models import Retrospective
from secondstory.incidents.parts import FACILITATOR, PARTICIPANT, parts_of
from secondstory.incidents.policies import check_can_read_study, holds
from secondstory.outside.models import OutsideConsent, OutsideVersion
from secondstory.outside.queries import is_out
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

User = Person | AnonymousUser


def check_can_prepare(study: Retrospective, user: User) -> None:
    if FACILITATOR not in parts_of(user, study):
        check_can_read_study(study, user)
        if not (user.is_authenticated and user.is_steward):
            raise NotAllowed("The facilitator prepares a version for outside. Ask them.", code="facilitator_only")
    if not study.is_final:
        raise Refusal("A version for outside is made from the final text. Finalize the study first.", code="not_final")


def can_prepare(study: Retrospective, user: User) -> bool:
    return holds(check_can_prepare, study, user)


def check_can_change(version: OutsideVersion, user: User) -> None:
    check_can_prepare(version.retrospective, user)
    if is_out(version):
        raise Refusal("This version is out and stays as it is. Begin the next one.", code="outside_stays")
    if version.withdrawn_at:
        raise Refusal("This version was withdrawn. Begin the next one.", code="withdrawn")


def can_change(version: OutsideVersion, user: User) -> bool:
    return holds(check_can_change, version, user)


def check_can_look(version: OutsideVersion, user: User) -> None:
    """Somebody else than who prepared it, who took part or keeps the house."""
    check_can_read_study(version.retrospective, user)
    if version.created_by_id == user.pk:
        raise NotAllowed("Somebody else looks at what you prepared. Ask one who took part, or a steward.", code="own")
    steward = user.is_authenticated and user.is_steward
    if not steward and PARTICIPANT not in parts_of(user, version.retrospective):
        raise NotAllowed("Somebody who took part, or a steward, looks at it before it goes out.", code="no_part")
    if is_out(version):
        raise Refusal("This version is out already.", code="outside_stays")


def can_look(version: OutsideVersion, user: User) -> bool:
    return holds(check_can_look, version, user)


def check_can_send(version: OutsideVersion, user: User) -> None:
    if FACILITATOR not in parts_of(user, version.retrospective):
        check_can_read_study(version.retrospective, user)
        raise NotAllowed(
            "Opening a text to everyone outside is the facilitator's step. Ask them.", code="facilitator_only"
        )


def can_send(version: OutsideVersion, user: User) -> bool:
    return holds(check_can_send, version, user)


def check_answers(consent: OutsideConsent, user: User) -> None:
    """Nobody gives the words or the name of somebody else, whatever their role."""
    if consent.person_id == user.pk:
        return
    if not OutsideConsent.objects.visible_to(user).filter(pk=consent.pk).exists():
        raise NotFound()
    raise NotAllowed("Everybody says for themself what of theirs may stand outside. Ask them.", code="own_choice")
