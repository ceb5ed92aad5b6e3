from __future__ import annotations

import pytest
from tests.vault import sample

from secondstory.vault import holders, keys
from secondstory.vault.keys import Key


@pytest.fixture
def rows(db: None, monkeypatch: pytest.MonkeyPatch) -> type[sample.Sample]:
    """A table with a sealed column; no other one is known."""
    monkeypatch.setattr(holders, "apps", holders.apps)
    monkeypatch.setattr(holders, "_holders", {})
    sample.install()
    return sample.Sample


@pytest.fixture
def key() -> Key:
    return keys.make()
