"""What somebody wanted, saw, expected and believed at a moment, from what is told of it. Plain values, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

# So many of each are in mind at once; the older ones stand in the list beside.
MOST = 3
FACETS = ("Wanted", "Saw", "Expected", "Believed", "Pressure", "Room to decide")
# Which kinds of an account's entries speak of which facet.
OF_TELLING = {
    "wanted": "Wanted",
    "saw": "Saw",
    "expected": "Expected",
    "assumed": "Believed",
    "understood": "Believed",
    "pressure": "Pressure",
}
# Which questions about the situation around an act do.
OF_SITUATION = {"cues": "Saw", "goals": "Wanted", "pressures": "Pressure", "room": "Room to decide"}
# Which fields of a decision point do.
OF_DECISION = {
    "goals": "Wanted",
    "cues": "Saw",
    "expectation": "Expected",
    "situation": "Believed",
    "pressures": "Pressure",
    "room_to_decide": "Room to decide",
}


@dataclass(frozen=True, slots=True)
class Thought:
    """``since`` is from when it was in mind; ``otherwise`` is what proved it otherwise, from ``otherwise_since`` on;
    ``otherwise_is_sharp`` when that moment was told as one, not as a stretch that was over by then."""

    facet: str
    text: str
    since: datetime
    who: str = ""
    otherwise: str = ""
    otherwise_since: datetime | None = None
    otherwise_is_sharp: bool = True

    def by(self, at: datetime) -> Thought:
        """The same as it stood at that moment, without what came after."""
        if self.otherwise_since is not None and self.otherwise_since <= at:
            return self
        return Thought(self.facet, self.text, self.since, self.who)

    @property
    def moved(self) -> datetime:
        return self.otherwise_since or self.since


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    thoughts: list[Thought]


def state_of_mind(thoughts: Iterable[Thought], at: datetime) -> list[Facet]:
    """The facets something is told of by then, each with its newest first."""
    known = [thought.by(at) for thought in thoughts if thought.since <= at]
    known.sort(key=lambda thought: thought.moved, reverse=True)
    found = [Facet(name, [one for one in known if one.facet == name][:MOST]) for name in FACETS]
    return [facet for facet in found if facet.thoughts]
