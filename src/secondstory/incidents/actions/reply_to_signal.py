"""Every signal gets a word back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from secondstory.incidents.models import Signal
from secondstory.incidents.policies import check_can_read
from secondstory.incidents.words import prose
from secondstory.journal.actions import action, record
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Person


@action
def reply_to_signal(signal: Signal, text: str, *, by: Person) -> Signal:
    """The word back, by anybody who reads the signal. The first one stays; later words are notes beside it."""
    check_can_read(signal, by)
    signal.refresh_from_db(fields=["reply", "status"])
    words = prose(text, most=4000, field="reply", empty="Write a word back to whoever raised it.")
    if signal.reply == words:
        return signal
    if signal.reply:
        raise Refusal(
            "Somebody has already written a word back. Add yours as a note beside it.", code="replied", field="reply"
        )
    signal.reply, signal.replied_at = words, timezone.now()
    if signal.status == Signal.Status.NEW:
        signal.status = Signal.Status.REPLIED
    signal.save(update_fields=["reply", "replied_at", "status"])
    record("signal.replied", about=signal, by=by)
    return signal


def check_has_reply(signal: Signal) -> None:
    """Before a signal is kept in view or laid to rest, whoever raised it hears that it was read."""
    if signal.status == Signal.Status.PROMOTED:
        raise Refusal("It became an incident. Go on there.", code="promoted")
    if not signal.reply:
        raise Refusal("Write a word back first, so that whoever raised it knows it was read.", field="reply")
