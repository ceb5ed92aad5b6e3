"""Slack's ``ts``: text of seconds and microseconds, which is also the message's name."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from secondstory.importers.refusals import ImportRefused
from secondstory.importers.slack.fields import Fields

_TS = re.compile(r"(\d{1,11})(?:\.(\d{1,9}))?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def order(ts: str) -> Decimal:
    return Decimal(ts)


def instant(ts: str) -> datetime | None:
    """The moment in UTC, exact to the microsecond; None when the text is not a ts."""
    found = _TS.fullmatch(ts)
    if not found:
        return None
    microseconds = int((found[2] or "").ljust(6, "0")[:6])
    return after_epoch(int(found[1]), microseconds)


def after_epoch(seconds: int, microseconds: int = 0) -> datetime | None:
    try:
        return _EPOCH + timedelta(seconds=seconds, microseconds=microseconds)
    except OverflowError:
        return None


def required_instant(ts: str, fields: Fields, key: str = "ts") -> datetime:
    found = instant(ts)
    if found is None:
        raise ImportRefused(
            "wrong_ts",
            f"“{key}” is {ts[:40]!r}; a Slack export has seconds and microseconds there, "
            "as in '1736478630.905399'. Export again.",
            file=fields.file,
            line=fields.line,
        )
    return found
