"""What newcomers are told to read, and which talks are offered, on a service's page (connected in config/wiring.py)."""

from __future__ import annotations

from django.urls import reverse

from secondstory.organization.beside_service import Line, Shelf
from secondstory.people.audience import Who
from secondstory.people.models import Service
from secondstory.publishing.models import ForNewcomers, OfferedTalk, Publication

MOST = 20


def shelves(service: Service, user: Who) -> list[Shelf]:
    """The newest, of texts that ``user`` reads. Two statements."""
    notes = ForNewcomers.objects.filter(service=service).visible_to(user).select_related("publication", "person")
    talks = OfferedTalk.objects.filter(publication__in=service.publications.order_by().values("pk"))
    talks = talks.visible_to(user).select_related("publication", "person")
    return [
        Shelf(
            "Read this when you start",
            [
                Line(one.text, one.person.display_name, _at(one.publication, "newcomers"), one.publication.title)
                for one in notes.order_by("-created_at", "-id")[:MOST]
            ],
        ),
        Shelf(
            "Who would tell about it",
            [
                Line(one.about, one.person.display_name, _at(one.publication, "talks"), one.publication.title, one.how)
                for one in talks.order_by("-created_at", "-id")[:MOST]
            ],
        ),
    ]


def _at(publication: Publication, anchor: str) -> str:
    return reverse("publication", args=[publication.slug]) + f"#{anchor}"
