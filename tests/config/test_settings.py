"""What an environment variable changes."""

import runpy

import pytest

from secondstory.config import settings


@pytest.mark.parametrize(("behind", "count"), [("1", 1), ("", 0)])
def test_limits_on_signing_in_are_about_whoever_asks_the_proxy(monkeypatch, behind, count):
    """Else everybody behind it shares one limit, and a stranger could use it up for all."""
    monkeypatch.setenv("SECONDSTORY_BEHIND_PROXY", behind)
    assert runpy.run_path(settings.__file__)["ALLAUTH_TRUSTED_PROXY_COUNT"] == count
