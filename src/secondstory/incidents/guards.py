"""Answers to the guards this step knows."""

from __future__ import annotations

from secondstory.incidents.models import Retrospective, StudyRole


def facilitator_set(study: Retrospective) -> bool:
    return study.roles.filter(role=StudyRole.Role.FACILITATOR).exists()


def conflict_answered(study: Retrospective) -> bool:
    """The facilitator of today has answered; another facilitator answers anew."""
    facilitators = study.roles.filter(role=StudyRole.Role.FACILITATOR).values("person_id")
    return study.conflict_checks.filter(facilitator_id__in=facilitators).exists()


def focus_stated(study: Retrospective) -> bool:
    return bool(study.learning_focus.strip())


def audience_set(study: Retrospective) -> bool:
    return bool(study.audience)


def all_invited(study: Retrospective) -> bool:
    """Everybody has had the invitation (whether they answered is theirs). Role labels have no address."""
    return not study.participants.filter(person__isnull=False, invited_at=None).exists()
