"""What somebody tells about one moment, and the check every verb that writes an entry makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from secondstory.incidents.models import MomentPrecision, Participant, Retrospective
from secondstory.incidents.moments import FIRST_YEAR, LAST_YEAR
from secondstory.incidents.words import line, prose
from secondstory.people.refusals import Refusal
from secondstory.timeline.models import EntryKind

LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Told:
    """The fields of an entry that a person fills in. ``at`` and ``until`` know their zone."""

    at: datetime
    text: str
    precision: str = MomentPrecision.MINUTE.value
    approximate: bool = False
    until: datetime | None = None
    kind: str = EntryKind.OBSERVATION.value
    lane: str = ""
    known_later: bool = False
    known_by: str = ""
    participant: Participant | None = None


def check_told(told: Told, study: Retrospective) -> Told:
    """The same, tidied, in UTC; or the sentence about what keeps it from being stored."""
    at = instant(told.at, "at")
    until = instant(told.until, "until") if told.until else None
    if until and until < at:
        raise Refusal(
            "The end lies before the beginning. Write the later moment as the end.", code="ends_first", field="until"
        )
    if told.precision not in MomentPrecision.values:
        raise Refusal(
            f"A moment is known by {', '.join(MomentPrecision.values)}. Choose one of these.",
            code="unknown_precision",
            field="precision",
        )
    if told.kind not in EntryKind.values:
        raise Refusal(
            f"Kinds are {', '.join(EntryKind.values)}. Choose one of these.", code="unknown_kind", field="kind"
        )
    if told.participant and told.participant.retrospective_id != study.pk:
        raise Refusal(
            "They take no part in this study. Choose somebody who does.", code="not_a_participant", field="participant"
        )
    return replace(
        told,
        at=at,
        until=until,
        text=prose(told.text, field="text", most=LONGEST_TEXT, empty="Say what happened, in a sentence."),
        lane=line(told.lane, field="lane", most=80),
        known_by=line(told.known_by, field="known_by", most=300),
    )


def instant(at: datetime, field: str) -> datetime:
    if at.tzinfo is None:
        raise ValueError("A moment without a zone is no moment; the caller asks which zone is meant.")
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise Refusal(
            f"The year {at.year} is out of reach. Write one from {FIRST_YEAR} to {LAST_YEAR}.",
            code="year_out_of_reach",
            field=field,
        )
    return at.astimezone(UTC)
