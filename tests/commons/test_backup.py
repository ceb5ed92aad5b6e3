"""A backup takes what was said, with its answers, and brings it back as it was."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from tests.exporters.test_backup import emptied

from secondstory.commons.actions.keep_list import add_to_list, begin_list
from secondstory.commons.actions.moderate import decide, tell_concern
from secondstory.commons.actions.say import reply, say_about
from secondstory.commons.actions.withdraw import withdraw_remark
from secondstory.commons.models import Concern, Decision, ReadingItem, Remark
from secondstory.exporters.backup import write
from secondstory.exporters.backup.read import restore_backup
from secondstory.exporters.backup.write import write_backup


@pytest.mark.requirement("R-002-06")
def test_what_was_said_comes_back_with_what_was_decided(cast, dee, reading, tmp_path, monkeypatch):
    monkeypatch.setattr(write, "one_moment", nullcontext)
    said = say_about(reading, "A note.", by=cast.ana)
    withdraw_remark(reply(said, "Mine.", by=cast.bo), by=cast.bo)
    open_said = say_about("drift", "It crept up.", by=cast.ana)
    reply(open_said, "So it is.", by=cast.cy)
    tell_concern(open_said, "About a person.", by=cast.cy)
    decide(open_said, "hidden", "Somebody’s character.", by=dee)
    add_to_list(begin_list("Mine", by=cast.ana), by=cast.ana, title="A work")
    models = (Remark, Decision, Concern, ReadingItem)
    held = [list(model.objects.order_by("pk").values()) for model in models]
    write_backup(tmp_path / "all.zip")
    emptied()
    restore_backup(tmp_path / "all.zip")
    assert [list(model.objects.order_by("pk").values()) for model in models] == held
