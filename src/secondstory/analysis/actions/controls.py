"""Safety controls: the catalogue, which outlives studies, and how each fared in one of them."""

from __future__ import annotations

from collections.abc import Collection

from secondstory.analysis import policies
from secondstory.analysis.actions.keep import check_of_study, keep
from secondstory.analysis.models import ControlAssessment, Hazard, MissingControl, SafetyControl
from secondstory.analysis.words import tidied
from secondstory.incidents.models import Retrospective
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Service, Team
from secondstory.people.refusals import Conflict, Refusal
from secondstory.ui.text import tidy_line


def find_control(name: str, team: Team | None = None) -> SafetyControl | None:
    """The control of this name that the team looks after, else one that no team does, else none.

    ``Lag pager (Billing)`` is the one that the team Billing looks after: ``full_name`` of it.
    """
    name = tidy_line(name)
    same = SafetyControl.objects.filter(name__iexact=name)
    if found := (same.filter(team=team).first() if team else None) or same.filter(team=None).first():
        return found
    short, _, others = name.removesuffix(")").rpartition(" (")
    return SafetyControl.objects.filter(name__iexact=short, team__name__iexact=others).first()


def full_name(control: SafetyControl, team: Team | None = None) -> str:
    """Its name, with its team where that is another one than ``team``. Read back by ``find_control``."""
    if control.team is None or control.team == team:
        return control.name
    return f"{control.name} ({control.team.name})"


@action
def keep_control(
    name: str,
    *,
    by: Person,
    sentence: str,
    type: str,
    form: str = "software",
    team: Team | None = None,
    services: Collection[Service] = (),
    assumes: str = "",
    stage: str = "exists",
    control: SafetyControl | None = None,
) -> SafetyControl:
    """Add a control to the catalogue, or describe ``control`` anew. Everybody may add one.

    A name that this team (or nobody's team) has already is a Conflict, so that one control stays one.
    """
    is_new = control is None
    if control is None:
        control = SafetyControl(created_by=by)
    else:
        policies.check_can_keep_control(control, by)
    before = [] if is_new else _told(control)
    control.name, control.sentence, control.type, control.form = name, sentence, type, form
    control.team, control.assumes, control.stage = team, assumes, stage
    tidied(control)
    others = SafetyControl.objects.filter(name__iexact=control.name, team=team).exclude(pk=control.pk)
    if same := others.first():
        if is_new and _told(same) == _told(control) and set(same.services.all()) == set(services):
            return same
        raise Conflict("A control of this name is in the catalogue already.", code="control_exists", field="name")
    if is_new:
        control.save(force_insert=True)
        control.services.set(services)
        record("safety_control.added", about=control, by=by)
    elif before != _told(control) or set(control.services.all()) != set(services):
        control.save()
        control.services.set(services)
        record("safety_control.changed", about=control, by=by)
    return control


def _told(control: SafetyControl) -> list[object]:
    return [
        control.name,
        control.sentence,
        control.type,
        control.team_id,
        control.form,
        control.assumes,
        control.stage,
    ]


@action
def assess_control(
    study: Retrospective,
    control: SafetyControl,
    *,
    by: Person,
    outcome: str = "unknown",
    how: str = "",
    environment_met: str = "",
    failure_followed: str = "",
) -> ControlAssessment:
    """Say how a control fared in this study; saying it again says it anew, until the study is final."""
    policies.check_can_name(ControlAssessment, study, by)
    told = {
        "outcome": outcome,
        "how": how,
        "environment_met": environment_met,
        "failure_followed": failure_followed,
    }
    assessment: ControlAssessment | None = ControlAssessment.objects.filter(
        retrospective=study, control=control
    ).first()
    if assessment is None:
        return keep(ControlAssessment(retrospective=study, control=control, **told), by=by)
    before = {name: getattr(assessment, name) for name in told}
    for name, value in told.items():
        setattr(assessment, name, value)
    tidied(assessment)
    if before != {name: getattr(assessment, name) for name in told}:
        assessment.save()
        record("control_assessment.changed", about=assessment, by=by, study=study.pk, outcome=assessment.outcome)
    return assessment


@action
def meet_control(
    study: Retrospective, name: str, *, by: Person, sentence: str = "", type: str = "", **fared: str
) -> ControlAssessment:
    """Say how the control of this name fared; one that is new comes into the catalogue with the study's team."""
    policies.check_can_name(ControlAssessment, study, by)
    control = find_control(name, study.team)
    if control is None:
        if not tidy_line(sentence):
            raise Refusal(
                "The catalogue has no control of this name yet. Say in one sentence what it does.",
                code="new_control",
                field="sentence",
            )
        if not type:
            raise Refusal("Say what a new control is meant to do.", code="new_control", field="type")
        control = keep_control(name, by=by, sentence=sentence, type=type, team=study.team)
    there = ControlAssessment.objects.filter(retrospective=study, control=control).first()
    if there is not None and any(getattr(there, field) != value for field, value in fared.items()):
        raise Conflict(
            "This study says already how this control fared. Change what stands there.",
            code="assessed_already",
            field="name",
        )
    return assess_control(study, control, by=by, **fared)


@action
def name_missing_control(
    study: Retrospective,
    text: str,
    *,
    by: Person,
    met_nothing: str,
    hazard: Hazard | None = None,
    believed_to_exist: bool = False,
) -> MissingControl:
    """A hole that was found: what is missing, and which hazard or condition met nothing."""
    check_of_study(study, [hazard] if hazard else [], field="hazard")
    missing = MissingControl(
        retrospective=study, text=text, met_nothing=met_nothing, hazard=hazard, believed_to_exist=believed_to_exist
    )
    return keep(missing, by=by)
