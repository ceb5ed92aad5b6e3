from __future__ import annotations

from tests.writeup.conftest import own_database  # noqa: F401  # what several threads may write to
