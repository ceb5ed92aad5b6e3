"""What conversations ask of somebody, on their first page: to look after one, and to see why words of theirs are hidden."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, F, Q, QuerySet

from secondstory.commons.models import Concern, Moderator, Remark
from secondstory.people.models import Person, RoleGrant
from secondstory.publishing.asks import Ask
from secondstory.publishing.findable.rows import Row, columns
from secondstory.ui.menu import address

MODERATE, AGAIN, HIDDEN = "remark-moderate", "remark-again", "remark-hidden"


def to_moderate(person: Person, today: date) -> QuerySet[Any, Any]:
    """A concern about others' words, in a conversation that they read, if they moderate."""
    read = Remark.objects.visible_to(person).standing().exclude(created_by=person).order_by().values("pk")
    waits = Concern.objects.filter(_moderates(person), decision=None, remark__in=read)
    return columns(MODERATE, waits, at="created_at", title="pk")


def to_show_again(person: Person, today: date) -> QuerySet[Any, Any]:
    """Others' words that were hidden, and which their writer put differently since."""
    hidden = Remark.objects.visible_to(person).filter(_moderates(person), withdrawn_at=None, hidden_at__isnull=False)
    hidden = hidden.filter(reworded_at__gte=F("hidden_at")).exclude(created_by=person)
    return columns(AGAIN, hidden, at="reworded_at", title="pk")


def _moderates(person: Person) -> Q:
    """Within the one statement of a first page, rather than before it."""
    steward = RoleGrant.objects.filter(person=person, role="steward")
    return Q(Exists(steward)) | Q(Exists(Moderator.objects.filter(person=person)))


def to_see(person: Person, today: date) -> QuerySet[Any, Any]:
    """Their own words, hidden and not put differently since."""
    hidden = Remark.objects.filter(created_by=person, hidden_at__isnull=False, withdrawn_at=None)
    hidden = hidden.filter(Q(reworded_at=None) | Q(reworded_at__lt=F("hidden_at")))
    return columns(HIDDEN, hidden, at="hidden_at", title="pk")


# First pages are read over shoulders: none of the words, nor what they are about.


def moderate_line(row: Row, today: date) -> Ask:
    return Ask(
        "Somebody says: not in the spirit",
        address("moderation"),
        "Read what was said, and hide it, leave it or show it again, with a reason.",
        None,
        "when you can",
        "you look after conversations",
    )


def again_line(row: Row, today: date) -> Ask:
    return Ask(
        "Somebody put hidden words differently",
        f"{address('remark', row.id)}#decision",
        "Read the new words. If they are in the spirit, show them again, with a reason.",
        None,
        "when you can",
        "you look after conversations",
    )


def hidden_line(row: Row, today: date) -> Ask:
    return Ask(
        "Words of yours in a conversation are hidden",
        address("remark", row.id),
        "You see what was decided and why, and can put it differently.",
        None,
        "when you like",
        "read by you and those who moderate",
    )
