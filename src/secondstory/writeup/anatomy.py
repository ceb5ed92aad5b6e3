"""The parts of a write-up (seed 004's anatomy): heading, what each asks for, and which blocks live in it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

SUMMARY = "summary"
OPEN_QUESTIONS = "open_questions"
ALSO_HELD = "also_held"
RECOMMENDATIONS = "recommendations"


@dataclass(frozen=True, slots=True)
class Anatomy:
    """``asks`` is the question an empty section asks; ``blocks`` are drawn below its prose."""

    heading: str
    asks: str
    blocks: tuple[str, ...] = ()


PARTS: dict[str, Anatomy] = {
    SUMMARY: Anatomy("Summary", "One paragraph that a newcomer can follow: what happened, to whom, what made sense."),
    "impact": Anatomy("Impact", "Who was affected, how, and for how long?", ("facts", "losses")),
    "timeline": Anatomy("Timeline", "What does one need to know to read the list?", ("timeline", "explained")),
    "went_well": Anatomy("What went well", "Who or what kept it going? A bad day has good parts.", ("strengths",)),
    "could_be_better": Anatomy(
        "What could be better", "What made it harder than it needs to be next time?", ("better",)
    ),
    "analysis": Anatomy(
        "Analysis",
        "How did it make sense to everyone at the time, and how did each control fare?",
        ("controls", "missing", "factors", "conditions", "system", "hazards", "findings"),
    ),
    RECOMMENDATIONS: Anatomy("Recommendations", "What ties these together?", ("recommendations", "asked_too")),
    OPEN_QUESTIONS: Anatomy("Open questions", "What do we still want to know?", ("questions",)),
    "voices": Anatomy("In their own words", "What did people say of it themselves?", ("voices",)),
    ALSO_HELD: Anatomy("Also held", "What was seen in more than one way, and stayed so?", ("standing", "kept")),
}
HOME_OF: dict[str, str] = {block: key for key, part in PARTS.items() for block in part.blocks}


def heading_of(entry: str) -> str:
    """The heading of a section that a process asks for: by its key here, or, where an organization added one of its own,
    in the words it stands there with."""
    part = PARTS.get(entry)
    return part.heading if part else entry


def key_of(entry: str) -> str:
    """What a section is known by, also once somebody gave it another heading."""
    return entry if entry in PARTS else f"own-{sha256(entry.casefold().encode()).hexdigest()[:12]}"
