"""May I? The analysis is the facilitator's and that of the analysts they invite; strengths, better notes, conditions and
questions are everybody's who takes part; and whoever reads a question may answer it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser

from secondstory.analysis.models import (
    BetterNote,
    Condition,
    KeptStructure,
    KnownHere,
    Mystery,
    OfStudy,
    SafetyControl,
    Strength,
)
from secondstory.incidents.models import Retrospective
from secondstory.incidents.parts import ANALYST, FACILITATOR, HANDS, parts_of
from secondstory.incidents.policies import (
    check_can_analyse,
    check_can_contribute,
    check_can_facilitate,
    check_is_open,
    holds,
)
from secondstory.people.models import Person, Service, TeamMembership
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

OPEN_TO_HANDS: tuple[type[OfStudy], ...] = (Strength, BetterNote, Condition)


LEADS = frozenset({FACILITATOR, ANALYST})


def check_can_shape(study: Retrospective, user: Person | AnonymousUser) -> None:
    """The facilitator and those invited to work on the analysis, while the study is open."""
    if ANALYST not in parts_of(user, study):
        check_can_analyse(study, user)
    check_is_open(study)


def check_can_name(kind: type[OfStudy], study: Retrospective, user: Person | AnonymousUser) -> None:
    """May ``user`` add a part of this kind to the study's analysis?"""
    if kind in OPEN_TO_HANDS:
        check_can_contribute(study, user)
    else:
        check_can_shape(study, user)


def can_name(kind: type[OfStudy], study: Retrospective, user: Person | AnonymousUser) -> bool:
    return holds(check_can_name, kind, study, user)


def check_can_change_part(part: OfStudy, user: Person | AnonymousUser) -> None:
    """The facilitator and analysts any; whoever wrote it their own, where they may write at all."""
    check_can_name(type(part), part.retrospective, user)
    if part.created_by_id != user.pk and not LEADS & parts_of(user, part.retrospective):
        raise NotAllowed("Its author changes this, or the facilitator. Ask them, or add your own.", code="author_only")


def can_change_part(part: OfStudy, user: Person | AnonymousUser) -> bool:
    return holds(check_can_change_part, part, user)


def check_can_keep_control(control: SafetyControl, user: Person | AnonymousUser) -> None:
    """A control of a team is described by that team, or by who first wrote it down; one of no team by anybody."""
    if control.team_id is None or control.created_by_id == user.pk:
        return
    if user.pk is None or not TeamMembership.objects.filter(team_id=control.team_id, person_id=user.pk).exists():
        raise NotAllowed(
            "The team that looks after this control describes it. Ask them, or say in your study how it fared.",
            code="team_only",
        )


def can_keep_control(control: SafetyControl, user: Person | AnonymousUser) -> bool:
    return holds(check_can_keep_control, control, user)


def check_can_keep_structure(study: Retrospective, service: Service, user: Person | AnonymousUser) -> None:
    """The facilitator, for a service that the study's incident is about; a final study's structure, too."""
    check_can_facilitate(study, user)
    if not study.incident.services.filter(pk=service.pk).exists():
        raise Refusal(
            "The incident of this study is not about that service. Name the service on the incident first.",
            code="other_service",
        )


def check_can_take_structure_back(kept: KeptStructure, user: Person | AnonymousUser) -> None:
    """The facilitator of the study that keeps it."""
    if kept.retrospective is None or FACILITATOR not in parts_of(user, kept.retrospective):
        raise NotAllowed("The facilitator of the study that keeps it takes it back. Ask them.", code="facilitator_only")


def can_take_structure_back(kept: KeptStructure, user: Person | AnonymousUser) -> bool:
    return holds(check_can_take_structure_back, kept, user)


def can_keep_structure(study: Retrospective, user: Person | AnonymousUser) -> bool:
    """Whether it may be kept at all; for which services, the incident says."""
    return holds(check_can_facilitate, study, user)


