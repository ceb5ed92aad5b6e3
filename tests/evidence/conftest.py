from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    """Ana facilitates, Bo takes part, Cy is in another team."""
    study = builders.study(cast.ana, team=cast.storage, zone="Europe/Amsterdam")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study
