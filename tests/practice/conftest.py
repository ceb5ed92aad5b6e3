from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.people.models import Person
from secondstory.playbook.models import ProcessVersion
from secondstory.practice.actions.draft import draft_version, review_process
from secondstory.practice.actions.propose import propose
from secondstory.practice.models import Proposal
from secondstory.practice.process_words import Words, words_of

WHAT = "Leave the section Impact out of small studies"
WHY = "It took an hour each time, and nobody asked for it."


def to_come(days: int = 180) -> date:
    return timezone.localdate() + timedelta(days=days)


def proposed(by: Person, what: str = WHAT, why: str = WHY, **told) -> Proposal:
    return propose(what, why, by=by, way=told.pop("way", "drop"), **told)


def in_force() -> ProcessVersion:
    version = ProcessVersion.objects.in_force(timezone.now())
    assert version is not None
    return version


def words(**changed) -> Words:
    """What the version in force says, with ``review={"due_days": 20}`` and the like in place of its own."""
    now = words_of(in_force().process)
    order = changed.pop("write_up", now.write_up)
    stages = {key: replace(stage, **changed.get(key, {})) for key, stage in now.stages.items()}
    return Words(stages, order)


def drafted(by: Person, why: str = "Rounds were too short.", **told) -> ProcessVersion:
    said = told.pop("words", None) or words(review={"due_days": 25})
    return draft_version(said, why, by=by, from_on=told.pop("from_on", timezone.localdate()), **told)


@pytest.fixture
def dee(cast: Cast) -> Person:
    """Keeps the process, and is in no team."""
    dee = Person.objects.create(email="dee@example.org", display_name="Dee", password="!")
    builders.grant(dee, "process_owner")
    return dee


@pytest.fixture
def as_dee(dee: Person) -> Client:
    client = Client()
    client.force_login(dee)
    return client


@pytest.fixture
def draft(dee: Person) -> ProcessVersion:
    return drafted(dee)


@pytest.fixture
def agreed(cast: Cast, draft: ProcessVersion) -> ProcessVersion:
    review_process(draft, by=cast.bo)
    return draft
