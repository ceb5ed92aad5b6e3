"""Answers to the guards this step knows."""

from __future__ import annotations

from secondstory.incidents.closeness import closeness, unanswered
from secondstory.incidents.models import Retrospective, StudyRole


def facilitator_set(study: Retrospective) -> bool:
    return study.roles.filter(role=StudyRole.Role.FACILITATOR).exists()


def conflict_answered(study: Retrospective) -> bool:
    """The facilitator of today has answered, and what we know since does not say otherwise (invariant 16)."""
    role = study.roles.filter(role=StudyRole.Role.FACILITATOR).select_related("person").first()
    if role is None:
        return False
    answer = study.conflict_checks.filter(facilitator=role.person).first()
    return answer is not None and not unanswered(answer, closeness(study, role.person))


def focus_stated(study: Retrospective) -> bool:
    return bool(study.learning_focus.strip())


def audience_set(study: Retrospective) -> bool:
    return bool(study.audience)


def all_invited(study: Retrospective) -> bool:
    """Everybody has had the invitation (whether they answered is theirs). Role labels have no address."""
    return not study.participants.filter(person__isnull=False, invited_at=None, left_at=None).exists()
