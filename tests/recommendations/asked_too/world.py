"""Two studies, and the words that tell whether a page speaks of one."""

from __future__ import annotations

from django.urls import reverse

from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.recommendations.models import Recommendation

TITLE = "An alarm on the age of the newest dump"
FIRST, SECOND = "The night without a dump", "The morning without an invoice"
OWN_LINE = "Hear of it before the customer does"
WHY = "We heard of it from a customer."


def text_of(response) -> str:
    return response.content.decode()


def page_of(study: Retrospective) -> str:
    return reverse("study-recommendations", args=[study.pk])


def at(study: Retrospective, it: Recommendation) -> str:
    return reverse("ask-too", args=[study.pk, it.pk])


def kinds() -> list[str]:
    return list(Event.objects.filter(kind__contains="asked_too").order_by("seq").values_list("kind", flat=True))
