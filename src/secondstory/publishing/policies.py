"""May I? Pairs: ``check_can_x`` raises a sentence, ``can_x`` says yes or no for templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.models import Retrospective
from secondstory.incidents.parts import FACILITATOR, parts_of
from secondstory.incidents.policies import check_can_read_study, holds
from secondstory.people.audience import Audience
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.circles import is_wider
from secondstory.publishing.instead_outside import is_told_outside
from secondstory.publishing.models import ForNewcomers, OfferedTalk, Publication
from secondstory.review.models import AudienceConfirmation

if TYPE_CHECKING:
    from secondstory.people.models import Person


def check_can_publish(study: Retrospective, user: Person | AnonymousUser) -> None:
    """The facilitator, or a steward who reads the study."""
    if FACILITATOR in parts_of(user, study):
        return
    check_can_read_study(study, user)
    if not (user.is_authenticated and user.is_steward):
        raise NotAllowed("The facilitator publishes this. Ask them.", code="facilitator_only")


def can_publish(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_publish, study, user)


def check_can_keep(publication: Publication, user: Person | AnonymousUser) -> None:
    """Change who reads it, or withdraw it: the facilitator, or a steward who reads it."""
    if FACILITATOR in parts_of(user, publication.retrospective):
        return
    if not Publication.objects.addressed_to(user).filter(pk=publication.pk).exists():
        raise NotFound()
    if not (user.is_authenticated and user.is_steward):
        raise NotAllowed("The facilitator of this study does that. Ask them.", code="facilitator_only")


def can_keep(publication: Publication, user: Person | AnonymousUser) -> bool:
    return holds(check_can_keep, publication, user)


def check_can_be_asked(publication: Publication, user: Person | AnonymousUser) -> None:
    """Whoever has a part in the study may invite questions about it, for themself alone."""
    if not Publication.objects.visible_to(user).filter(pk=publication.pk).exists():
        raise NotFound()
    if not parts_of(user, publication.retrospective):
        raise NotAllowed(
            "Those who had a part in this study invite questions about it. You can raise a question of your own.",
            code="no_part",
        )


def can_be_asked(publication: Publication, user: Person | AnonymousUser) -> bool:
    return holds(check_can_be_asked, publication, user)


def check_can_help(publication: Publication, user: Person | AnonymousUser) -> None:
    """Offer a talk, or write to newcomers: whoever has a part in the study, in their own name."""
    if not Publication.objects.visible_to(user).filter(pk=publication.pk).exists():
        raise NotFound()
    if not parts_of(user, publication.retrospective):
        raise NotAllowed(
            "Those who had a part in this study offer a talk about it, and write to newcomers. Ask one of them.",
            code="no_part",
        )


def can_help(publication: Publication, user: Person | AnonymousUser) -> bool:
    return holds(check_can_help, publication, user)


def check_is_own(offered: OfferedTalk | ForNewcomers, user: Person) -> None:
    """Taken back by whoever offered it, at any time, also when they no longer read the text."""
    if offered.person_id == user.pk:
        return
    if not type(offered).objects.visible_to(user).filter(pk=offered.pk).exists():
        raise NotFound()
    raise NotAllowed("Whoever offered it takes it back. Ask them.", code="own_offer")


def confirmed_audience(study: Retrospective) -> str:
    """The widest circle that was agreed on in review; '' when none was."""
    found = AudienceConfirmation.objects.filter(retrospective=study).values_list("audience", flat=True).first()
    return found or ""


def check_circle(study: Retrospective, audience: str, user: Person | AnonymousUser) -> None:
    """Is this a circle the study may be published to, by this person?"""
    if audience not in Audience.values:
        raise Refusal(
            "Choose who will be able to read it: the people in the study, the team, the organization or everyone.",
            code="no_such_audience",
            field="audience",
        )
    confirmed = confirmed_audience(study)
    if not confirmed or is_wider(audience, confirmed):
        agreed = f"'{Audience(confirmed).label}'" if confirmed else "nobody yet"
        raise Refusal(
            f"In review it was agreed that {agreed} may read this. Choose that circle or a smaller one.",
            code="wider_than_confirmed",
            field="audience",
        )
    if audience == Audience.TEAM and study.team_id is None:
        raise Refusal("This study belongs to no team. Choose another circle.", code="no_team", field="audience")
    if audience == Audience.PUBLIC and is_told_outside(study):
        raise Refusal(
            "A version for outside stands for this text, without what was redacted. Withdraw it before the whole text is"
            " opened to everyone.",
            code="told_outside",
            field="audience",
        )
    if audience == Audience.PUBLIC and FACILITATOR not in parts_of(user, study):
        raise NotAllowed(
            "Opening a text to everyone outside is the facilitator's step. Ask them.",
            code="facilitator_only",
        )
