from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.agreements.actions.publish import publish_version
from secondstory.agreements.actions.review import review_version
from secondstory.agreements.actions.write import begin_agreement
from secondstory.agreements.models import AgreementVersion
from secondstory.people.models import Person

TITLE = "Repairing a copy by hand"
TEXT = "One repairs it alone while the copy is a day old or less.\n\nWith an older one, two people look first."


def to_come(days: int = 180):
    return timezone.localdate() + timedelta(days=days)


def begin(by: Person, *teams, title: str = TITLE, text: str = TEXT, **told) -> AgreementVersion:
    return begin_agreement(title, text, by=by, teams=teams, look_again_on=told.pop("look_again_on", to_come()), **told)


@pytest.fixture
def draft(cast: Cast) -> AgreementVersion:
    """Ana's, about the storage team's work."""
    return begin(cast.ana, cast.storage)


@pytest.fixture
def reviewed(cast: Cast, draft) -> AgreementVersion:
    review_version(draft, is_so=True, by=cast.bo)
    return draft


@pytest.fixture
def published(cast: Cast, reviewed) -> AgreementVersion:
    """For the whole organization."""
    publish_version(reviewed, by=cast.ana, audience="organization")
    reviewed.refresh_from_db()
    return reviewed


@pytest.fixture
def dee(cast: Cast) -> Person:
    """Leads, keeps the house and owns its process, and is in no team."""
    dee = Person.objects.create(email="dee@example.org", display_name="Dee", password="!")
    for role in ("leader", "steward", "process_owner"):
        builders.grant(dee, role)
    return dee