def check_can_read_question(mystery: Mystery, user: Person | AnonymousUser) -> None:
    """Who reads it may answer it, follow it, ask the next question and open it again."""
    if not Mystery.objects.visible_to(user).filter(pk=mystery.pk).exists():
        raise NotFound()


def check_can_tend(mystery: Mystery, user: Person | AnonymousUser) -> None:
    """Set aside, call unanswerable, put under another, open wider: whoever asked it, or works on its study."""
    check_can_read_question(mystery, user)
    if mystery.raised_by_id is not None and mystery.raised_by_id == user.pk:
        return
    if mystery.retrospective is None:
        if mystery.raised_by_id is None:
            return
    elif parts_of(user, mystery.retrospective) & HANDS:
        return
    raise NotAllowed(
        "Whoever asked this, or works on its study, decides that. You can answer it, or ask the next question.",
        code="tender_only",
    )


def can_tend(mystery: Mystery, user: Person | AnonymousUser) -> bool:
    return holds(check_can_tend, mystery, user)


def check_can_open_wider(mystery: Mystery, user: Person | AnonymousUser) -> None:
    """Whoever asked it chose who reads it, and nobody else shows it to more. Without a name, the facilitator does."""
    check_can_tend(mystery, user)
    if mystery.raised_by_id is None:
        if mystery.retrospective is None or FACILITATOR in parts_of(user, mystery.retrospective):
            return
        raise NotAllowed(
            "It was asked without a name, so the facilitator opens it wider. Ask them, or ask it yourself.",
            code="facilitator_only",
        )
    if mystery.raised_by_id != user.pk:
        raise NotAllowed(
            "Whoever asked this chose who reads it. Ask them to open it wider, or ask it yourself.", code="author_only"
        )


def can_open_wider(mystery: Mystery, user: Person | AnonymousUser) -> bool:
    return holds(check_can_open_wider, mystery, user)


def check_can_reword(mystery: Mystery, user: Person | AnonymousUser) -> None:
    """Its words, or taking it back: who asked it or the facilitator, and not once the study is final."""
    check_can_tend(mystery, user)
    study = mystery.retrospective
    if study is None:
        return
    check_is_open(study)
    if mystery.raised_by_id != user.pk and FACILITATOR not in parts_of(user, study):
        raise NotAllowed("Whoever asked this words it, or the facilitator. Ask the next question.", code="author_only")


def can_reword(mystery: Mystery, user: Person | AnonymousUser) -> bool:
    return holds(check_can_reword, mystery, user)


def check_can_take_back(mystery: Mystery, user: Person | AnonymousUser) -> None:
    """Whoever may word it, while nobody has answered: an answer is somebody else's words."""
    check_can_reword(mystery, user)
    if mystery.answer or mystery.former_answers.exists():
        raise NotAllowed(
            "Somebody has answered this question, so it stays with what was said. Set it aside instead, with a reason.",
            code="answered",
        )


def can_take_back(mystery: Mystery, user: Person | AnonymousUser) -> bool:
    return holds(check_can_take_back, mystery, user)


def check_can_change_known(thing: KnownHere, user: Person | AnonymousUser) -> None:
    """A work note or a cue: who told it, or the facilitator of its study; without a name, the facilitator alone."""
    if thing.told_by_id is not None and thing.told_by_id == user.pk:
        return
    if thing.retrospective is not None and FACILITATOR in parts_of(user, thing.retrospective):
        return
    rows: Any = type(thing)._default_manager
    if not rows.visible_to(user).filter(pk=thing.pk).exists():
        raise NotFound()
    raise NotAllowed(
        "Whoever told this changes it, or the facilitator of its study. Tell yours beside it, or ask a question.",
        code="author_only",
    )


def can_change_known(thing: KnownHere, user: Person | AnonymousUser) -> bool:
    return holds(check_can_change_known, thing, user)
