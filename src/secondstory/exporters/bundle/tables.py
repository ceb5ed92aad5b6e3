"""What a bundle holds of each object. The one list that writing and reading share, so that they cannot differ.

Not in it, on purpose:

- who wrote what (people appear as they chose to be shown), roles and reading rights, invitations, followings,
  conflict answers, the journal;
- who has read a round, and whose a name of a round is;
- what an import first said before somebody reworded it and which sources told the same, markers of words taken out,
  which conversation a work note was begun from;
- readers' notes and what is measured beside a published text, when to ask again what came of a recommendation;
- where something that this study asks for was asked first (its readers may not read that; the study's own line is there);
- procedures that a recommendation brought, and what people told of the way of working itself: they are the organization's;
- versions for outside (they say what was redacted, and lead to nothing elsewhere), bylines, and hours that people keep
  for themselves;
- working agreements (they belong to no study; one that has it as an example stays where it was reviewed);
- what was answered about wordings (not every reader of a study reads those; what was kept stands in the final text).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from secondstory.analysis import models as analysis
from secondstory.hours.models import EnoughTime, StudyTime
from secondstory.incidents.models import (
    Incident,
    Note,
    NoteAudience,
    Participant,
    Retrospective,
    StageDeadline,
    StateChange,
    StepWord,
)
from secondstory.people.audience import Who
from secondstory.recommendations.models import (
    AboutElse,
    AskedToo,
    CloseLook,
    EffectCheck,
    Recommendation,
    StatusChange,
    Stuck,
    StuckReply,
    Trace,
)
from secondstory.review.models import (
    AgreedChange,
    Amendment,
    AudienceConfirmation,
    Comment,
    EarlierReply,
    Edition,
    Round,
    SetAside,
)
from secondstory.review.querysets import AgreedChangeQuerySet, CommentQuerySet, EarlierReplyQuerySet
from secondstory.timeline.models import (
    Awareness,
    DecisionPoint,
    Dispute,
    Entry,
    Gathered,
    KnownGap,
    Reference,
    Version,
)
from secondstory.writeup.models import Revision, Section

FORMAT = "secondstory.retro"
VERSION = 1
# How a person stands in a bundle where the table asks for one.
SOMEBODY = "one person"


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` are written as they are (beside ``id`` and ``created_at``), ``links`` and ``many`` as ids of
    rows of another table of the same bundle, ``teams`` and ``services`` as short names, ``people`` as SOMEBODY.

    ``of`` leads from a row to its study.
    """

    name: str
    model: type[Model]
    columns: tuple[str, ...]
    links: dict[str, str] = field(default_factory=dict)
    many: dict[str, str] = field(default_factory=dict)
    teams: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    services: bool = False
    of: str = "retrospective"

    def rows(self, study: Retrospective, user: Who) -> QuerySet[Any]:
        """The study's rows, markers of withdrawn words left out, with what writing them needs."""
        found = self.model._default_manager.filter(**{self.of: study})
        if isinstance(found, CommentQuerySet | EarlierReplyQuerySet | AgreedChangeQuerySet):
            # What others said in a round that ``user`` still reads by themself is not theirs to take along.
            found = found.opened_to(user)
        if self.model is analysis.Credit:
            # As the pages show it: agreed, and by somebody who has not left.
            found = found.filter(agreed_at__isnull=False, participant__left_at=None)
        beside = [*self.teams, *(["person"] if self.model is Participant else [])]
        return found.select_related(*beside) if beside else found


