"""The facts of an incident as somebody states them, checked as one thing before any of it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from secondstory.incidents.models import Incident, Kind
from secondstory.incidents.moments import Moment, check_zone, write_moment
from secondstory.incidents.words import line, prose
from secondstory.people.audience import Audience
from secondstory.people.refusals import Refusal

if TYPE_CHECKING:
    from secondstory.people.models import Service, Team

MOMENTS = ("started", "noticed", "mitigated", "ended")
KINDS = frozenset(Kind.values) - {Kind.WEAK_SIGNAL}


@dataclass(frozen=True, slots=True)
class Facts:
    title: str
    kind: str = Kind.INCIDENT.value
    zone: str = "UTC"
    team: Team | None = None
    audience: str = Audience.ORGANIZATION.value
    impact: str = ""
    started: Moment | None = None
    noticed: Moment | None = None
    mitigated: Moment | None = None
    ended: Moment | None = None
    services: tuple[Service, ...] = field(default=())

    def checked(self) -> Facts:
        """The same, tidied; Refusal names the field that asks for something else."""
        if self.kind not in KINDS:
            raise Refusal("Choose what it was: incident, near miss, surprise or gameday.", field="kind")
        if self.audience not in Audience.values:
            raise Refusal("Choose who can read it.", field="audience")
        if self.audience == Audience.TEAM and self.team is None:
            raise Refusal("Choose the team that can read it, or another audience.", field="team")
        self._in_order()
        return replace(
            self,
            title=line(self.title, most=200, field="title", empty="Say in one line what happened."),
            impact=prose(self.impact, most=8000, field="impact"),
            zone=check_zone(self.zone),
        )

    def _in_order(self) -> None:
        """Only what the story cannot do without: something that ended had begun. Noticing may come first."""
        for name in ("ended", "mitigated"):
            then: Moment | None = getattr(self, name)
            if self.started and then and then.at < self.started.at:
                start = write_moment(self.started.at, self.started.precision, self.zone)
                raise Refusal(
                    f"This is before it started ({start}). Correct one of the two, or leave one open.",
                    code="ends_before_it_starts",
                    field=name,
                )

    @property
    def happened_at(self) -> datetime | None:
        """The earliest moment we know."""
        known = [m.at for m in (self.started, self.noticed, self.mitigated, self.ended) if m]
        return min(known, default=None)

    def columns(self) -> dict[str, object]:
        """As the table holds them (services are kept apart)."""
        columns: dict[str, object] = {
            "title": self.title,
            "kind": self.kind,
            "zone": self.zone,
            "team": self.team,
            "audience": self.audience,
            "impact": self.impact,
        }
        for name in MOMENTS:
            moment: Moment | None = getattr(self, name)
            columns[f"{name}_at"] = moment.at if moment else None
            columns[f"{name}_precision"] = moment.shown_precision if moment else "minute"
        return columns


def facts_of(incident: Incident) -> Facts:
    """What is stored, as facts again."""

    def moment(name: str) -> Moment | None:
        at = getattr(incident, f"{name}_at")
        return Moment(at, getattr(incident, f"{name}_precision")) if at else None

    return Facts(
        title=incident.title,
        kind=incident.kind,
        zone=incident.zone,
        team=incident.team,
        audience=incident.audience,
        impact=incident.impact,
        services=tuple(incident.services.all()),
        **{name: moment(name) for name in MOMENTS},
    )
