from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.apprenticeship.actions.begin import begin_apprenticeship
from secondstory.apprenticeship.actions.mentor import agree_to_mentor, ask_mentor
from secondstory.apprenticeship.actions.notes import write_learner_note
from secondstory.apprenticeship.models import Apprenticeship, LearnerNote, Mentorship
from secondstory.people.models import Person
from secondstory.publishing.models import Publication

TEXT = "Why does the copy say nothing for ten minutes?"


@pytest.fixture
def anas(cast: Cast) -> Apprenticeship:
    """Ana is the learner."""
    return begin_apprenticeship(by=cast.ana)


@pytest.fixture
def asked(cast: Cast, anas) -> Mentorship:
    """She asked Bo, who has not answered."""
    return ask_mentor(anas, cast.bo, by=cast.ana)


@pytest.fixture
def along(cast: Cast, asked) -> Mentorship:
    """Bo walks along with Ana."""
    return agree_to_mentor(asked, by=cast.bo)


@pytest.fixture
def text(cast: Cast) -> Publication:
    return builders.publication(cast.cy)


@pytest.fixture
def note(cast: Cast, anas, text) -> LearnerNote:
    """Ana's, on a text she read, for herself alone."""
    return write_learner_note(anas, "read", TEXT, publication=text, by=cast.ana)


@pytest.fixture
def dee(cast: Cast) -> Person:
    """Leads, keeps the house and owns its process, and is in no team."""
    dee = Person.objects.create(email="dee@example.org", display_name="Dee", password="!")
    for role in ("leader", "steward", "process_owner"):
        builders.grant(dee, role)
    return dee
