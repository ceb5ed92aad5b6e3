from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def mail_is_set_up(settings):
    settings.MAIL = True
    settings.BASE_URL = "https://house.example"
