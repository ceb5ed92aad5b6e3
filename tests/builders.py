"""One line each for what a test needs to stand on. Straight to the tables: verbs are tested elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from secondstory.analysis.models import (
    ControlAssessment,
    Finding,
    LookedFoundNone,
    Loss,
    MissingControl,
    SafetyControl,
    Strength,
    SystemicKind,
)
from secondstory.incidents.models import (
    ConflictCheck,
    Incident,
    Note,
    Participant,
    Retrospective,
    Signal,
    SignalGroup,
    StudyRole,
)
from secondstory.people.models import Person, RoleGrant
from secondstory.playbook.models import ProcessVersion
from secondstory.publishing.actions.publish import publish
from secondstory.publishing.models import Publication
from secondstory.recommendations.models import Recommendation, Trace
from secondstory.review.canonical import canonical, fingerprint
from secondstory.review.models import AudienceConfirmation, Completion, Edition, Round
from secondstory.review.standing import text_now
from secondstory.timeline.models import Entry
from secondstory.writeup.document import document
from secondstory.writeup.models import Section, WriteUp

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def note(by: Person, text: str = "The copy tool printed nothing for ten minutes.", **fields: Any) -> Note:
    return Note.objects.create(**{"text": text, "at": NOON, "created_by": by, **fields})


def incident(by: Person, title: str = "The standby fell behind", **fields: Any) -> Incident:
    return Incident.objects.create(
        **{"title": title, "kind": "incident", "created_by": by, "happened_at": NOON, "started_at": NOON, **fields}
    )


def study(by: Person, title: str = "How did the standby fall behind?", **fields: Any) -> Retrospective:
    """A study just opened by ``by``, read by nobody else until roles or ``work_open_to`` say so."""
    fields.setdefault("incident", None)
    fields["incident"] = fields["incident"] or incident(by)
    return Retrospective.objects.create(
        **{
            "title": title,
            "process_version": ProcessVersion.objects.get(number=1),
            "zone": "UTC",
            "created_by": by,
            **fields,
        }
    )


def role(study: Retrospective, person: Person, role: str = "facilitator") -> StudyRole:
    study.__dict__.pop("_parts", None)
    return StudyRole.objects.create(retrospective=study, person=person, role=role)


def participant(study: Retrospective, person: Person | None, **fields: Any) -> Participant:
    study.__dict__.pop("_parts", None)
    return Participant.objects.create(
        **{"retrospective": study, "person": person, "role_label": "on-call engineer", "invited_at": NOON, **fields}
    )


def entry(study: Retrospective, text: str = "Replication stops.", minutes: int = 0, **fields: Any) -> Entry:
    return Entry.objects.create(
        **{"retrospective": study, "text": text, "at": NOON + timedelta(minutes=minutes), **fields}
    )


def control(name: str = "Lag pager", **fields: Any) -> SafetyControl:
    return SafetyControl.objects.create(
        **{"name": name, "sentence": "Wakes someone when the standby falls behind.", "type": "detect", **fields}
    )


def assessment(study: Retrospective, **fields: Any) -> ControlAssessment:
    if "control" not in fields:
        fields["control"] = control(f"Lag pager {SafetyControl.objects.count()}")
    return ControlAssessment.objects.create(
        **{"retrospective": study, "outcome": "did_not_act", "how": "It looked at the other host.", **fields}
    )


def finding(study: Retrospective, summary: str = "Nobody hears the pager's silence.", **fields: Any) -> Finding:
    missing = MissingControl.objects.create(
        retrospective=study, text="An alarm on the age of the newest copy", met_nothing="the copy growing old"
    )
    return Finding.objects.create(
        **{
            "retrospective": study,
            "summary": summary,
            "kind": "missing_control",
            "missing_control": missing,
            **fields,
        }
    )


def write_up(study: Retrospective, **texts: str) -> WriteUp:
    """Sections in the process's order; the summary written last."""
    document = WriteUp.objects.create(retrospective=study)
    keys = study.process_version.process.write_up
    for position, key in enumerate(keys):
        Section.objects.create(
            writeup=document,
            key=key,
            heading=key.replace("_", " ").capitalize(),
            position=position,
            text=texts.get(key, "Words." if key == "summary" else ""),
            number=1,
            written_at=NOON + timedelta(hours=1 if key == "summary" else 0),
        )
    return document


