"""What versions for outside ask of somebody, on their first page: a title where they read the study, never a word."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When

from secondstory.incidents.querysets import work_readable
from secondstory.outside.models import OutsideConsent
from secondstory.people.models import Person
from secondstory.publishing.asks import Ask
from secondstory.publishing.findable.rows import Row, columns
from secondstory.ui.menu import address

CONSENT = "outside-consent"


def to_answer(person: Person, today: date) -> QuerySet[Any, Any]:
    asked = OutsideConsent.objects.filter(person=person, state=OutsideConsent.State.ASKED, version__withdrawn_at=None)
    asked = asked.filter(version__text=None)
    here = When(
        work_readable(person.as_reader, prefix="version__retrospective__"), then=F("version__retrospective__title")
    )
    asked = asked.annotate(of=Case(here, default=Value("a study you are no longer part of")))
    return columns(CONSENT, asked, at="created_at", title="of")


def consent_line(row: Row, today: date) -> Ask:
    return Ask(
        f"May it stand outside, too? {row.title}",
        address("outside-consent", row.id),
        "You see exactly what would stand there, for everyone, and say yes or no.",
        None,
        "when you can",
        "only you decide",
    )
