"""May I? Who comments, who answers, who says that it is complete."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from secondstory.incidents.models import Retrospective, StudyRole
from secondstory.incidents.parts import parts_of
from secondstory.incidents.policies import check_can_facilitate, check_can_read_study, check_is_open, holds
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.playbook.transitions import State
from secondstory.review.models import Amendment, Comment, Invited, Round

if TYPE_CHECKING:
    from secondstory.people.models import Person


def check_can_comment(study: Retrospective, user: Person | AnonymousUser, *, current: Round | None = None) -> None:
    """Whoever was invited to the open round, and whoever has a part in the study. ``current`` is that round, where
    it was read already."""
    if not (parts_of(user, study) or _is_invited(study, user)):
        check_can_read_study(study, user)
        raise NotAllowed("Reviewers comment here. Ask the facilitator to invite you.", code="not_invited")
    check_is_open(study)
    is_open = current is not None or Round.objects.filter(retrospective=study, closed_at=None).exists()
    if study.state != State.REVIEWING or not is_open:
        raise Refusal("No review round is open. The facilitator opens one.", code="no_round")


def can_comment(study: Retrospective, user: Person | AnonymousUser, *, current: Round | None = None) -> bool:
    return holds(partial(check_can_comment, current=current), study, user)


def check_can_lead_review(study: Retrospective, user: Person | AnonymousUser) -> None:
    check_can_facilitate(study, user)
    check_is_open(study)


def can_lead_review(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_lead_review, study, user)


def reads_first(current: Round, user: Person) -> bool:
    """Whether ``user`` still reads by themself, and sees no comment but their own."""
    if current.reads_first_until is None:
        return False
    return not Round.objects.open_to(user).filter(pk=current.pk).exists()


def check_can_read_comment(comment: Comment, user: Person | AnonymousUser) -> None:
    """Nobody settles what they cannot see yet: they read by themself first."""
    if not Comment.objects.visible_to(user).filter(pk=comment.pk).exists():
        check_can_read_study(comment.round.retrospective, user)
        raise NotFound()


def check_can_let_stand(comment: Comment, user: Person | AnonymousUser) -> None:
    """The facilitator, or whoever made the comment: a disagreement is theirs to keep."""
    study = comment.round.retrospective
    if comment.created_by_id is None or comment.created_by_id != user.pk:
        check_can_lead_review(study, user)
    check_is_open(study)


def can_let_stand(comment: Comment, user: Person | AnonymousUser) -> bool:
    return holds(check_can_let_stand, comment, user)


def check_can_see_from_today(comment: Comment, user: Person | AnonymousUser) -> None:
    """Its author alone says from when a comment looks, while the study is open."""
    study = comment.round.retrospective
    check_can_read_study(study, user)
    if comment.created_by_id is None or comment.created_by_id != user.pk:
        raise NotAllowed(
            "Whoever wrote this says from when it looks. Ask them, or comment yourself.", code="own_comment"
        )
    check_is_open(study)


def can_see_from_today(comment: Comment, user: Person | AnonymousUser) -> bool:
    return holds(check_can_see_from_today, comment, user)


def check_can_decide_amendment(amendment: Amendment, user: Person | AnonymousUser) -> None:
    check_can_facilitate(amendment.edition.retrospective, user)


def can_decide_amendment(amendment: Amendment, user: Person | AnonymousUser) -> bool:
    return holds(check_can_decide_amendment, amendment, user)


def check_can_note_complete(study: Retrospective, user: Person | AnonymousUser, capacity: str) -> None:
    """The facilitator as facilitator; somebody invited to review, who is not the facilitator, as reviewer."""
    check_is_open(study)
    if study.state != State.AGREEING:
        raise Refusal("That comes after the review is closed.", code="too_early")
    if capacity == "facilitator":
        check_can_facilitate(study, user)
    elif "facilitator" in parts_of(user, study):
        raise NotAllowed("A second person notes this: one of the reviewers.", code="second_person")
    elif StudyRole.Role.REVIEWER not in parts_of(user, study) and not _is_invited(study, user):
        check_can_read_study(study, user)
        raise NotAllowed("One of the reviewers notes this.", code="not_invited")


def can_note_complete(study: Retrospective, user: Person | AnonymousUser, capacity: str) -> bool:
    return holds(check_can_note_complete, study, user, capacity)


def _is_invited(study: Retrospective, user: Person | AnonymousUser) -> bool:
    return user.is_authenticated and Invited.objects.filter(round__retrospective=study, person=user).exists()
