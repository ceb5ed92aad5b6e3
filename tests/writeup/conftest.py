from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective
from secondstory.writeup.actions.begin import begin
from secondstory.writeup.models import Section


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    """Ana facilitates, Bo takes part, Cy is in another team."""
    study = builders.study(cast.ana, team=cast.storage, zone="Europe/Amsterdam")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo, role_label="database engineer")
    return study


@pytest.fixture
def section(study: Retrospective, cast: Cast) -> Section:
    return begin(study, by=cast.ana).sections.get(key="impact")
