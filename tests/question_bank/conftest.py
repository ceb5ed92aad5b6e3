from __future__ import annotations

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.incidents.models import Retrospective
from secondstory.question_bank.actions.add_question import add_question
from secondstory.question_bank.models import Choice

TEXT = "What did the graph of the standby tell you?"


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    """Ana facilitates, Bo takes part, Cy is in another team and looks on."""
    study = builders.study(cast.ana, team=cast.storage, zone="UTC", work_open_to="organization")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def own(cast: Cast) -> Choice:
    """The storage team's own question."""
    return add_question(TEXT, purpose="cues", surfaces=["A", "I", "X"], steps=["3"], team=cast.storage, by=cast.ana)
