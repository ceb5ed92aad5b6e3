"""What is still thin in an analysis: sentences, never a score. Plain values in, plain values out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secondstory.analysis.how_deep import DEEP, LIGHT, STANDARD


@dataclass(frozen=True, slots=True)
class Thin:
    """Where on the page, and what one might do there. What is said of controls that are named has a place of its own,
    ``fared``: it stands beside them, and of the steps only the third asks for it."""

    section: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How far an analysis has come, in numbers and names."""

    depth: str = STANDARD
    entries: int = 0
    disputes: int = 0
    arrows: int = 0
    explained: int = 0
    unexplained: Sequence[str] = ()
    parts: int = 0
    environment: int = 0
    losses: int = 0
    losses_without_hazard: Sequence[str] = ()
    hazards: int = 0
    hazards_without_constraint: Sequence[str] = ()
    controls: int = 0
    controls_without_how: Sequence[str] = ()
    all_preventive_held: bool = False
    missing: int = 0
    unvisited: Sequence[str] = ()
    findings: int = 0
    strengths: int = 0
    strength_explained: bool = False
    is_asked: bool = False


def listed(names: Sequence[str]) -> str:
    """'a', 'a and b', 'a, b and c'; a long list is cut, as the page shows the rest."""
    shown = [*names[:3], f"{len(names) - 3} more"] if len(names) > 4 else list(names)
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def thin(shape: Shape) -> list[Thin]:
    """In the order of the page. Nothing here keeps anybody from going on."""
    told: list[Thin] = []

    def tell(section: str, says: str, *, when: bool) -> None:
        if when:
            told.append(Thin(section, says))

    tell("system", "No part of the system is named yet.", when=not shape.parts)
    tell("system", "Nothing of the environment is named yet.", when=bool(shape.parts) and not shape.environment)
    tell("losses", "No loss is named yet, and no near one.", when=not shape.losses)
    if shape.losses_without_hazard:
        tell("hazards", f"No hazardous state leads to {listed(shape.losses_without_hazard)} yet.", when=True)
    if shape.hazards_without_constraint:
        tell("constraints", f"Nothing says what keeps out of {listed(shape.hazards_without_constraint)}.", when=True)
    tell("events", "The timeline has no entry yet.", when=not shape.entries)
    tell("events", "A dispute about what happened is open.", when=bool(shape.disputes))
    tell("controls", "No control is named yet.", when=not shape.controls and not shape.missing)
    if shape.controls_without_how:
        tell("fared", f"How did it fare: {listed(shape.controls_without_how)}?", when=True)
    tell("structure", "No arrow is drawn yet.", when=shape.depth != LIGHT and bool(shape.parts) and not shape.arrows)
    tell(
        "components",
        "No part is explained yet.",
        when=shape.depth == STANDARD and bool(shape.unexplained) and not shape.explained,
    )
    if shape.depth == DEEP and shape.unexplained:
        tell("components", f"Not explained yet: {listed(shape.unexplained)}.", when=True)
    tell(
        "missing",
        "Every preventive control held. Then something was missing; name it, or look again.",
        when=shape.all_preventive_held and not shape.missing,
    )
    if shape.unvisited:
        tell("kinds", f"Not visited yet: {listed(shape.unvisited)}.", when=True)
    tell("strengths", "Nothing that went well is named yet.", when=not shape.strengths and not shape.strength_explained)
    tell(
        "findings",
        "No finding is recorded yet; recommendations trace to findings.",
        when=not shape.findings and bool(shape.controls or shape.missing),
    )
    tell("questions", "There is no question yet that we really want answered.", when=not shape.is_asked)
    return told
