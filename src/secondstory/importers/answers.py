"""What the person who imports says beside the files: answers to open questions, and where chat goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from secondstory.importers.refusals import ImportRefused
from secondstory.importers.slack.shapes import PeopleMode
from secondstory.timeline.parse.zones import UnknownZone, tz_of, zone_named


@dataclass(frozen=True, slots=True)
class Answers:
    """``zone`` is one the parser knows; ``channels`` None means all that are rooms."""

    zone: str | None = None
    date: date | None = None
    channels: tuple[str, ...] | None = None
    start: datetime | None = None
    end: datetime | None = None
    people: PeopleMode = "pseudonyms"
    roles: dict[str, str] = field(default_factory=dict)


def read_zone(words: str) -> str | None:
    """The zone in the words, None when there are none; ImportRefused says what would be one."""
    if not words.strip():
        return None
    try:
        return zone_named(words.strip())
    except UnknownZone as unknown:
        raise ImportRefused("unknown_zone", str(unknown)) from None


def read_date(words: str) -> date | None:
    if not words.strip():
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise ImportRefused(
            "no_such_day", f"“{words.strip()[:40]}” is not a day of the calendar. Write one such as 2017-01-31."
        ) from None


def read_instant(words: str, zone: str | None) -> datetime | None:
    """A moment with its zone, or in ``zone``; one without either is asked for, never guessed."""
    if not words.strip():
        return None
    try:
        moment = datetime.fromisoformat(words.strip())
    except ValueError:
        raise ImportRefused(
            "no_such_moment", f"“{words.strip()[:40]}” is not a moment. Write one such as 2025-01-10T14:00+01:00."
        ) from None
    if moment.tzinfo is None:
        if zone is None:
            raise ImportRefused(
                "zone_needed",
                f"“{words.strip()[:40]}” has no zone. Write one with it, such as 2025-01-10T14:00+01:00, or name a zone.",
            )
        moment = moment.replace(tzinfo=tz_of(zone))
    return moment


def read_roles(words: tuple[str, ...]) -> dict[str, str]:
    """``U012A3CDE=on-call engineer``, several of them."""
    roles = {}
    for one in words:
        user, found, role = one.partition("=")
        if not found or not user.strip() or not role.strip():
            raise ImportRefused(
                "no_role", f"“{one[:60]}” names no role. Write the user's id and the role, such as U012A3CDE=on-call."
            )
        roles[user.strip()] = role.strip()
    return roles
