"""The log names pages and places in the code; it holds no secret and quotes nobody."""

import io
import logging

import pytest
from django.urls import reverse

from secondstory.config.quiet import Line


@pytest.fixture
def log():
    """What the installation's own handler writes."""
    handler = next(one for one in logging.getLogger().handlers if isinstance(one.formatter, Line))
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.mark.parametrize(
    "address",
    [
        "/join/s3cret_Key-1/",
        "/accounts/password/reset/key/abc-s3cret_Key-1/",
        "/library/feed.atom?x=1&key=s3cret_Key-1",
    ],
)
def test_an_address_that_is_a_key_stands_there_without_its_secret(log, address):
    logging.getLogger("django.request").warning("%s: %s", "Unprocessable Entity", address)
    assert "Unprocessable Entity" in log.getvalue()
    assert "s3cret" not in log.getvalue()


def test_an_invitation_that_could_not_be_used_yet_is_not_in_it(log, client, db):
    client.get(reverse("join", args=["s3cret_Key-1"]))
    assert "/join/…/" in log.getvalue()
    assert "s3cret" not in log.getvalue()


def test_an_error_tells_its_type_and_its_place_and_quotes_nothing(log):
    try:
        try:
            raise KeyError("what Ana wrote")
        except KeyError as first:
            raise ValueError("Failing row contains (what Ana wrote)") from first
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/notes/")
    told = log.getvalue()
    assert "ValueError" in told
    assert "because of KeyError" in told
    assert "test_quiet.py" in told
    assert "contains (what Ana wrote)" not in told.replace(
        'raise ValueError("Failing row contains (what Ana wrote)")', ""
    )
