from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective
from secondstory.playbook.transitions import State


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    """Ana facilitates, Bo takes part, Cy is in another team."""
    study = builders.study(cast.ana, team=cast.storage, zone="Europe/Amsterdam")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def final_study(study: Retrospective, cast: Cast) -> Retrospective:
    """The same study, final: nothing of its timeline changes any more."""
    study.state, study.finalized_at, study.audience = State.FINAL, builders.NOON, "organization"
    study.save()
    return study
