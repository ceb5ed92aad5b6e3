"""What agreements ask of those who do the work, on their first page: to review a draft, and to look again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from secondstory.agreements.models import Agreement, AgreementReview, AgreementVersion
from secondstory.agreements.querysets import of_the_practice
from secondstory.people.models import Person
from secondstory.publishing.asks import Ask
from secondstory.publishing.findable.rows import Row, columns
from secondstory.ui.menu import address
from secondstory.ui.moments import day

REVIEW, AGAIN = "agreement-review", "agreement-again"


def _newest_of_practice(person: Person) -> QuerySet[AgreementVersion]:
    practice = Agreement.objects.filter(of_the_practice(person.as_reader), retirement=None)
    later = AgreementVersion.objects.filter(agreement_id=OuterRef("agreement_id"), number__gt=OuterRef("number"))
    return AgreementVersion.objects.filter(~Exists(later), agreement__in=practice.order_by().values("pk"))


def to_review(person: Person, today: date) -> QuerySet[Any, Any]:
    """Drafts of others that wait for somebody of a team this person works in."""
    teams = person.as_reader.team_ids
    said = AgreementReview.objects.filter(version_id=OuterRef("pk"), created_by=person)
    anew = AgreementReview.objects.filter(
        version_id=OuterRef("version_id"),
        team_id=OuterRef("team_id"),
        created_by_id=OuterRef("created_by_id"),
        created_at__gt=OuterRef("created_at"),
    )
    heard = AgreementReview.objects.filter(
        ~Exists(anew), version_id=OuterRef(OuterRef("pk")), team_id=OuterRef("team_id"), is_so=True
    )
    named = Agreement.teams.through._default_manager.filter(agreement_id=OuterRef("agreement_id"), team_id__in=teams)
    waits = Q(agreement__is_for_all=True) | Q(Exists(named.filter(~Exists(heard))))
    drafts = _newest_of_practice(person).filter(waits, ~Exists(said), publication=None).exclude(created_by=person)
    return columns(REVIEW, drafts, at="created_at", title="title", more="number", place="agreement_id")


def to_look_at(person: Person, today: date) -> QuerySet[Any, Any]:
    """What holds, whose day to look again has come, and for which nobody has written a newer version yet."""
    due = _newest_of_practice(person).filter(publication__isnull=False, look_again_on__lte=today)
    return columns(AGAIN, due, at="created_at", title="title", more="look_again_on", place="agreement_id")


def review_line(row: Row, today: date) -> Ask:
    return Ask(
        f"Is that where you would draw the line? {row.title}",
        address("agreement-version", UUID(row.place), int(row.more)),
        "Somebody who does this work wrote it. It stays a draft until others who do it have reviewed it.",
        None,
        "when you can",
    )


def again_line(row: Row, today: date) -> Ask:
    by = date.fromisoformat(row.more[:10])
    return Ask(
        f"Does it still hold? {row.title}",
        address("agreement", UUID(row.place)),
        "The day that was named to look at it again has come.",
        by,
        f"since {day(by)}",
    )
