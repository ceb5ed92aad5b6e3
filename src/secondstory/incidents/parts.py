"""Which parts somebody has in a study: one statement, asked by every may-I rule of the steps above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, Value

from secondstory.incidents.fetched import not_fetched
from secondstory.incidents.models import Participant, Retrospective, StudyRole
from secondstory.incidents.querysets import RetrospectiveQuerySet
from secondstory.playbook.transitions import State

if TYPE_CHECKING:
    from secondstory.people.models import Person

PARTICIPANT = "participant"
LED = "led by somebody"
FACILITATOR = StudyRole.Role.FACILITATOR.value
ANALYST = StudyRole.Role.ANALYST.value
# Those who work on a study; reviewers and learners read and comment.
HANDS = frozenset(
    {
        PARTICIPANT,
        FACILITATOR,
        ANALYST,
        StudyRole.Role.PRESENTER.value,
        StudyRole.Role.MODERATOR.value,
        StudyRole.Role.NOTE_TAKER.value,
    }
)


def parts_of(user: Person | AnonymousUser, study: Retrospective) -> frozenset[str]:
    """The roles, and ``participant``; remembered on the study object for this user.

    Until a facilitator is chosen, whoever opened the study acts as one, so that a beginning is never stuck.
    """
    if not user.is_authenticated:
        return frozenset()
    remembered: dict[object, frozenset[str]] = study.__dict__.setdefault("_parts", {})
    if user.pk not in remembered:
        roles = StudyRole.objects.filter(retrospective=study, person=user).values_list("role", flat=True)
        taking_part = (
            Participant.objects.order_by()
            .filter(retrospective=study, person=user, left_at=None)
            .values_list(Value(PARTICIPANT), flat=True)
        )
        opened_it = study.created_by_id == user.pk
        leads = StudyRole.objects.filter(retrospective=study, role=FACILITATOR).values_list(Value(LED), flat=True)
        found = set(roles.union(taking_part, *([leads] if opened_it else []), all=True))
        if opened_it and LED not in found:
            found.add(FACILITATOR)
        remembered[user.pk] = frozenset(found - {LED})
    return remembered[user.pk]


def worked_on_by(user: Person) -> RetrospectiveQuerySet:
    """The studies under way in which somebody has a hand: of many what ``parts_of`` says of one."""
    first, *others = (way.order_by().values("pk") for way in _ways_into(user))
    return Retrospective.objects.filter(pk__in=first.union(*others))


def works_on_another(user: Person, than: str) -> Q:
    """True where ``user`` has a hand in a study under way that is not the one whose id is at ``than``. Each way on its own,
    so that the first that leads anywhere ends the search."""
    found = Q()
    for way in _ways_into(user):
        found |= Q(Exists(way.exclude(pk=OuterRef(than))))
    return found


def _under_way() -> RetrospectiveQuerySet:
    return Retrospective.objects.exclude(state__in=[State.FINAL, State.PAUSED, State.SET_ASIDE])


def _ways_into(user: Person) -> list[RetrospectiveQuerySet]:
    """By a role, by taking part, and by having opened what nobody facilitates yet. From the few rows that are somebody's
    own, rather than through all studies of a house."""
    roles = StudyRole.objects.filter(person=user, role__in=HANDS)
    taking_part = Participant.objects.order_by().filter(person=user, left_at=None)
    leads = StudyRole.objects.filter(retrospective=OuterRef("pk"), role=FACILITATOR)
    return [
        _under_way().filter(pk__in=roles.values("retrospective")),
        _under_way().filter(pk__in=taking_part.values("retrospective")),
        _under_way().filter(~Exists(leads), created_by=user),
    ]


def forget_parts(study: Retrospective) -> None:
    """After a role or participation changed."""
    study.__dict__.pop("_parts", None)
    not_fetched(study)
