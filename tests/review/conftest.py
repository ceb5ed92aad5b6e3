from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective


@pytest.fixture
def analysed(cast: Cast) -> Retrospective:
    """Ana's study, ready to be opened for review; Bo is on the team's rota, Cy outside."""
    study = builders.study(cast.ana, state="analysing", team=cast.storage)
    builders.role(study, cast.ana)
    builders.analysed(study)
    builders.write_up(study)
    return study


@pytest.fixture
def agreed(cast: Cast) -> Retrospective:
    """A study whose every guard before 'final' holds; Ana carries it, Bo reviewed it."""
    return builders.ready_to_finalize(builders.study(cast.ana), facilitator=cast.ana, reviewer=cast.bo)
