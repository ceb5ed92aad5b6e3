"""Notes whose day is over go by themselves: whichever process gets there first, and after a kill at any moment."""

from __future__ import annotations

import time

import pytest
from tests.journeys.server import Server

pytestmark = pytest.mark.slow

NOTES = """
import json
from datetime import timedelta
from django.utils import timezone
from tests import builders
from tests.cast import make_cast
from secondstory.firsthand.actions.conversations import hold, plan_conversation, write_notes
from secondstory.firsthand.models import Conversation
cast = make_cast()
study = builders.study(cast.bo, state="gathering")
for person in (cast.ana, cast.cy):
    talk = plan_conversation(builders.participant(study, person), by=cast.bo)
    hold(talk, by=cast.bo, agreed_to_notes=True)
    write_notes(talk, "what was said", by=cast.bo)
Conversation.objects.update(keep_until=timezone.now().date() - timedelta(days=1))
print(json.dumps(Conversation.objects.count()))
"""
LEFT = """
import json
from secondstory.firsthand.models import NotesVersion
from secondstory.journal.models import Event
print(json.dumps([NotesVersion.objects.count(), Event.objects.filter(kind="conversation.expired").count()]))
"""


def test_servers_that_start_delete_once_what_is_over(tmp_path, database) -> None:
    first = Server(tmp_path / "home", database).start()
    first.kill()
    assert first.python(NOTES) == 2
    first.start()
    first.kill()  # at whatever moment this is
    second = Server(tmp_path / "home", database)
    try:
        first.start()
        second.start()
        until = time.monotonic() + 20
        while first.python(LEFT) != [0, 2]:
            assert time.monotonic() < until, first.log.read_text()[-2000:]
    finally:
        first.kill()
        second.kill()
