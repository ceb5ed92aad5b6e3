"""A signal stays in view: nothing to study yet, worth noticing again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.actions.reply_to_signal import check_has_reply, reply_to_signal
from secondstory.incidents.models import Signal
from secondstory.incidents.policies import check_can_read
from secondstory.journal.actions import action, record

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def keep_watching(signal: Signal, *, by: Person, reply: str = "") -> Signal:
    check_can_read(signal, by)
    signal.refresh_from_db(fields=["reply", "status"])
    if signal.status == Signal.Status.WATCHING:
        return signal
    if reply:
        reply_to_signal(signal, reply, by=by)
    check_has_reply(signal)
    signal.status = Signal.Status.WATCHING
    signal.save(update_fields=["status"])
    record("signal.kept_watching", about=signal, by=by)
    return signal
