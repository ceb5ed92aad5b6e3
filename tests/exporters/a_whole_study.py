"""A study with something in every table, and places to go where nothing of it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from tests import builders
from tests.builders import NOON
from tests.cast import Cast

from secondstory.analysis import models as analysis
from secondstory.hours.models import EnoughTime, StudyTime
from secondstory.incidents.models import Retrospective, StageDeadline, StateChange, StepWord
from secondstory.people.models import Service
from secondstory.recommendations.models import (
    AboutElse,
    AskedToo,
    CloseLook,
    EffectCheck,
    StatusChange,
    Stuck,
    StuckReply,
)
from secondstory.review.models import (
    AgreedChange,
    Amendment,
    AudienceConfirmation,
    Comment,
    EarlierReply,
    Round,
    SetAside,
)
from secondstory.timeline.models import Awareness, DecisionPoint, Dispute, Entry, Gathered, KnownGap, Reference, Version
from secondstory.writeup.models import Revision, Section


@contextmanager
def another_installation() -> Iterator[None]:
    """What is made inside is gone afterwards, as if it had been made elsewhere."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def a_whole_study(cast: Cast, **fields: Any) -> Retrospective:
    """By Ana as facilitator. Bo takes part by role, Cy by name, and somebody without name or role."""
    uploads = Service.objects.create(name="Uploads", slug="uploads", about="Takes files in.")
    incident = builders.incident(
        cast.ana,
        "Uploads stopped, “quietly”",
        team=cast.storage,
        audience="team",
        impact="**Nobody** could upload.\n\n- for an hour\n",
        zone="Europe/Berlin",
        started_precision="hour",
        ended_at=NOON + timedelta(hours=3),
        source_system="markdown",
        source_id="0" * 40,
    )
    incident.services.add(uploads)
    study = builders.study(
        cast.ana,
        "How did nobody hear of it? 🜂",
        incident=incident,
        team=cast.storage,
        zone="Europe/Berlin",
        work_open_to="team",
        learning_focus="Silence",
        **fields,
    )
    builders.role(study, cast.ana)
    _people(study, cast)
    _timeline(study)
    _analysis(study, cast, uploads)
    _recommendations(study, cast)
    _write_up_and_review(study, cast)
    _around(study, cast)
    return study


def _people(study: Retrospective, cast: Cast) -> None:
    builders.participant(study, cast.bo, role_label="on-call engineer", involvements=["responded"])
    builders.participant(study, cast.cy, role_label="billing engineer", display="name")
    builders.participant(study, None, role_label="the only night guard", display="anonymous", left_at=NOON)


def _timeline(study: Retrospective) -> None:
    source = Reference.objects.create(
        retrospective=study, title="The chat", kind="chat", url="https://chat.example.org/1", captured_at=NOON
    )
    Reference.objects.create(retrospective=study, title="A talk", kind="talk", excerpt="It was quiet.", gone_at=NOON)
    chat = Gathered.objects.create(
        retrospective=study, reference=source, since=NOON, until=NOON + timedelta(hours=1), zone="UTC"
    )
    KnownGap.objects.create(
        retrospective=study, source=chat, kind="replies", says="Replies are missing.", at=NOON, key="k" * 64
    )
    KnownGap.objects.create(
        retrospective=study, says="The call", completed_with="Its *notes* were found.", completed_at=NOON
    )
    told = study.participants.get(role_label="on-call engineer")
    first = builders.entry(study, "=SUM(1) begins a formula", lane="System", participant=told, kind="signal")
    first.references.add(source)
    builders.entry(study, "Told, and one\nline more", 5, until=NOON + timedelta(minutes=9), approximate=True, tie=3)
    later = builders.entry(study, "Nobody knew", 5, known_later=True, known_by="nobody", status="disputed")
    builders.entry(study, "A day", precision="day", told_zone="UTC", source_system="slack", source_id="C1/1.0")
    Entry.everything.filter(pk=builders.entry(study, "taken out", 90).pk).update(text="", withdrawn_at=NOON)
    guard = study.participants.get(role_label="the only night guard")
    Awareness.objects.create(entry=later, participant=told, learned_at=NOON + timedelta(days=1), precision="day")
    Awareness.objects.create(entry=first, participant=guard, learned_at=NOON, approximate=True, how="told")
    DecisionPoint.objects.create(
        retrospective=study, participant=told, at=NOON, choice="Wait", cues="*Nothing*\nto see", hand_over="none"
    )
    DecisionPoint.objects.create(
        retrospective=study, role_label="a caller", at=NOON, choice="Call again", precision="hour", edited_at=NOON
    )
    DecisionPoint.objects.create(retrospective=study, at=NOON, withdrawn_at=NOON)
    dispute = Dispute.objects.create(retrospective=study, question="When?", what_differs="An hour.", state="stands")
    dispute.entries.add(later)
    Version.objects.create(dispute=dispute, text="At noon.", said_by="the log")
    Version.objects.create(dispute=dispute, text="At one.", said_by="the chat")


