"""Sending what waits: by ``secondstory mail send``, and by the running server.

At least once, never less (docs/decisions/0020): a message is marked as sent after the mail server took it. A process that
is killed between the two leaves it waiting, and it leaves again under the same Message-ID once its turn is over.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from secondstory.notify.letter import letter
from secondstory.notify.models import Message
from secondstory.notify.outbox import composer, gather_all, is_set_up
from secondstory.people.refusals import Refusal
from secondstory.ui.text import shorten

MOST = 500
# Whoever takes a message has so long; after that another process may.
TURN = timedelta(minutes=10)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
# What could not be told for a week is no news; the pages have it.
TOO_OLD = timedelta(days=7)
KEPT = timedelta(days=90)
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sent:
    sent: int = 0
    nothing: int = 0
    refused: int = 0
    waiting: int = 0


class ServerAway(Exception):
    """The mail server takes nothing from us just now: no fault of any message."""


def send(now: datetime | None = None) -> Sent:
    if not is_set_up():
        raise Refusal(
            "No mail server is named here. Set SECONDSTORY_MAIL_HOST, and look at docs/how-to/send-mail.md.",
            code="no_mail",
        )
    gather_all(now or timezone.now())
    at = now or timezone.now()
    _clear(at)
    done = Sent()
    connection: BaseEmailBackend = get_connection()
    try:
        for message in _taken(at):
            try:
                _send(message, connection, done)
            except ServerAway as trouble:
                _wait_for_server(message, at, str(trouble))
                log.warning("mail: the server takes nothing just now (%s)", trouble)
                break
            except Exception as trouble:  # of this message alone: those behind it do not wait for it
                done.refused += _later(message, at, type(trouble).__name__)
                log.error("mail: %s could not be composed: %s", message.kind, type(trouble).__name__)
    finally:
        connection.close()
    done.waiting = Message.objects.filter(state=Message.State.WAITING).count()
    return done


def _clear(at: datetime) -> None:
    waiting = Message.objects.filter(state=Message.State.WAITING, queued_at__lt=at - TOO_OLD)
    waiting.update(state=Message.State.REFUSED, ended_at=at, reason="It waited for a week.")
    over = Message.objects.filter(state__in=[Message.State.SENT, Message.State.NOTHING, Message.State.REFUSED])
    over.filter(ended_at__lt=at - KEPT).delete()


def _taken(at: datetime) -> Iterator[Message]:
    """One after the other, each for us alone: of two processes that send at once, one takes it."""
    waiting = Message.objects.filter(state=Message.State.WAITING)
    for id in list(waiting.filter(next_at__lte=at).order_by("next_at", "id").values_list("pk", flat=True)[:MOST]):
        if waiting.filter(pk=id, next_at__lte=at).update(next_at=at + TURN):
            yield Message.objects.select_related("to").get(pk=id)


def _send(message: Message, connection: BaseEmailBackend, done: Sent) -> None:
    compose = composer(message.kind)
    mail = compose(message) if compose and message.to.is_active else None
    if mail is None:
        done.nothing += _end(message, Message.State.NOTHING)
        return
    try:
        connection.open()  # once for all of them
        letter(mail, to=message.to.email, id=message.pk, connection=connection).send()
    except smtplib.SMTPAuthenticationError as trouble:
        raise ServerAway(f"it does not accept our user name and password: {trouble.smtp_code}") from None
    except smtplib.SMTPRecipientsRefused as trouble:
        done.refused += _not_taken(message, *next(iter(trouble.recipients.values()), (550, b"")))
    except smtplib.SMTPDataError as trouble:
        done.refused += _not_taken(message, trouble.smtp_code, trouble.smtp_error)
    except (smtplib.SMTPException, OSError) as trouble:
        raise ServerAway(type(trouble).__name__) from None
    else:
        done.sent += _end(message, Message.State.SENT)


def _not_taken(message: Message, code: int, said: bytes | str) -> int:
    """What the server says of this one address or message: 5xx is for good, 4xx for now. Gives 1 when it is refused."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    reason = shorten(f"{code} {text}", 300)
    if 500 <= code < 600:
        return _end(message, Message.State.REFUSED, reason)
    return _later(message, timezone.now(), reason)


def _wait_for_server(message: Message, at: datetime, reason: str) -> None:
    """It costs the message nothing but time."""
    pause = PAUSES[min(message.tries, len(PAUSES) - 1)]
    Message.objects.filter(pk=message.pk).update(
        next_at=at + pause, tries=message.tries + 1, reason=shorten(reason, 300)
    )


def _end(message: Message, state: Message.State, reason: str = "") -> int:
    Message.objects.filter(pk=message.pk).update(
        state=state, ended_at=timezone.now(), reason=reason, tries=message.tries + 1
    )
    return 1


def _later(message: Message, at: datetime, reason: str) -> int:
    """After a pause that grows; after the last one it is refused."""
    if message.tries >= len(PAUSES):
        return _end(message, Message.State.REFUSED, reason)
    Message.objects.filter(pk=message.pk).update(
        next_at=at + PAUSES[message.tries], tries=message.tries + 1, reason=shorten(reason, 300)
    )
    return 0
