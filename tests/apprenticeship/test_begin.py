"""Anybody begins their own way, and nobody else sees that they did."""

from __future__ import annotations

import pytest
from tests.cast import Cast

from secondstory.apprenticeship.actions.begin import begin_apprenticeship
from secondstory.apprenticeship.models import Apprenticeship
from secondstory.journal.models import Event

pytestmark = pytest.mark.requirement("R-002-34")


def test_somebody_begins_theirs(cast: Cast):
    begun = begin_apprenticeship(by=cast.ana)
    assert begun.learner == cast.ana
    event = Event.objects.get(kind="apprenticeship.begun")
    assert (event.subject_id, event.by, event.facts) == (begun.pk, cast.ana, {})


def test_begun_twice_it_is_one(cast: Cast):
    assert begin_apprenticeship(by=cast.ana) == begin_apprenticeship(by=cast.ana)
    assert Event.objects.filter(kind="apprenticeship.begun").count() == 1


def test_nobody_else_sees_that_they_did(cast: Cast, anas, asked, dee):
    for other in (cast.bo, cast.cy, dee, None):
        assert not Apprenticeship.objects.visible_to(other).exists()
    assert Apprenticeship.objects.visible_to(cast.ana).get() == anas