def _analysis(study: Retrospective, cast: Cast, uploads: Service) -> None:
    of = {"retrospective": study}
    standby = analysis.SystemPart.objects.create(**of, name="Standby", kind="hardware")
    loss = analysis.Loss.objects.create(**of, text="An hour of uploads")
    hazard = analysis.Hazard.objects.create(**of, text="One copy")
    hazard.losses.add(loss)
    constraint = analysis.Constraint.objects.create(**of, text="Two copies")
    constraint.hazards.add(hazard)
    control = builders.control("Lag pager", team=cast.storage, assumes="a network")
    control.services.add(uploads)
    analysis.ControlExercise.objects.create(control=control, on=NOON.date(), where="staging", how="It rang.")
    carrier = analysis.SystemPart.objects.create(**of, name="Pager", kind="software")
    met = builders.assessment(study, control=control, held_by=carrier)
    met.references.add(study.references.get(title="The chat"))
    analysis.SystemicFactor.objects.create(**of, kind="culture", text="Mails are ignored.")
    analysis.LookedFoundNone.objects.create(**of, kind="economics")
    finding = builders.finding(study)
    night = analysis.Condition.objects.create(**of, text="It was night", level="environment", came_from="Root Cause")
    analysis.ChainEnd.objects.create(condition=night)
    night.joined_with.add(analysis.Condition.objects.create(**of, text="The pager was quiet"))
    kept = analysis.Strength.objects.create(**of, text="Someone kept a copy", kind="luck")
    engineer = study.participants.get(role_label="on-call engineer")
    analysis.Credit.objects.create(strength=kept, participant=engineer, agreed_at=NOON)
    analysis.Credit.objects.create(strength=kept, participant=study.participants.get(role_label="billing engineer"))
    analysis.BetterNote.objects.create(**of, text="Hear silence").findings.add(finding)
    asked = analysis.Mystery.objects.create(
        **of, question="How often?", raised_by=cast.ana, created_by=cast.ana, audience="team", team=cast.storage,
        part=standby, quote="It was night", place=f"/retrospectives/{study.pk}/analysis/",
    )  # fmt: skip
    asked.services.add(uploads)
    analysis.Mystery.objects.create(
        **of,
        question="Since when?",
        parent=asked,
        state="answered",
        answer="Since May.",
        answered_at=NOON,
        answered_from_outside=True,
    )
    analysis.FormerAnswer.objects.create(mystery=asked, text="Since April, we thought.")
    _structure(study, standby, constraint)
    _work(study, cast, uploads)


def _structure(study: Retrospective, standby: analysis.SystemPart, constraint: analysis.Constraint) -> None:
    of = {"retrospective": study}
    analysis.ReasonToLearn.objects.create(**of, kind="looked_simple")
    team = analysis.SystemPart.objects.create(**of, name="Storage team", kind="team")
    analysis.Responsibility.objects.create(**of, part=team, text="Keep two copies").constraints.add(constraint)
    analysis.ControlAction.objects.create(
        **of, source=team, target=standby, what="rebuild", deviation="wrong_time", on_paper_only=True
    )
    analysis.Feedback.objects.create(
        **of, source=standby, target=team, what="its progress", state="late", delay="an hour"
    )
    analysis.Influence.objects.create(**of, source=standby, target=standby, what="heat")
    analysis.ComponentAnalysis.objects.create(
        **of, part=standby, contribution="It waited.", believed="More would come.", actual="*None* came.",
        information="The stream", tools="a pipe", goals="to follow", pressures="load", history="new in May",
    )  # fmt: skip


def _work(study: Retrospective, cast: Cast, uploads: Service) -> None:
    of = {"retrospective": study}
    note = analysis.WorkNote.objects.create(
        **of,
        topic="Taking uploads in",
        imagined="By queue",
        procedure="https://wiki.example.org/uploads",
        done="By hand, at night",
        constraints="The queue is small.",
        source="a walk-through",
        told_by=cast.bo,
        created_by=cast.bo,
    )
    note.services.add(uploads)
    analysis.WorkTheme.objects.create(note=note, name="queues")
    analysis.Artefact.objects.create(note=note, kind="script", text="move.sh, a one-off")
    analysis.HowWeKnow.objects.create(
        note=note, kind="drill", day=date(2026, 3, 2), who="engineer on call", says="It took an hour", url="https://example.org/drill",
    )  # fmt: skip
    cue = analysis.Cue.objects.create(
        **of, kind="sign", text="The fan is quiet", tells="Nobody uploads", domain="uploads", audience="team",
        team=cast.storage, told_by=cast.cy, created_by=cast.cy,
    )  # fmt: skip
    cue.services.add(uploads)


