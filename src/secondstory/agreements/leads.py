"""Working agreements as what a reading led to (connected in config/wiring.py)."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from secondstory.agreements.models import Agreement
from secondstory.commons.influenced import Lead, Place
from secondstory.commons.leads import by_id
from secondstory.people.models import Person


def _shown(user: Person, ids: Collection[UUID]) -> dict[UUID, Lead]:
    """As published; of a draft, which its practice alone reads, that it is one."""
    read = set(Agreement.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    titles = {one.pk: str(vars(one)["title"]) for one in Agreement.objects.filter(pk__in=read).in_words()}
    return {pk: Lead(titles.get(pk, "a draft"), reverse("agreement", args=[pk])) for pk in read}


AGREEMENT = Place("A working agreement", by_id(Agreement, "agreement_id"), _shown)
