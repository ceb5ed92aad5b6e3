"""What waits for people on their first page: for a mentor, somebody who asks; for somebody new, what they wonder about."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from secondstory.apprenticeship.models import FreshDraft, FreshEyes, Mentorship
from secondstory.people.models import Person, TeamMembership
from secondstory.publishing.asks import Ask
from secondstory.publishing.findable.rows import Row, columns
from secondstory.ui.menu import address

MENTOR, FRESH = "mentorship", "fresh-eyes"
# Somebody is new in a team for so long, and is asked once they have seen some of it.
NEW, AFTER = timedelta(days=90), timedelta(days=5)
# Whoever was there when a team was formed is not new in it.
FORMED = timedelta(days=14)


def to_agree(person: Person, today: date) -> QuerySet[Any, Any]:
    asked = Mentorship.objects.filter(mentor=person, accepted_at=None, ended_at=None)
    return columns(MENTOR, asked, at="created_at", title="apprenticeship__learner__display_name")


def agree_line(row: Row, today: date) -> Ask:
    return Ask(
        f"{row.title} asks whether you would walk along",
        address("learner", row.id),
        "They are on their way from reading to leading studies. Yes or no; neither needs a reason.",
        None,
        "when you can",
        "only the two of you see this",
    )


def to_wonder(person: Person, today: date) -> QuerySet[Any, Any]:
    """One row, while this person is new in a team or said that they are new, and has neither written anything down nor
    said that they would rather not be asked."""
    now = timezone.make_aware(datetime.combine(today, time.max))
    new_in = TeamMembership.objects.filter(
        person_id=OuterRef("pk"),
        created_at__gte=now - NEW,
        created_at__lte=now - AFTER,
        team__created_at__lte=F("created_at") - FORMED,
    )
    said = FreshEyes.objects.filter(person_id=OuterRef("pk"))
    not_now = said.filter(Q(let_be_at__isnull=False) | Q(ask_from__gt=today))
    written = FreshDraft.objects.filter(author_id=OuterRef("pk"))
    rows = Person.objects.filter(
        Q(Exists(new_in)) | Q(Exists(said.filter(ask_from__lte=today))),
        ~Exists(not_now),
        ~Exists(written),
        pk=person.pk,
    )
    return columns(FRESH, rows, at="joined_at", title="display_name")


def wonder_line(row: Row, today: date) -> Ask:
    return Ask(
        "What surprised you since you came? What does everybody seem to know?",
        address("fresh-eyes"),
        "You see what others have stopped seeing. Write it down for yourself; ask it, or not. It can wait, and you can say"
        " that you would rather not be asked.",
        None,
        "when you like",
        "only you see this",
    )
