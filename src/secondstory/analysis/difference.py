"""Two control structures side by side, by the names of their parts: what is only in one, and what is told differently.

Plain values. What happened in one incident (not given, arrived late) is no part of this: a kept structure says how
things are built, and a study how they fared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

CONTROL, FEEDBACK, INFLUENCE = "control", "feedback", "influence"
KINDS = (CONTROL, FEEDBACK, INFLUENCE)


@dataclass(frozen=True, slots=True, order=True)
class KeptPart:
    name: str
    kind: str = "other"
    is_environment: bool = False
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class KeptArrow:
    """``source`` and ``target`` are names of parts."""

    kind: str
    source: str
    target: str
    what: str = ""
    on_paper: bool = False
    delay: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A structure by its names."""

    parts: tuple[KeptPart, ...] = ()
    arrows: tuple[KeptArrow, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """``parts_differ`` and ``arrows_differ`` are pairs: as the first says it, as the second does."""

    parts_here: tuple[KeptPart, ...] = ()
    parts_there: tuple[KeptPart, ...] = ()
    parts_differ: tuple[tuple[KeptPart, KeptPart], ...] = ()
    arrows_here: tuple[KeptArrow, ...] = ()
    arrows_there: tuple[KeptArrow, ...] = ()
    arrows_differ: tuple[tuple[KeptArrow, KeptArrow], ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__dataclass_fields__)


def same_name(name: str) -> str:
    """Two names that differ in case or spaces only mean the same part."""
    return " ".join(name.split()).casefold()


def plain(kept: Kept) -> dict[str, object]:
    """As it is stored."""
    return {
        "parts": [
            {"name": p.name, "kind": p.kind, "is_environment": p.is_environment, "duties": list(p.duties)}
            for p in kept.parts
        ],
        "arrows": [
            {"kind": a.kind, "source": a.source, "target": a.target, "what": a.what, "on_paper": a.on_paper, "delay": a.delay}
            for a in kept.arrows
        ],
    }  # fmt: skip


def read_plain(stored: Mapping[str, Any]) -> Kept:
    parts = tuple(
        KeptPart(p["name"], p["kind"], p["is_environment"], tuple(p["duties"])) for p in stored.get("parts", [])
    )
    return Kept(parts, tuple(KeptArrow(**arrow) for arrow in stored.get("arrows", [])))


def merged(kept: Kept) -> Kept:
    """Parts of the same name become the first of them, with the duties of all; what is said twice is said once."""
    parts: dict[str, KeptPart] = {}
    for part in kept.parts:
        first = parts.get(same_name(part.name), part)
        duties = tuple(dict.fromkeys([*first.duties, *part.duties]))
        parts[same_name(part.name)] = KeptPart(first.name, first.kind, first.is_environment, duties)
    names = {key: part.name for key, part in parts.items()}
    arrows = (
        KeptArrow(
            a.kind, names[same_name(a.source)], names[same_name(a.target)], a.what, a.on_paper, a.delay
        )
        for a in kept.arrows
        if same_name(a.source) in names and same_name(a.target) in names
    )  # fmt: skip
    return Kept(tuple(parts.values()), tuple(dict.fromkeys(arrows)))


def difference(here: Kept, there: Kept) -> Difference:
    """What ``here`` and ``there`` say differently. The other way round it is the same with the sides changed."""
    here, there = merged(here), merged(there)
    ours = {same_name(part.name): part for part in here.parts}
    theirs = {same_name(part.name): part for part in there.parts}
    both = [(part, theirs[key]) for key, part in ours.items() if key in theirs]
    arrows_here, arrows_there, arrows_differ = _arrows(here.arrows, there.arrows)
    return Difference(
        parts_here=tuple(part for key, part in ours.items() if key not in theirs),
        parts_there=tuple(part for key, part in theirs.items() if key not in ours),
        parts_differ=tuple(pair for pair in both if _of_part(pair[0]) != _of_part(pair[1])),
        arrows_here=arrows_here,
        arrows_there=arrows_there,
        arrows_differ=arrows_differ,
    )


def _of_part(part: KeptPart) -> tuple[object, ...]:
    return part.kind, part.is_environment, frozenset(part.duties)


def _of_arrow(arrow: KeptArrow) -> tuple[object, ...]:
    return arrow.kind, same_name(arrow.source), same_name(arrow.target), arrow.what, arrow.on_paper, arrow.delay


def _arrows(
    here: Iterable[KeptArrow], there: Iterable[KeptArrow]
) -> tuple[tuple[KeptArrow, ...], tuple[KeptArrow, ...], tuple[tuple[KeptArrow, KeptArrow], ...]]:
    """What is the same on both sides goes; where one arrow is left on each side between the same two, it is the same
    arrow told differently."""
    ours, theirs = _without(here, there), _without(there, here)
    left, right = _between(ours), _between(theirs)
    pairs = [(left[key][0], right[key][0]) for key in left if len(left[key]) == len(right.get(key, [])) == 1]
    told = {id(one) for pair in pairs for one in pair}
    return (
        tuple(one for one in ours if id(one) not in told),
        tuple(one for one in theirs if id(one) not in told),
        tuple(pairs),
    )


def _without(some: Iterable[KeptArrow], others: Iterable[KeptArrow]) -> list[KeptArrow]:
    told = {_of_arrow(other) for other in others}
    return [one for one in some if _of_arrow(one) not in told]


def _between(arrows: Iterable[KeptArrow]) -> dict[tuple[str, str, str], list[KeptArrow]]:
    found: dict[tuple[str, str, str], list[KeptArrow]] = defaultdict(list)
    for arrow in arrows:
        found[arrow.kind, same_name(arrow.source), same_name(arrow.target)].append(arrow)
    return found