def _recommendations(study: Retrospective, cast: Cast) -> None:
    builders.recommendation(study, "An idea")
    planned = builders.recommendation(study, "An alarm", status="planned", owner=cast.bo, decider=cast.ana)
    builders.recommendation(study, "A runbook", status="done", owner_team=cast.storage)
    builders.recommendation(study, "A ban", status="dropped", decision="not", decision_reason="It bans work.")
    StatusChange.objects.create(
        recommendation=planned,
        source="planned",
        target="planned",
        reason="Handed over",
        changed={"owner": ["Cy", "Bo"], "done_when": ["", "Seen in a drill."]},
        created_by=cast.ana,
    )
    stuck = Stuck.objects.create(
        recommendation=planned, why="Another team plans it.", asked=cast.cy, opens_reading=True, created_by=cast.bo
    )
    EffectCheck.objects.create(
        recommendation=planned,
        outcome="partly",
        text="The pager *rang* twice.",
        evidence_url="https://graphs.example/pager",
        created_by=cast.bo,
    )
    first, more = study.findings.order_by("created_at")[:2]
    ask = AskedToo.objects.create(
        retrospective=study, title="Hear of it *first*", why="A customer told us.", finding=first
    )
    ask.more.add(more)
    AboutElse.objects.create(recommendation=stuck.recommendation, title="Be careful", reason="It is a film.")
    CloseLook.objects.create(
        recommendation=stuck.recommendation, verdict="in_the_way", text="Not at night.", of_team="Storage"
    )
    StuckReply.objects.create(stuck=stuck, kind="decided", text="Two weeks in May.", created_by=cast.cy)


def _write_up_and_review(study: Retrospective, cast: Cast) -> None:
    document = builders.write_up(study, summary="It was *quiet*.", analysis="<script>alert(1)</script> and | a pipe")
    section = document.sections.get(key="summary")
    Revision.objects.create(section=section, number=1, text="It was quiet.", created_by=cast.bo)
    Section.objects.create(writeup=document, heading="Our own", position=20, text="Free words.", number=1)
    may_close = NOON + timedelta(days=3)
    round_ = Round.objects.create(
        retrospective=study, opened_at=NOON, closes_not_before=may_close, reads_first_until=may_close
    )
    Comment.objects.create(round=round_, kind="clarify", text="Which pump?", reader=7)
    comment = Comment.objects.create(
        from_today=True,
        round=round_,
        section=section,
        kind="disagree",
        text="It was loud.",
        state="stands",
        answer="To you.",
        created_by=cast.cy,
    )
    EarlierReply.objects.create(comment=comment, text="To us.")
    AgreedChange.objects.create(retrospective=study, text="Say to whom", comment=comment, done_at=NOON)
    AudienceConfirmation.objects.create(retrospective=study, audience="organization")
    SetAside.objects.create(retrospective=study, kind="questions", what="A", chosen_by="the team", again_when="C")
    SetAside.objects.create(retrospective=study, kind="factors", nothing=True)
    StudyTime.objects.create(retrospective=study, work="analysis", quarters=6)
    EnoughTime.objects.create(retrospective=study, text="Two evenings more.")


def _around(study: Retrospective, cast: Cast) -> None:
    StateChange.objects.create(retrospective=study, source="opened", target="gathering", created_by=cast.ana)
    StepWord.objects.create(
        retrospective=study, stage="own-support", said="left_out", text="It was read to them before."
    )
    StageDeadline.objects.create(retrospective=study, stage="timeline", due_date=date(2026, 3, 9), reason="A holiday")
    on = {"incident": study.incident}
    first = builders.note(cast.bo, "It is quiet.", audience="team", team=cast.storage, speaker="Person A", **on)
    builders.note(cast.bo, "Too quiet.", audience="organization", corrects=first, raw={"user": "U1"}, **on)
    builders.note(cast.ana, "My own thought", audience="me", **on)


def finish(study: Retrospective, cast: Cast) -> None:
    """Final, with its edition, an amendment in it and one that nobody accepted."""
    edition = builders.edition(study)
    for text, state in (("Since then it is loud.", "accepted"), ("Draft words nobody took", "proposed")):
        Amendment.objects.create(
            edition=edition, text=text, reason="News", state=state, section_key="summary", created_by=cast.ana
        )
