"""The door to people's accounts: what all who take part may read of them, as this reader may read it.

What was opened to the facilitator alone stays off a replay, which people look at together.
"""

from __future__ import annotations

from secondstory.firsthand import queries
from secondstory.firsthand.models import Rung
from secondstory.firsthand.telling import Telling
from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who

__all__ = ["Telling", "tellings"]


def tellings(study: Retrospective, user: Who) -> list[Telling]:
    return queries.tellings(study, user, rung=Rung.PARTICIPANTS)
