from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.models import Mystery
from secondstory.commons.actions.read_together import begin_group, plan_reading
from secondstory.commons.actions.say import open_topic, say_about
from secondstory.commons.models import Reading, ReadingGroup, Remark
from secondstory.people.models import Person
from secondstory.publishing.models import Publication

SAID = "We have the same copy tool. How would you notice that it is silent?"


@pytest.fixture
def text(cast: Cast) -> Publication:
    """Ana's, published to the storage team, which is hers and Bo's."""
    return builders.publication(cast.ana, "A silent copy", audience="team", team=cast.storage)


@pytest.fixture
def open_text(cast: Cast) -> Publication:
    return builders.publication(cast.ana, "An open copy", audience="organization")


@pytest.fixture
def question(cast: Cast) -> Mystery:
    return raise_mystery("Who hears silence?", by=cast.ana, team=cast.storage)


@pytest.fixture
def remark(cast: Cast, text) -> Remark:
    """Ana's, beside the team's text."""
    return say_about(text, SAID, by=cast.ana)


@pytest.fixture
def open_remark(cast: Cast, open_text) -> Remark:
    """Ana's, beside a text that everybody here reads."""
    return say_about(open_text, SAID, by=cast.ana)


@pytest.fixture
def topic(cast: Cast) -> Remark:
    return open_topic(
        "While a copy runs", "What do you watch meanwhile?", by=cast.ana, audience="team", team=cast.storage
    )


@pytest.fixture
def group(cast: Cast) -> ReadingGroup:
    """The storage team's, begun by Ana."""
    return begin_group("Thursdays", by=cast.ana, audience="team", team=cast.storage)


@pytest.fixture
def reading(cast: Cast, group) -> Reading:
    return plan_reading(group, by=cast.ana, at=builders.NOON, title="Still Not Safe", author="Wears and Sutcliffe")


@pytest.fixture
def dee(cast: Cast) -> Person:
    """A steward in no team."""
    dee = Person.objects.create(email="dee@example.org", display_name="Dee", password="!")
    builders.grant(dee, "steward")
    return dee
