"""The picture of a control structure: who steers what, what comes back, and where nothing does. Plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from secondstory.analysis.thin import listed

CONTROL, FEEDBACK, INFLUENCE, GAP = "control", "feedback", "influence", "gap"
NOTHING_TOLD = "No feedback is told yet"
# What is said beside an arrow, short. As intended and arrived go without saying.
SAYS = {
    "not_given": "not given",
    "harmful": "did harm",
    "wrong_time": "at a wrong time",
    "wrong_length": "too short or too long",
    "late": "late",
    "missing": "never arrived",
    "misleading": "misled",
    "on_paper": "on paper only",
}


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    name: str
    kind: str
    is_environment: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """``kind`` is one of the four above. ``state`` is how a control action deviated, or how a feedback fared."""

    id: str
    kind: str
    source: str
    target: str
    what: str = ""
    state: str = ""
    delay: str = ""
    is_on_paper: bool = False

    @property
    def says(self) -> str:
        if self.kind == GAP:
            return NOTHING_TOLD
        told = [SAYS.get(self.state, "")]
        if self.is_on_paper and self.state != "on_paper":
            told.append("on paper only")
        words = ", ".join(word for word in told if word)
        return ": ".join(word for word in (words, self.delay) if word)


def gaps(arrows: Iterable[Arrow]) -> list[Arrow]:
    """For each pair of which one steers the other and nobody has said what comes back, the place where that would be.

    A part that steers itself needs nobody to tell it.
    """
    arrows = list(arrows)
    told = {(arrow.source, arrow.target) for arrow in arrows if arrow.kind == FEEDBACK}
    missing = {
        (arrow.target, arrow.source): None
        for arrow in arrows
        if arrow.kind == CONTROL and arrow.source != arrow.target and (arrow.target, arrow.source) not in told
    }
    return [Arrow(f"gap-{source}-{target}", GAP, source, target) for source, target in missing]


def steered_by_several(arrows: Iterable[Arrow]) -> dict[str, list[str]]:
    """The parts that two or more others steer, and who: each once, in the order in which it was told."""
    steering: dict[str, dict[str, None]] = defaultdict(dict)
    for arrow in arrows:
        if arrow.kind == CONTROL and arrow.source != arrow.target:
            steering[arrow.target][arrow.source] = None
    return {target: list(sources) for target, sources in steering.items() if len(sources) > 1}


def describe(parts: Sequence[Part], arrows: Sequence[Arrow]) -> str:
    """What one sees in the picture, in a sentence or two."""

    def many(number: int, one: str, more: str) -> str:
        return f"{number} {one if number == 1 else more}"

    kinds = [arrow.kind for arrow in arrows]
    counted = [
        many(len(parts), "part", "parts"),
        many(kinds.count(CONTROL), "control action", "control actions"),
        f"{kinds.count(FEEDBACK)} feedback",
        many(kinds.count(INFLUENCE), "influence", "influences"),
    ]
    without = len(gaps(arrows))
    said = f"{listed(counted)}."
    if without:
        said += f" Nothing is told yet of what comes back in {many(without, 'place', 'places')}."
    return f"{said} The table says the same."


def told(
    parts: Sequence[Part],
    arrows: Sequence[Arrow],
    *,
    title: str,
    kinds: dict[str, str],
    part_at: Callable[[str], str] | None = None,
    arrow_at: Callable[[Arrow], str] | None = None,
) -> dict[str, object]:
    """As the engine takes it. ``kinds`` are a part's kinds in words; the addresses make parts and arrows links."""
    names = {part.id: part.name for part in parts}
    several = steered_by_several(arrows)
    return {
        "title": title,
        "description": describe(parts, arrows),
        "parts": [
            {
                "id": part.id,
                "name": part.name,
                "kind": part.kind,
                "kind_in_words": kinds.get(part.kind, part.kind),
                "is_environment": part.is_environment,
                "steered_by": _several(several[part.id], names) if part.id in several else "",
                "href": part_at(part.id) if part_at else "",
            }
            for part in parts
        ],
        "arrows": [
            {
                "id": arrow.id,
                "kind": arrow.kind,
                "source": arrow.source,
                "target": arrow.target,
                "what": arrow.what,
                "state": arrow.state,
                "says": arrow.says,
                "is_on_paper": arrow.is_on_paper or arrow.state == "on_paper",
                "href": arrow_at(arrow) if arrow_at and arrow.kind != GAP else "",
            }
            for arrow in [*arrows, *gaps(arrows)]
        ],
    }


def _several(sources: Sequence[str], names: dict[str, str]) -> str:
    return f"Steered by {len(sources)}: {listed([names.get(source, '') for source in sources])}"
