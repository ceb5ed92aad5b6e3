"""The page of an analysis in CAST's order: what each section asks, and what a good answer looks like."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """``key`` is its anchor and the name of its partial. ``add`` names what one adds here."""

    key: str
    name: str
    asks: str
    good: str
    add: str
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Sections under one heading; a section that stands alone is its own heading, and ``name`` is empty."""

    key: str
    name: str
    sections: tuple[Section, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        "basics",
        "The basics",
        (
            Section(
                "system",
                "Our system, and what is around it",
                "What belongs to the system we control here, and what to the environment?",
                "A short list with both sides filled. Teams, roles and suppliers are parts, too.",
                "Name a part",
            ),
            Section(
                "losses",
                "What was lost, or nearly",
                "What was lost, for whom, and how do we know?",
                "Something one could observe, in plain words. How it came about has its place further down.",
                "Name a loss",
            ),
            Section(
                "hazards",
                "Hazardous states",
                "Which state was the system in that made the loss possible?",
                "A state of ours that we can steer, such as 'the only copy is on one host'. Neither a broken part nor an act.",
                "Name a hazardous state",
            ),
            Section(
                "constraints",
                "What must stay true",
                "What must stay true for that state not to arise?",
                "The hazardous state turned round, so that one could test it.",
                "Name what must stay true",
            ),
            Section(
                "conditions",
                "Conditions",
                "What all had to be there for it to happen this way, and what shows it?",
                "One at a time. They are a set: all of them had to be true, and none stands first.",
                "Name a condition",
            ),
        ),
    ),
    Group(
        "control",
        "Safety controls",
        (
            Section(
                "controls",
                "Controls, and how each fared",
                "Which control was put there to avoid this, and how did it act this time?",
                "A mechanism rather than a verdict: what it met, and what it did. 'Held' and 'unknown' are answers, too.",
                "Name a control",
            ),
            Section(
                "missing",
                "Missing controls",
                "Where did nothing stand between the environment and the loss?",
                "The hazard or condition that met nothing, by name. Did people believe something was there?",
                "Name a missing control",
            ),
        ),
    ),
    Group(
        "whole",
        "",
        (
            Section(
                "kinds",
                "Beyond a single control",
                "What shaped all of this at once? Visit each kind: something found, or looked and none found.",
                "What one could see or read. Drift, savings, pressures and duties nobody held all count.",
                "Name a factor",
                is_alone=True,
            ),
        ),
    ),
    Group(
        "sides",
        "Two sides of the same work",
        (
            Section(
                "strengths",
                "What went well",
                "What usually keeps this from happening, and which act, tool or preparation made a difference?",
                "What people or tools did that kept it going, also when it was luck.",
                "Name something that went well",
            ),
            Section(
                "better",
                "What could be better",
                "What would make the same day easier for whoever has it next?",
                "About the work and its tools, not about a world that did not happen.",
                "Name something that could be better",
            ),
        ),
    ),
    Group(
        "found",
        "",
        (
            Section(
                "findings",
                "Findings",
                "What came out that a recommendation could answer?",
                "One sentence about exactly one control, missing control, factor, or way parts worked together.",
                "Record a finding",
                is_alone=True,
            ),
        ),
    ),
    Group(
        "asking",
        "",
        (
            Section(
                "questions",
                "Open questions",
                "What here do we still not understand?",
                "Many, and also those that have nothing to do with preventing it.",
                "Ask one",
                is_alone=True,
            ),
        ),
    ),
)
SECTIONS: dict[str, Section] = {section.key: section for group in GROUPS for section in group.sections}

# What the seven kinds ask (domain paper §4.4).
KINDS_ASK: dict[str, str] = {
    "communication": "Which information existed somewhere, but not where it was needed? Who steered the same thing?",
    "safety_information": "What do we record about risk, who reads it, and what never arrives?",
    "culture": "What are people here praised for, and what is passed over in silence?",
    "safety_management": "Who holds which duty, and who decides about this risk?",
    "dynamics": "What drifted or moved apart, and has slowly become normal?",
    "economics": "Which saving, budget or target shaped the options people had?",
    "environment": "What pressed from outside that day?",
}
