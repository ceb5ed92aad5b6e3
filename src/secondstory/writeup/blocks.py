"""What a study's data says, as plain values: the live blocks of a write-up.

No ORM, no request, no person: people appear by the display they chose, links are numbers within the
document (finding 2, reference 5). Pages, editions and every export are made from these values, so what one
of them tells, all of them can tell. Words are stored as words ('did not act'), because a frozen text must
not change when a label in the code does; a key stands beside a word only where machines need it.

Adding a field is fine as long as it is ``later`` with a default; changing or removing one is a new edition format
(docs/reference/edition-format.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, TypeVar
from uuid import UUID

Numbers = tuple[int, ...]
T = TypeVar("T")
CAME_LATER = "later"


def later(default: T) -> T:
    """A field that came after texts had been frozen: where it says nothing, a frozen text does not have it."""
    return field(default=default, metadata={CAME_LATER: True})


@dataclass(frozen=True, slots=True)
class When:
    """A UTC instant with how sharply it is known (``second``, ``minute``, ``hour``, ``day``, ``before``,
    ``after``). Told in the document's zone."""

    at: datetime
    precision: str = "minute"
    approximate: bool = False
    until: datetime | None = None


# --- impact -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the incident itself."""

    block: ClassVar[str] = "facts"
    impact: str = ""
    started: When | None = None
    noticed: When | None = None
    mitigated: When | None = None
    ended: When | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    number: int
    text: str
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Losses:
    block: ClassVar[str] = "losses"
    items: tuple[Loss, ...]


# --- timeline ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """``told_by`` is a participant as they chose to be shown; ``references`` are numbers in the document."""

    number: int
    when: When
    text: str
    kind: str
    lane: str = ""
    told_by: str = ""
    status: str = ""
    known_later: bool = False
    known_by: str = ""
    references: Numbers = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """In the total order (moment, tie, id). ``zone`` is the study's and is printed with every rendering."""

    block: ClassVar[str] = "timeline"
    zone: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Side:
    text: str
    said_by: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more versions of equal weight. ``state`` is 'open', 'stands' or 'explained'; ``section`` is the
    key of the section it is about, '' when it is about the timeline or the whole."""

    question: str
    sides: tuple[Side, ...]
    what_differs: str = ""
    both_true: str = ""
    state: str = "stands"
    section: str = ""
    entries: Numbers = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """Differences that found an explanation under which all versions are true."""

    block: ClassVar[str] = "explained"
    items: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Disagreements that stay on record (invariants 11 and 15)."""

    block: ClassVar[str] = "standing"
    items: tuple[Disagreement, ...]


# --- what went well, what could be better -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Strength:
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Strengths:
    """``none_because`` is the stated reason when nobody named one."""

    block: ClassVar[str] = "strengths"
    items: tuple[Strength, ...]
    none_because: str = ""


@dataclass(frozen=True, slots=True)
class BetterNote:
    text: str
    findings: Numbers = ()


@dataclass(frozen=True, slots=True)
class Better:
    block: ClassVar[str] = "better"
    items: tuple[BetterNote, ...]


# --- analysis ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    kind: str
    is_environment: bool = False


@dataclass(frozen=True, slots=True)
class System:
    """The parts we steer, and the environment that affects them."""

    block: ClassVar[str] = "system"
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Hazard:
    number: int
    text: str
    losses: Numbers = ()


@dataclass(frozen=True, slots=True)
class Constraint:
    number: int
    text: str
    hazards: Numbers = ()


@dataclass(frozen=True, slots=True)
class Hazards:
    block: ClassVar[str] = "hazards"
    hazards: tuple[Hazard, ...]
    constraints: tuple[Constraint, ...] = ()


@dataclass(frozen=True, slots=True)
class Control:
    """A safety control and how it fared (one of seven outcomes, in words)."""

    name: str
    sentence: str
    type: str
    form: str
    outcome: str
    how: str = ""
    environment_met: str = ""
    failure_followed: str = ""


