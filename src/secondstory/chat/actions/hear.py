"""A signature is believed once, and an account is heard so often a minute."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from secondstory.chat.models import Heard
from secondstory.chat.said import Sender
from secondstory.chat.signatures import WINDOW
from secondstory.journal.actions import action
from secondstory.people.refusals import Conflict, Refusal

MOST_A_MINUTE = 30


class TooOften(Refusal):
    status = 429
    code = "too_often"


@action
def hear(signature: str, sender: Sender) -> None:
    """Once, or a Conflict; and TooOften for one that sends too fast. Old ones are forgotten."""
    now = timezone.now()
    Heard.objects.filter(at__lt=now - 2 * timedelta(seconds=WINDOW)).delete()
    key = hashlib.sha256(signature.encode(errors="replace")).hexdigest()
    who = hashlib.sha256("\n".join((sender.system, sender.workspace, sender.account)).encode()).hexdigest()
    if Heard.objects.filter(sender=who, at__gt=now - timedelta(minutes=1)).count() >= MOST_A_MINUTE:
        raise TooOften("That is more than is kept in a minute. Wait a little, then send it again.")
    try:
        with transaction.atomic():
            Heard.objects.create(signature=key, sender=who, at=now)
    except IntegrityError:
        raise Conflict("This was heard before. Send it anew if it is new.", code="heard_before") from None