def analysed(study: Retrospective) -> None:
    """All that 'open for review' asks for."""
    Loss.objects.create(retrospective=study, text="Uploads were refused for an hour.")
    assessment(study)
    for kind in SystemicKind.values:
        LookedFoundNone.objects.create(retrospective=study, kind=kind)
    Strength.objects.create(retrospective=study, text="Someone had kept yesterday's copy.")


def ready_to_finalize(study: Retrospective, *, facilitator: Person, reviewer: Person) -> Retrospective:
    """A study in 'agreeing' whose every guard holds."""
    role(study, facilitator)
    role(study, reviewer, "reviewer")
    ConflictCheck.objects.create(
        retrospective=study, facilitator=facilitator, was_involved=False, in_authority=False, owning_expert=False
    )
    entry(study)
    analysed(study)
    write_up(study)
    past = timezone.now() - timedelta(days=9)
    Round.objects.create(retrospective=study, opened_at=past, closes_not_before=past, closed_at=past)
    AudienceConfirmation.objects.create(retrospective=study, audience="organization", created_by=facilitator)
    study.learning_focus, study.audience, study.state = "How we tell copies apart", "organization", "agreeing"
    study.save()
    for person, capacity in ((facilitator, "facilitator"), (reviewer, "reviewer")):
        Completion.objects.create(retrospective=study, capacity=capacity, created_by=person, sha256=text_now(study))
    return study


def grant(person: Person, role: str) -> RoleGrant:
    """A role in the organization."""
    person.__dict__.pop("roles", None)
    return RoleGrant.objects.create(person=person, role=role)


def signal(by: Person | None, text: str = "The drill was green and nothing moved.", **fields: Any) -> Signal:
    """Raised by ``by`` for the organization, or without a name."""
    return Signal.objects.create(
        **{"text": text, "seen_at": NOON, "reporter": by, "created_by": by, "audience": "organization", **fields}
    )


def conflict_check(study: Retrospective, facilitator: Person, **fields: Any) -> ConflictCheck:
    answers = {"was_involved": False, "in_authority": False, "owning_expert": False, **fields}
    return ConflictCheck.objects.create(retrospective=study, facilitator=facilitator, **answers)


def recommendation(
    study: Retrospective, title: str = "Tell hosts apart in every prompt", **fields: Any
) -> Recommendation:
    """An idea; with ``status`` beyond it, one that is traced and whole, so that the database takes it."""
    status = fields.pop("status", "idea")
    made = Recommendation.objects.create(
        **{"retrospective": study, "title": title, "kind": "software", "strategy": "add", **fields}
    )
    if status == "idea":
        return made
    Trace.objects.create(recommendation=made, finding=finding(study))
    if status in ("planned", "in_progress", "done") or (status == "dropped" and not made.decision):
        made.decision, made.decision_reason = made.decision or "do", made.decision_reason or "It is cheap."
        made.decider = made.decider or study.created_by
        if made.owner is None and made.owner_team is None:
            made.owner = study.created_by
        made.target_date = made.target_date or NOON.date() + timedelta(days=30)
        made.done_when = made.done_when or "Seen on each host in a drill."
        made.side_effects = made.side_effects or "None expected."
    made.status = status
    made.save()
    return made


def edition(study: Retrospective) -> Edition:
    """The study's document as it stands, frozen; the study is final with it."""
    now = timezone.now()
    content = canonical(document(study, final_at=now))
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=now)
    study.refresh_from_db(fields=["state", "finalized_at"])
    return Edition.objects.create(retrospective=study, canonical=content, sha256=fingerprint(content), finalized_at=now)


def confirm(study: Retrospective, audience: str) -> AudienceConfirmation:
    return AudienceConfirmation.objects.create(retrospective=study, audience=audience)


def publication(
    by: Person, title: str = "How did the standby fall behind?", *, audience: str = "organization", **fields: Any
) -> Publication:
    """A study by ``by`` as facilitator, frozen and published to ``audience``."""
    texts = fields.pop("texts", {"summary": "The copy grew old and nobody heard of it."})
    of = study(by, title, audience=audience, **fields)
    role(of, by)
    write_up(of, **texts)
    edition(of)
    confirm(of, "public")
    return publish(of, audience=audience, by=by)


def signal_group(*signals: Signal, title: str = "Drills that prove nothing") -> SignalGroup:
    group = SignalGroup.objects.create(title=title)
    for one in signals:
        one.group = group
        one.save(update_fields=["group"])
    return group


def complete_again(study: Retrospective) -> None:
    """Both who said 'complete' say it of the text as it reads now."""
    Completion.objects.filter(retrospective=study).update(sha256=text_now(study))
