from __future__ import annotations

import pytest

from secondstory.notify import outbox
from secondstory.notify.mail import Item, Mail


def told(message):
    """What a step would say; nothing when the message asks for nothing."""
    if message.facts.get("nothing"):
        return None
    return Mail(
        subject=message.facts.get("subject", "Published: The standby"),
        parts=(Item("The standby <b>fell</b> behind", "/library/standby/", "Published"),),
        foot="You follow the team Storage.",
        stop="/mail/stop/token/",
        list_name="following",
    )


@pytest.fixture(autouse=True)
def mail_is_set_up(settings, monkeypatch):
    settings.MAIL = True
    settings.BASE_URL = "https://house.example"
    monkeypatch.setattr(outbox, "_gatherers", [])
    monkeypatch.setattr(outbox, "_composers", {"test": told})
