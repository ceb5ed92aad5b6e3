"""CAST's core: the system and its environment, what was lost, what met it, and what we still ask.

There is no cause and no verdict here: no model has such a field, no list of choices such a value
(invariants 4 and 5, held by tests/architecture).
"""

from secondstory.analysis.models.basics import Constraint, Hazard, Loss, ReasonToLearn, SystemPart
from secondstory.analysis.models.components import ComponentAnalysis
from secondstory.analysis.models.controls import (
    ControlAssessment,
    ControlExercise,
    MissingControl,
    Outcome,
    SafetyControl,
)
from secondstory.analysis.models.findings import BetterNote, Credit, Finding, Strength
from secondstory.analysis.models.from_talks import FromTalk, TalkAgreed
from secondstory.analysis.models.of_study import OfStudy
from secondstory.analysis.models.questions import Following, FormerAnswer, Mystery
from secondstory.analysis.models.structure import (
    Arrow,
    ControlAction,
    Feedback,
    Influence,
    KeptStructure,
    Responsibility,
)
from secondstory.analysis.models.whole import ChainEnd, Condition, LookedFoundNone, SystemicFactor, SystemicKind
from secondstory.analysis.models.work import Artefact, Cue, HowWeKnow, KnownHere, OfferToTalk, WorkNote, WorkTheme

__all__ = [
    "Arrow",
    "Artefact",
    "BetterNote",
    "ChainEnd",
    "ComponentAnalysis",
    "Condition",
    "Constraint",
    "ControlAction",
    "ControlAssessment",
    "ControlExercise",
    "Credit",
    "Cue",
    "Feedback",
    "Finding",
    "Following",
    "FormerAnswer",
    "FromTalk",
    "Hazard",
    "HowWeKnow",
    "Influence",
    "KeptStructure",
    "KnownHere",
    "LookedFoundNone",
    "Loss",
    "MissingControl",
    "Mystery",
    "OfStudy",
    "OfferToTalk",
    "Outcome",
    "ReasonToLearn",
    "Responsibility",
    "SafetyControl",
    "Strength",
    "SystemPart",
    "SystemicFactor",
    "SystemicKind",
    "TalkAgreed",
    "WorkNote",
    "WorkTheme",
]
