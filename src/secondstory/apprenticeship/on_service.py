"""What was learned about a service from each other, on its page (connected in config/wiring.py)."""

from __future__ import annotations

from django.urls import reverse

from secondstory.apprenticeship.models import TeachingMoment
from secondstory.organization.beside_service import Line, Shelf
from secondstory.people.audience import Who
from secondstory.people.models import Service
from secondstory.ui.moments import day

MOST = 8


def shelves(service: Service, user: Who) -> list[Shelf]:
    """The newest. One statement."""
    moments = TeachingMoment.objects.visible_to(user).about(service).newest_first()[:MOST]
    page = f"{reverse('teaching')}?service={service.slug}"
    return [
        Shelf(
            "Learned from each other",
            [
                Line(
                    one.came_of_it or one.about,
                    one.taught_by.display_name if one.taught_by else one.get_kind_display(),
                    f"{page}#moment-{one.pk}",
                    one.about,
                    day(one.day),
                )
                for one in moments
            ],
        )
    ]
