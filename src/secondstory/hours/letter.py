"""'The work I did here': a page that somebody makes of their own hours and names, to keep and to share themself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secondstory.bylines.queries import own
from secondstory.hours.models import OwnTime
from secondstory.hours.queries import by_work, own_times
from secondstory.hours.words import days
from secondstory.people.models import Organization, Person


@dataclass(frozen=True, slots=True)
class Letter:
    name: str
    organization: str
    since: date | None
    to: date | None
    work: list[tuple[str, str]]
    lines: Sequence[OwnTime]
    signed: list[tuple[str, str]]


def letter(person: Person, since: date | None, to: date | None) -> Letter:
    """Of their own lines, and of what they put their name on and still read."""
    times = own_times(person, since, to)
    name = Organization.objects.values_list("name", flat=True).get(pk=1)
    signed = [(one.where, one.byline.did) for one in own(person) if one.where and one.byline.shown == "name"]
    return Letter(person.display_name, name, since, to, by_work(times), times, signed)


def to_markdown(told: Letter) -> str:
    parts = [f"# The work I did here\n\n{told.name}, {told.organization}"]
    if told.since or told.to:
        parts.append(f"{told.since or ''} – {told.to or ''}".strip())
    if told.work:
        parts.append("## What kind of work\n\n" + "\n".join(f"- {label}: {time}" for label, time in told.work))
    if told.signed:
        parts.append(
            "## What carries my name\n\n"
            + "\n".join(f"- {' '.join(where.split())}{f': {did}' if did else ''}" for where, did in told.signed)
        )
    if told.lines:
        parts.append(
            "## In single lines\n\n"
            + "\n".join(
                f"- {one.on}: {one.get_work_display()}, {days(one.quarters)}{f': {one.about}' if one.about else ''}"
                for one in told.lines
            )
        )
    return "\n\n".join(parts) + "\n"
