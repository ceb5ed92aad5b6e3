"""Only what was signed lately with the secret is read, and once. An example of Slack's own is among these."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.chat.conftest import SECRET, SLACK

from secondstory.chat.signatures import WINDOW, is_signed, signature_of
from secondstory.incidents.models import Note

pytestmark = pytest.mark.requirement("R-003-43")


def test_it_is_signed_as_slack_documents_it():
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
        b"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
        b"%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14"
        b"d10d2c447fce8b6703c"
    )
    signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert signature_of("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body, "v0") == signature


@given(st.binary(max_size=60), st.integers(-WINDOW, WINDOW))
def test_within_its_time_it_is_believed(body, off):
    seconds = str(1_700_000_000 + off)
    given_ = signature_of(SECRET, seconds, body, "v0")
    assert is_signed(SECRET, seconds, body, given_, version="v0", now=1_700_000_000)
    assert not is_signed(SECRET, seconds, body + b" ", given_, version="v0", now=1_700_000_000)
    assert not is_signed(SECRET + "x", seconds, body, given_, version="v0", now=1_700_000_000)
    assert not is_signed(SECRET, seconds, body, given_, version="s1", now=1_700_000_000)
    assert not is_signed("", seconds, body, signature_of("", seconds, body, "v0"), version="v0", now=1_700_000_000)


@pytest.mark.parametrize("off", [-WINDOW - 1, WINDOW + 1])
def test_out_of_its_time_it_is_not(off):
    seconds = str(1_700_000_000 + off)
    assert not is_signed(
        SECRET, seconds, b"", signature_of(SECRET, seconds, b"", "v0"), version="v0", now=1_700_000_000
    )


@given(st.text(max_size=20), st.text(max_size=40))
def test_whatever_stands_in_the_headers_is_no_signature(seconds, signature):
    assert not is_signed(SECRET, seconds, b"text=hello", signature, version="v0", now=time.time())


def test_without_a_secret_there_is_no_door(client, db):
    assert client.post(SLACK, {"text": "hello"}).status_code == 404
    assert client.post("/chat/messages/", {}, content_type="application/json").status_code == 404


def test_a_secret_may_stand_in_a_file(client, db, monkeypatch, tmp_path: Path):
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    monkeypatch.setenv("SECONDSTORY_SLACK_SIGNING_SECRET_FILE", str(tmp_path / "secret"))
    assert client.post(SLACK, {"text": "hello"}).status_code == 401
    monkeypatch.setenv("SECONDSTORY_SLACK_SIGNING_SECRET_FILE", str(tmp_path / "none"))
    answer = client.post(SLACK, {"text": "hello"})
    assert answer.status_code == 200
    assert "cannot be read" in answer.json()["text"]


def test_unsigned_or_old_it_is_refused_and_nothing_is_kept(slack, client, linked):
    assert client.post(SLACK, {"text": "hello", "team_id": "T1", "user_id": "U1"}).status_code == 401
    assert slack("hello", seconds=str(int(time.time()) - WINDOW - 5)).status_code == 401
    assert not Note.objects.exists()


def test_the_same_signature_is_believed_once(slack, linked):
    told = {"seconds": str(int(time.time())), "trigger_id": "same"}
    assert "Kept" in slack("hello", **told).json()["text"]
    assert "was heard before" in slack("hello", **told).json()["text"]
    assert Note.objects.count() == 1
