"""A reading as a calendar file, in UTC, so that no table of zones goes with it. Plain values, no database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from secondstory.ui.text import CONTROLS, SURROGATES


def as_calendar(
    *,
    uid: str,
    title: str,
    at: datetime,
    minutes: int,
    where: str,
    about: str,
    url: str,
    number: int,
    stamped: datetime,
    is_off: bool = False,
) -> bytes:
    """``number`` grows with each change, so that a calendar takes the newer file for the newer one."""
    reading = Event()
    for name, told in (
        ("uid", uid),
        ("dtstamp", stamped.astimezone(UTC)),
        ("sequence", number),
        ("dtstart", at.astimezone(UTC)),
        ("dtend", (at + timedelta(minutes=minutes)).astimezone(UTC)),
        ("summary", _text(title)),
        ("location", _text(where)),
        ("description", _text(about)),
        ("url", url),
        ("status", "CANCELLED" if is_off else "CONFIRMED"),
    ):
        if told != "":
            reading.add(name, told)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//secondstory//reading groups//EN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(reading)
    return bytes(calendar.to_ical())


def _text(text: str) -> str:
    """Without what a calendar file cannot hold."""
    return SURROGATES.sub("\ufffd", CONTROLS.sub("", "\n".join(text.splitlines())))