MOMENTS = tuple(
    f"{name}_{part}" for name in ("started", "noticed", "mitigated", "ended") for part in ("at", "precision")
)
INCIDENT = Table(
    "incident",
    Incident,
    ("title", "kind", "audience", "zone", "impact", *MOMENTS, "happened_at", "source_system", "source_id"),
    teams=("team",),
    services=True,
)
STUDY = Table(
    "study",
    Retrospective,
    (
        "title",
        "learning_focus",
        "zone",
        "depth",
        "state",
        "audience",
        "work_open_to",
        "no_strength_because",
        "resume_on",
        "finalized_at",
        "source_system",
        "source_id",
    ),
    teams=("team",),
)
CONTROLS = Table(
    "controls",
    analysis.SafetyControl,
    ("name", "sentence", "type", "form", "assumes", "stage"),
    teams=("team",),
    services=True,
    of="assessments__retrospective",
)
BETWEEN_PARTS = {"source": "system_parts", "target": "system_parts"}
EXERCISES = Table(
    "control_exercises",
    analysis.ControlExercise,
    ("on", "where", "how"),
    links={"control": "controls"},
    of="control__assessments__retrospective",
)
PARTICIPANTS = Table("participants", Participant, ("involvements", "invited_at", "left_at"))

# In the order they can be read back: what is linked to comes first.
TABLES = (
    PARTICIPANTS,
    Table("state_changes", StateChange, ("source", "target", "reason", "asked_by_role")),
    Table("step_words", StepWord, ("stage", "said", "text")),
    Table("deadlines", StageDeadline, ("stage", "due_date", "reason")),
    Table("references", Reference, ("kind", "title", "url", "excerpt", "captured_at", "gone_at")),
    Table("gathered", Gathered, ("since", "until", "zone"), links={"reference": "references"}),
    Table(
        "known_gaps",
        KnownGap,
        ("kind", "says", "at", "precision", "approximate", "key", "completed_with", "completed_at"),
        links={"source": "gathered"},
    ),
    Table(
        "entries",
        Entry,
        (
            "at",
            "precision",
            "approximate",
            "until",
            "tie",
            "kind",
            "lane",
            "text",
            "status",
            "known_later",
            "known_by",
            "source_system",
            "source_id",
            "edited_at",
            "told_zone",
        ),
        links={"participant": "participants"},
        many={"references": "references"},
    ),
    Table(
        "awareness",
        Awareness,
        ("learned_at", "precision", "approximate", "how"),
        links={"entry": "entries", "participant": "participants"},
        of="entry__retrospective",
    ),
    Table(
        "decision_points",
        DecisionPoint,
        (
            "role_label",
            "at",
            "precision",
            "approximate",
            "situation",
            "cues",
            "goals",
            "options",
            "pressures",
            "room_to_decide",
            "expectation",
            "choice",
            "made_sense_because",
            "expected_benefit",
            "expected_failure",
            "way_back",
            "local_time",
            "into_the_shift",
            "on_call_load",
            "hand_over",
            "edited_at",
        ),
        links={"participant": "participants"},
    ),
    Table(
        "disputes",
        Dispute,
        ("question", "what_differs", "what_would_make_both_true", "state"),
        many={"entries": "entries"},
    ),
    Table("versions", Version, ("text", "said_by"), links={"dispute": "disputes"}, of="dispute__retrospective"),
    Table("system_parts", analysis.SystemPart, ("name", "kind", "is_environment")),
    Table("losses", analysis.Loss, ("text", "is_near")),
    Table("hazards", analysis.Hazard, ("text",), many={"losses": "losses"}),
    Table("constraints", analysis.Constraint, ("text",), many={"hazards": "hazards"}),
    Table("reasons_to_learn", analysis.ReasonToLearn, ("kind",)),
    Table(
        "responsibilities",
        analysis.Responsibility,
        ("text",),
        links={"part": "system_parts"},
        many={"constraints": "constraints"},
    ),
    Table("control_actions", analysis.ControlAction, ("what", "deviation", "on_paper_only"), links=BETWEEN_PARTS),
    Table("feedback", analysis.Feedback, ("what", "state", "delay"), links=BETWEEN_PARTS),
    Table("influences", analysis.Influence, ("what",), links=BETWEEN_PARTS),
    Table(
        "component_analyses",
        analysis.ComponentAnalysis,
        ("contribution", "believed", "actual", "information", "tools", "goals", "pressures", "history"),
        links={"part": "system_parts"},
    ),
    CONTROLS,
    EXERCISES,
    Table(
        "control_assessments",
        analysis.ControlAssessment,
        ("outcome", "how", "environment_met", "failure_followed"),
        links={"control": "controls", "held_by": "system_parts"},
        many={"references": "references"},
    ),
    Table("systemic_factors", analysis.SystemicFactor, ("kind", "text")),
    Table("looked_found_none", analysis.LookedFoundNone, ("kind",)),
    Table(
        "missing_controls",
        analysis.MissingControl,
        ("text", "met_nothing", "believed_to_exist"),
        links={"hazard": "hazards"},
    ),
    Table(
        "conditions",
        analysis.Condition,
        ("text", "level", "evidence", "came_from"),
        many={"joined_with": "conditions"},
    ),
    Table("chain_ends", analysis.ChainEnd, (), links={"condition": "conditions"}, of="condition__retrospective"),
    Table(
        "findings",
        analysis.Finding,
        ("kind", "summary"),
        links={
            "assessment": "control_assessments",
            "missing_control": "missing_controls",
            "factor": "systemic_factors",
            "part": "system_parts",
        },
    ),
    Table("strengths", analysis.Strength, ("text", "kind")),
    Table(
        "credits",
        analysis.Credit,
        ("agreed_at",),
        links={"strength": "strengths", "participant": "participants"},
        of="strength__retrospective",
    ),
    Table("better_notes", analysis.BetterNote, ("text",), many={"findings": "findings"}),
    Table(
        "mysteries",
        analysis.Mystery,
        ("question", "quote", "place", "state", "answer", "answered_at", "answered_from_outside", "reason", "audience"),
        links={"parent": "mysteries", "part": "system_parts"},
        teams=("team",),
        services=True,
    ),
    Table(
        "former_answers",
        analysis.FormerAnswer,
        ("text", "is_reason"),
        links={"mystery": "mysteries"},
        of="mystery__retrospective",
    ),
    Table(
        "work_notes",
        analysis.WorkNote,
        ("topic", "imagined", "procedure", "done", "constraints", "source", "audience"),
        teams=("team",),
        services=True,
    ),
    Table("work_themes", analysis.WorkTheme, ("name",), links={"note": "work_notes"}, of="note__retrospective"),
    Table("artefacts", analysis.Artefact, ("kind", "text"), links={"note": "work_notes"}, of="note__retrospective"),
    Table(
        "ways_of_knowing",
        analysis.HowWeKnow,
        ("kind", "day", "who", "says", "url"),
        links={"note": "work_notes"},
        of="note__retrospective",
    ),
    Table("cues", analysis.Cue, ("kind", "text", "tells", "domain", "audience"), teams=("team",), services=True),
    Table(
        "recommendations",
        Recommendation,
        (
            "title",
            "why",
            "kind",
            "strategy",
            "tier",
            "proposed_by_role",
            "done_when",
            "side_effects",
            "status",
            "decision",
            "decision_reason",
            "target_date",
            "ticket_url",
            "look_again_on",
        ),
        teams=("owner_team",),
        people=("owner", "decider"),
    ),
    Table(
        "traces",
        Trace,
        (),
        links={"recommendation": "recommendations", "finding": "findings"},
        of="recommendation__retrospective",
    ),
    Table("asked_too", AskedToo, ("title", "why"), links={"finding": "findings"}, many={"more": "findings"}),
    Table(
        "status_changes",
        StatusChange,
        ("source", "target", "reason", "changed"),
        links={"recommendation": "recommendations"},
        of="recommendation__retrospective",
    ),
    Table(
        "close_looks",
        CloseLook,
        ("verdict", "text", "of_team"),
        links={"recommendation": "recommendations"},
        of="recommendation__retrospective",
    ),
    Table(
        "about_else",
        AboutElse,
        ("title", "reason"),
        links={"recommendation": "recommendations"},
        of="recommendation__retrospective",
    ),
    Table(
        "stuck",
        Stuck,
        ("why",),
        links={"recommendation": "recommendations"},
        people=("asked",),
        of="recommendation__retrospective",
    ),
    Table(
        "stuck_replies",
        StuckReply,
        ("kind", "text"),
        links={"stuck": "stuck"},
        of="stuck__recommendation__retrospective",
    ),
    Table(
        "effect_checks",
        EffectCheck,
        ("outcome", "text", "evidence_url"),
        links={"recommendation": "recommendations"},
        of="recommendation__retrospective",
    ),
    Table(
        "sections",
        Section,
        ("key", "heading", "position", "text", "number", "written_at"),
        of="writeup__retrospective",
    ),
    Table(
        "revisions",
        Revision,
        ("number", "text", "based_on", "is_beside", "merged", "restored"),
        links={"section": "sections"},
        of="section__writeup__retrospective",
    ),
    Table("rounds", Round, ("opened_at", "closes_not_before", "closed_at", "reads_first_until")),
    Table(
        "comments",
        Comment,
        ("section_number", "quote", "kind", "text", "from_today", "state", "answer", "reader"),
        links={"round": "rounds", "section": "sections"},
        of="round__retrospective",
    ),
    Table(
        "earlier_replies",
        EarlierReply,
        ("text",),
        links={"comment": "comments"},
        of="comment__round__retrospective",
    ),
    Table("agreed_changes", AgreedChange, ("text", "done_at"), links={"comment": "comments"}),
    Table("audience_confirmations", AudienceConfirmation, ("audience",)),
    Table("set_asides", SetAside, ("kind", "nothing", "what", "chosen_by", "again_when")),
    Table("study_times", StudyTime, ("work", "quarters")),
    Table("enough_time", EnoughTime, ("text",)),
)
# Tables that bundles written before them do not have, and what to read where a field was added later.
ADDED_LATER = (
    "awareness", "decision_points", "former_answers", "earlier_replies", "reasons_to_learn", "responsibilities",
    "control_actions", "feedback", "influences", "component_analyses", "credits", "work_notes", "work_themes",
    "artefacts", "cues", "control_exercises", "stuck", "stuck_replies", "set_asides", "effect_checks",
    "close_looks", "ways_of_knowing", "study_times", "enough_time", "about_else",
    "chain_ends",
    "gathered", "known_gaps", "step_words", "asked_too",
)  # fmt: skip
# What older bundles say of a control in one line; it is read as an exercise.
SAID_EARLIER: dict[str, tuple[str, ...]] = {"controls": ("last_exercised",)}
FIELDS_ADDED_LATER: dict[str, dict[str, Any]] = {
    "control_assessments": {"references": [], "held_by": None},
    "conditions": {"joined_with": []},
    "rounds": {"reads_first_until": None},
    "comments": {"from_today": False, "reader": None},
    "mysteries": {
        "quote": "", "place": "", "part": None, "services": [], "answered_at": None, "answered_from_outside": False,
    },
}  # fmt: skip
NOTES = Table(
    "notes",
    Note,
    ("text", "at", "source", "audience", "withdrawn_at", "source_system", "source_id", "thread_id", "speaker"),
    links={"corrects": "notes"},
    teams=("team",),
    of="incident__retrospectives",
)
EDITIONS = Table("edition", Edition, ("sha256", "finalized_at"))
AMENDMENTS = Table(
    "amendments", Amendment, ("section_key", "text", "reason", "state", "answer"), of="edition__retrospective"
)

BY_NAME = {table.name: table for table in (INCIDENT, STUDY, *TABLES, NOTES, EDITIONS, AMENDMENTS)}
PRIVATE_NOTES = NoteAudience.ME.value