@dataclass(frozen=True, slots=True)
class Controls:
    block: ClassVar[str] = "controls"
    items: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class MissingControl:
    text: str
    met_nothing: str
    believed_to_exist: bool = False


@dataclass(frozen=True, slots=True)
class MissingControls:
    block: ClassVar[str] = "missing"
    items: tuple[MissingControl, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """``kind`` is the key of one of the seven systemic kinds, ``name`` its words."""

    kind: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Factors:
    """What was found, and the kinds that were looked at and held nothing (names)."""

    block: ClassVar[str] = "factors"
    items: tuple[Factor, ...]
    looked_found_none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that had to be true. The list has an order to read in, never a rank. ``ended_chain``: here a chain of
    whys ended as it was told."""

    text: str
    level: str
    evidence: str = ""
    came_from: str = ""
    ended_chain: bool = later(False)

    @property
    def asks_what_withstands(self) -> bool:
        """It ended in what we do not steer."""
        return self.ended_chain and self.level == "environment"


@dataclass(frozen=True, slots=True)
class Conditions:
    block: ClassVar[str] = "conditions"
    items: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    number: int
    kind: str
    summary: str


@dataclass(frozen=True, slots=True)
class Findings:
    block: ClassVar[str] = "findings"
    items: tuple[Finding, ...]


# --- recommendations --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recommendation:
    """As it stood when the value was made. ``carried_by`` is a team, 'one person', or nobody yet; ``id`` lets
    a reading page show the later status as 'since then', apart from this text."""

    id: UUID
    title: str
    why: str = ""
    kind: str = ""
    strategy: str = ""
    tier: str = ""
    proposed_by: str = ""
    done_when: str = ""
    side_effects: str = ""
    status: str = "idea"
    decision: str = ""
    decision_reason: str = ""
    carried_by: str = ""
    target_date: date | None = None
    ticket: str = ""
    findings: Numbers = ()


@dataclass(frozen=True, slots=True)
class Recommendations:
    """Those beyond an idea first, then parked ideas (``status`` is 'idea')."""

    block: ClassVar[str] = "recommendations"
    items: tuple[Recommendation, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What this study asks for and another one asked for first, in this study's own line. Nothing of the other one is
    here, neither its title nor how it stands: this text may be opened to more readers than that. A reading page shows
    both by ``id`` to whoever may know them."""

    id: UUID
    title: str
    why: str = ""
    findings: Numbers = ()


@dataclass(frozen=True, slots=True)
class AskedToo:
    block: ClassVar[str] = "asked_too"
    items: tuple[Asked, ...]


# --- people's own words -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Voices:
    """Places of quotes from people's own accounts, by the key of each quote of the document. The words are not here,
    so that their author can withdraw them and the rest stays verifiable (invariant 12, writeup/own_words.py)."""

    block: ClassVar[str] = "voices"
    items: tuple[str, ...]


# --- open questions ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """A mystery: ``state`` in words ('open', 'being followed', 'answered', …). Who raised it is not told."""

    id: UUID
    text: str
    state: str
    answer: str = ""
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in ("open", "being followed")


@dataclass(frozen=True, slots=True)
class Questions:
    """Open ones first."""

    block: ClassVar[str] = "questions"
    items: tuple[Question, ...]


# --- wordings that were kept ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeptWording:
    """A sentence of the text that was looked at and kept. ``words`` are those it was about, within ``sentence``;
    ``noticed`` says what was noticed, ``reason`` why it stays. Who decided is not told."""

    heading: str
    words: str
    sentence: str
    noticed: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeptWordings:
    """In reading order."""

    block: ClassVar[str] = "kept"
    items: tuple[KeptWording, ...]


Block = (
    Facts
    | Losses
    | Timeline
    | Explained
    | Standing
    | Strengths
    | Better
    | System
    | Hazards
    | Controls
    | MissingControls
    | Factors
    | Conditions
    | Findings
    | Recommendations
    | AskedToo
    | Questions
    | Voices
    | KeptWordings
)
