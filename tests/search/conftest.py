from __future__ import annotations

import pytest
from tests.search import things

from secondstory.search import sources


@pytest.fixture(autouse=True)
def only_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_sources", {"thing": things.SOURCE})
