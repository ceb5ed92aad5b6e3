"""A reading as a calendar file (RFC 5545), in UTC, so that no table of zones goes with it. Plain values, no database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

LONGEST = 75  # octets in a line


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
) -> str:
    """``number`` grows with each change, so that a calendar takes the newer file for the newer one."""
    rows = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//secondstory//reading groups//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_moment(stamped)}",
        f"SEQUENCE:{number}",
        f"DTSTART:{_moment(at)}",
        f"DTEND:{_moment(at + timedelta(minutes=minutes))}",
        f"SUMMARY:{_text(title)}",
        *([f"LOCATION:{_text(where)}"] if where else []),
        *([f"DESCRIPTION:{_text(about)}"] if about else []),
        f"URL:{url}",
        f"STATUS:{'CANCELLED' if is_off else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(row)}\r\n" for row in rows)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return "\\n".join(text.splitlines())


def _folded(row: str) -> str:
    """In pieces of at most 75 octets, none of which cuts a character in two."""
    pieces: list[str] = []
    piece = ""
    for character in row:
        if len((piece + character).encode()) > LONGEST - (1 if pieces else 0):
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])
