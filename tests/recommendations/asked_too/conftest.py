"""A study of Ana's with a recommendation, and one of the other team that asks for it, too."""

from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast
from tests.recommendations.asked_too.world import FIRST, OWN_LINE, SECOND, TITLE, WHY

from secondstory.incidents.models import Retrospective
from secondstory.recommendations.actions.ask_too import ask_too
from secondstory.recommendations.models import AskedToo, Recommendation


@pytest.fixture
def storage(cast: Cast) -> Retrospective:
    """Ana's study, read by her team: Ana and Bo, not Cy."""
    study = builders.study(cast.ana, FIRST, team=cast.storage, work_open_to="team")
    builders.role(study, cast.ana)
    return study


@pytest.fixture
def billing(cast: Cast) -> Retrospective:
    """Where Bo works, too; Cy of the other team reads it, Ana does not."""
    study = builders.study(cast.cy, SECOND, team=cast.billing, work_open_to="team")
    builders.role(study, cast.cy)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def found(billing):
    return builders.finding(billing, "Nobody heard of the empty file.")


@pytest.fixture
def alarm(storage) -> Recommendation:
    return builders.recommendation(storage, TITLE, status="planned")


@pytest.fixture
def ask(billing, alarm, found, cast) -> AskedToo:
    return ask_too(billing, alarm, by=cast.bo, findings=[found], title=OWN_LINE, why=WHY)
