from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.cast import Cast

from secondstory.chat.models import ChatAccount
from secondstory.chat.signatures import signature_of

SECRET = "not-a-real-secret-of-anybody"
SLACK, OTHER = "/chat/slack/", "/chat/messages/"
Send = Callable[..., Any]


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECONDSTORY_SLACK_SIGNING_SECRET", "SECONDSTORY_CHAT_SECRET"):
        monkeypatch.setenv(name, SECRET)


@pytest.fixture
def slack(db: None, secrets: None, client: Client) -> Send:
    """Sends a command, or a ``payload`` or an ``event``, signed as Slack signs."""

    def send(text: str = "", *, payload: object = None, event: object = None, seconds: str = "", **told: Any) -> Any:
        form = {"team_id": "T1", "user_id": "U1", "trigger_id": f"t{time.time_ns()}", "text": text, **told}
        kind = "application/x-www-form-urlencoded"
        body = urlencode(form if payload is None else {"payload": json.dumps(payload)}).encode()
        if event is not None:
            body, kind = json.dumps(event).encode(), "application/json"
        seconds = seconds or str(int(time.time()))
        return client.post(
            SLACK,
            body,
            content_type=kind,
            headers={
                "X-Slack-Request-Timestamp": seconds,
                "X-Slack-Signature": signature_of(SECRET, seconds, body, "v0"),
            },
        )

    return send


@pytest.fixture
def other(db: None, secrets: None, client: Client) -> Send:
    """Sends what a bridge sends, signed."""

    def send(told: object) -> Any:
        body, seconds = json.dumps(told).encode(), str(int(time.time()))
        return client.post(
            OTHER,
            body,
            content_type="application/json",
            headers={
                "X-Secondstory-Timestamp": seconds,
                "X-Secondstory-Signature": signature_of(SECRET, seconds, body, "s1"),
            },
        )

    return send


@pytest.fixture
def linked(cast: Cast) -> ChatAccount:
    """U1 is Ana."""
    return ChatAccount.objects.create(
        person=cast.ana, system="slack", workspace="T1", account="U1", created_by=cast.ana
    )
