"""A signal is thanked and laid to rest. It can be kept in view again, or promoted, at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secondstory.incidents.actions.reply_to_signal import check_has_reply, reply_to_signal
from secondstory.incidents.models import Signal
from secondstory.incidents.policies import check_can_read
from secondstory.journal.actions import action, record

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def rest_signal(signal: Signal, *, by: Person, reply: str = "") -> Signal:
    check_can_read(signal, by)
    signal.refresh_from_db(fields=["reply", "status"])
    if signal.status == Signal.Status.RESTED:
        return signal
    if reply:
        reply_to_signal(signal, reply, by=by)
    check_has_reply(signal)
    signal.status = Signal.Status.RESTED
    signal.save(update_fields=["status"])
    record("signal.rested", about=signal, by=by)
    return signal
