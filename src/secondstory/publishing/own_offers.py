"""Talks and notes for newcomers that somebody offered, for their own list (connected in config/wiring.py)."""

from __future__ import annotations

from django.urls import reverse

from secondstory.analysis.offered_elsewhere import Offered
from secondstory.people.models import Person
from secondstory.publishing.models import ForNewcomers, OfferedTalk, Publication


def own(person: Person) -> list[Offered]:
    """Also beside texts they no longer read, without their titles. Three statements."""
    talks = OfferedTalk.objects.filter(person=person).select_related("publication").order_by("pk")
    notes = ForNewcomers.objects.filter(person=person).select_related("publication").order_by("pk")
    told = [(one.about, one.publication, "talks", reverse("no-talk", args=[one.pk])) for one in talks]
    told += [(one.text, one.publication, "newcomers", reverse("not-for-newcomers", args=[one.pk])) for one in notes]
    beside = {publication.pk for _, publication, _, _ in told}
    read = set(Publication.objects.visible_to(person).filter(pk__in=beside).values_list("pk", flat=True))
    return [
        Offered(
            about,
            of.title if of.pk in read else "",
            f"{reverse('publication', args=[of.slug])}#{anchor}" if of.pk in read else "",
            removal,
        )
        for about, of, anchor, removal in told
    ]
