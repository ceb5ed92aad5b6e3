"""Whoever owned or decided a recommendation in another installation: a bundle does not say who, and nobody here did."""

from __future__ import annotations

from secondstory.people.models import Person

ADDRESS = "somebody@elsewhere.invalid"


def somebody_elsewhere() -> Person:
    """One person for all of them, who can never sign in. The first revision of a recommendation names somebody."""
    found = Person.objects.filter(email=ADDRESS).first()
    if found is None:
        found = Person(email=ADDRESS, display_name="Somebody elsewhere", is_active=False)
        found.set_unusable_password()
        found.save()
    return found
