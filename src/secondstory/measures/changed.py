"""What studying incidents has changed, as stories: what was so, what was done, how it went since; then what people came to
know. No totals: whoever leads reads a few of them whole (seed 002: in stories rather than counts)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery

from secondstory.analysis.before_and_since import Exercised, Met, Turn, changes_of, turns
from secondstory.analysis.models import ControlAssessment, Cue, Mystery, SafetyControl, WorkNote
from secondstory.incidents.querysets import work_readable
from secondstory.measures.models import ReaderNote
from secondstory.people.audience import reader
from secondstory.people.models import Person
from secondstory.procedures.models import ProcedureRetirement
from secondstory.recommendations.models import Recommendation, Status, StatusChange, Stuck, Trace
from secondstory.recommendations.queries import tie_findings

CONTROLS, DONE, FEW = 4, 6, 4
MOST_MET = 40


@dataclass(frozen=True, slots=True)
class Stronger:
    """A control before something was done about it, and in a study since. Whether it is stronger is for the reader to
    say."""

    control: SafetyControl
    turn: Turn


@dataclass(frozen=True, slots=True)
class Changed:
    controls: list[Stronger]
    done: list[Recommendation]
    notes: list[ReaderNote]
    insights: list[Cue]
    work: list[WorkNote]
    answered: list[Mystery]
    retired: list[ProcedureRetirement]
    stuck: list[Stuck]
    questions: list[Mystery]

    @property
    def is_empty(self) -> bool:
        return not any((self.controls, self.done, self.notes, self.insights, self.work, self.answered, self.retired))


def changed(user: Person) -> Changed:
    """The newest of each, as far as ``user`` reads it. At most twenty statements."""
    shared = ReaderNote.objects.visible_to(user).shared().filter(publication__withdrawn_at=None)
    cues = Cue.objects.visible_to(user).filter(kind=Cue.Kind.INSIGHT)
    mysteries = Mystery.objects.visible_to(user)
    answered = mysteries.filter(state=Mystery.State.ANSWERED, answered_at__isnull=False)
    unanswered = mysteries.filter(state__in=[Mystery.State.OPEN, Mystery.State.FOLLOWED])
    readable = Recommendation.objects.visible_to(user).order_by().values("pk")
    stuck = Stuck.objects.waiting().filter(recommendation__in=readable).select_related("recommendation")
    return Changed(
        controls=_controls(user),
        done=_done(user),
        notes=list(shared.select_related("publication", "person").order_by("-created_at", "-id")[:FEW]),
        insights=list(cues.order_by("-created_at", "-id")[:FEW]),
        work=list(WorkNote.objects.visible_to(user).order_by("-created_at", "-id")[:FEW]),
        answered=list(answered.order_by("-answered_at", "-id")[:FEW]),
        retired=list(
            ProcedureRetirement.objects.select_related("procedure", "made_room_for").order_by("-created_at", "-id")[
                :FEW
            ]
        ),
        stuck=list(stuck.order_by("created_at", "id")[:FEW]),
        questions=list(unanswered.order_by("-created_at", "-id")[:FEW]),
    )


def _done(user: Person) -> list[Recommendation]:
    """With ``done_at``, ``saw`` (what somebody saw who checked it) and ``answers``. Two statements."""
    moved = StatusChange.objects.filter(recommendation_id=OuterRef("pk"), target=Status.DONE).exclude(
        source=Status.DONE
    )
    last = moved.order_by("-created_at", "-id")
    rows = (
        Recommendation.objects.visible_to(user)
        .knowing_study_of(user)
        .filter(status=Status.DONE)
        .annotate(done_at=Subquery(last.values("created_at")[:1]), saw=Subquery(last.values("reason")[:1]))
        .filter(done_at__isnull=False)
        .select_related("retrospective")
    )
    found = list(rows.order_by("-done_at", "-id")[:DONE])
    tie_findings(found)
    return found


def _controls(user: Person) -> list[Stronger]:
    """The last few controls about which something was done and that were met again since."""
    answers = Trace.objects.filter(
        work_readable(reader(user), prefix="recommendation__retrospective__"),
        recommendation__status=Status.DONE,
        finding__assessment__isnull=False,
    )
    last = (
        SafetyControl.objects.filter(pk__in=answers.order_by().values("finding__assessment__control"))
        .annotate(last_met=Max("assessments__retrospective__incident__happened_at"))
        .order_by("-last_met", "-id")[:CONTROLS]
    )
    controls = list(last)
    met: dict[object, list[Met]] = {control.pk: [] for control in controls}
    said = ControlAssessment.objects.visible_to(user).filter(control__in=controls)
    rows = said.select_related("retrospective__incident").order_by("-retrospective__incident__happened_at", "-pk")
    for one in rows[: MOST_MET * CONTROLS]:
        of = one.retrospective
        met[one.control_id].append(Met(one.pk, of.pk, of.title, of.zone, of.incident.happened_at, one.outcome, one.how))
    found = []
    for control in controls:
        exercised = [
            Exercised(one.on, one.how) for one in control.exercises.filter(on__isnull=False)[:MOST_MET] if one.on
        ]
        for turn in reversed(turns(met[control.pk], changes_of(control, user), exercised)):
            if turn.before and turn.since:
                found.append(Stronger(control, turn))
                break
    return found
