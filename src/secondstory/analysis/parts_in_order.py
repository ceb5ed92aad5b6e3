"""The parts of our system from the bottom up, each with its duties and whether it is explained."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from secondstory.analysis.bottom_up import bottom_up
from secondstory.analysis.queries import Analysis, Line


@dataclass(frozen=True, slots=True)
class PartInOrder:
    part: Line
    duties: tuple[Line, ...]
    is_explained: bool


def parts_in_order(analysis: Analysis) -> list[PartInOrder]:
    """Of the environment nothing: we do not steer it, so there is no duty of it to explain."""
    ours = {line.id: line for line in analysis["part"] if not line.is_so}
    steering = [(UUID(line.more), line.about) for line in analysis["action"] if line.about]
    duties: dict[UUID | None, list[Line]] = defaultdict(list)
    for duty in analysis["duty"]:
        duties[duty.about].append(duty)
    explained = {line.about for line in analysis["component"]}
    order = bottom_up(list(ours), steering)
    return [PartInOrder(ours[id], tuple(duties[id]), id in explained) for id in order]
