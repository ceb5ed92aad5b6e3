"""One form for each kind of part: what one types becomes one call of a verb."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from secondstory.analysis.actions.change import aim_finding, change
from secondstory.analysis.actions.conditions import join_conditions
from secondstory.analysis.actions.controls import meet_control, name_missing_control
from secondstory.analysis.actions.factors import look_found_none, name_factor
from secondstory.analysis.actions.findings import Target, record_finding
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.strengths import (
    name_better_note,
    name_condition,
    name_strength,
    say_no_strength_because,
)
from secondstory.analysis.actions.system import name_constraint, name_hazard, name_loss, name_part
from secondstory.analysis.forms.part import (
    AsksWhatSurroundedIt,
    Choices,
    PartForm,
    choices_of,
    chosen,
    offer_lines,
    prefixed,
    words_of,
)
from secondstory.analysis.models import (
    BetterNote,
    Condition,
    Constraint,
    ControlAssessment,
    Finding,
    Hazard,
    LookedFoundNone,
    Loss,
    MissingControl,
    Mystery,
    OfStudy,
    Outcome,
    SafetyControl,
    Strength,
    SystemicFactor,
    SystemicKind,
    SystemPart,
)
from secondstory.analysis.queries import Analysis
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.timeline.models import Reference

MOST_BESIDE_A_NEW_ONE = 60


class SystemPartForm(PartForm):
    model, section = SystemPart, "system"
    noun = "parts"
    name = forms.CharField(label="The part", max_length=200)
    kind = forms.ChoiceField(label="What it is", choices=SystemPart.Kind.choices)
    is_environment = forms.BooleanField(label="It affects us, and we do not steer it: environment", required=False)

    def add(self, by: Person) -> SystemPart:
        return name_part(self.study, by=by, **self.told())


class LossForm(PartForm):
    model, section = Loss, "losses"
    noun = "losses"
    text = forms.CharField(label="What was lost, for whom", max_length=1000)
    is_near = forms.BooleanField(label="It nearly came to that", required=False)

    def add(self, by: Person) -> Loss:
        return name_loss(self.study, by=by, **self.told())


class HazardForm(PartForm):
    model, section = Hazard, "hazards"
    noun = "hazards"
    offered, leans_on = "losses", ("losses",)
    text = forms.CharField(label="The state", max_length=1000)
    losses = forms.MultipleChoiceField(label="It makes possible", widget=forms.CheckboxSelectMultiple, required=False)

    def offer(self, analysis: Analysis) -> None:
        offer_lines(self, "losses", analysis["loss"])

    def told(self) -> dict[str, Any]:
        return {**super().told(), "losses": chosen(self, "losses", Loss)}

    def add(self, by: Person) -> Hazard:
        return name_hazard(self.study, by=by, **self.told())

    @classmethod
    def typed(cls, part: OfStudy) -> dict[str, Any]:
        assert isinstance(part, Hazard)
        return {"text": part.text, "losses": [str(pk) for pk in part.losses.values_list("pk", flat=True)]}


class ConstraintForm(PartForm):
    model, section = Constraint, "constraints"
    noun = "constraints"
    offered, leans_on = "hazards", ("hazards",)
    text = forms.CharField(label="What must stay true", max_length=1000)
    hazards = forms.MultipleChoiceField(label="It keeps out of", widget=forms.CheckboxSelectMultiple, required=False)

    def offer(self, analysis: Analysis) -> None:
        offer_lines(self, "hazards", analysis["hazard"])

    def told(self) -> dict[str, Any]:
        return {**super().told(), "hazards": chosen(self, "hazards", Hazard)}

    def add(self, by: Person) -> Constraint:
        return name_constraint(self.study, by=by, **self.told())

    @classmethod
    def typed(cls, part: OfStudy) -> dict[str, Any]:
        assert isinstance(part, Constraint)
        return {"text": part.text, "hazards": [str(pk) for pk in part.hazards.values_list("pk", flat=True)]}


class ConditionForm(AsksWhatSurroundedIt):
    model, section = Condition, "conditions"
    noun = "conditions"
    offered, leans_on = "joined_with", ("conditions",)
    text = forms.CharField(label="What was so", max_length=2000)
    level = forms.ChoiceField(label="Where it lies", choices=Condition.Level.choices)
    evidence = forms.CharField(label="What shows it", max_length=1000, required=False)
    joined_with = forms.MultipleChoiceField(
        label="It worked together with", widget=forms.CheckboxSelectMultiple, required=False
    )

    def offer(self, analysis: Analysis) -> None:
        """A long list is offered where one condition is changed, and not beside each new one."""
        itself = self.initial.get("itself")
        others = [line for line in analysis["condition"] if line.id != itself]
        offer_lines(self, "joined_with", others if itself or len(others) <= MOST_BESIDE_A_NEW_ONE else [])

    def told(self) -> dict[str, Any]:
        return {**super().told(), "joined_with": chosen(self, "joined_with", Condition)}

    def add(self, by: Person) -> Condition:
        return name_condition(self.study, by=by, **self.told())

    def change(self, part: OfStudy, by: Person) -> object:
        assert isinstance(part, Condition)
        told = self.told()
        joined = told.pop("joined_with")
        return join_conditions(change(part, by=by, **told), joined, by=by)

    @classmethod
    def typed(cls, part: OfStudy) -> dict[str, Any]:
        assert isinstance(part, Condition)
        joined = [str(pk) for pk in part.joined_with.values_list("pk", flat=True)]
        return {**super().typed(part), "joined_with": joined, "itself": part.pk}


class FaredForm(PartForm):
    """How a control that is in the catalogue fared."""

    model, section = ControlAssessment, "controls"
    noun = "controls"
    outcome = forms.ChoiceField(label="How it fared", choices=Outcome.choices, initial=Outcome.UNKNOWN)
    how = forms.CharField(
        label="How",
        widget=words_of(3),
        max_length=4000,
        required=False,
        help_text="What it met, and what it did. Before the study is final, each control has a 'how'.",
    )
    environment_met = forms.CharField(label="The environment it met", max_length=600, required=False)
    failure_followed = forms.CharField(label="What followed", max_length=600, required=False)
    held_by = forms.ChoiceField(
        label="Which part of the system holds it",
        required=False,
        help_text="A control is part of the system, too: a job, a person on call, a screen, a team.",
    )
    references = forms.MultipleChoiceField(label="What shows it", widget=forms.CheckboxSelectMultiple, required=False)

    def offer(self, analysis: Analysis) -> None:
        """The study's parts, and its references; those are added beside the timeline."""
        parts = [(str(line.id), line.text) for line in analysis["part"]]
        if parts:
            self.let_choose("held_by", [("", "not said"), *parts])
        else:
            del self.fields["held_by"]
        known = Reference.objects.filter(retrospective=self.study).order_by("title", "id").values_list("pk", "title")
        if offered := [(str(pk), title) for pk, title in known]:
            self.let_choose("references", offered)
        else:
            del self.fields["references"]

    def told(self) -> dict[str, Any]:
        told = super().told()
        if (part := told.pop("held_by", None)) is not None:
            told["held_by"] = SystemPart.objects.filter(retrospective=self.study, pk=part).first() if part else None
        if (chosen := told.pop("references", None)) is not None:
            told["references"] = list(Reference.objects.filter(retrospective=self.study, pk__in=chosen))
        return told

    @classmethod
    def typed(cls, part: OfStudy) -> dict[str, Any]:
        assert isinstance(part, ControlAssessment)
        held = sorted(str(pk) for pk in part.references.values_list("pk", flat=True))
        return {**super().typed(part), "references": held, "held_by": str(part.held_by_id or "")}


class IfNewField(forms.CharField):
    """Needed for a control that the catalogue does not know yet; its page says so where it is left empty."""

    when = "if it is new here"


class ControlForm(FaredForm):
    """The same for a control by name: one of the catalogue, or a new one."""

    name = forms.CharField(
        label="The control",
        max_length=330,
        widget=forms.TextInput(attrs={"list": "controls-known"}),
        help_text="An alert, a check, a list, a habit: by the name people here use.",
    )
    sentence = IfNewField(
        label="In one sentence: what it does",
        max_length=600,
        required=False,
        help_text="The catalogue of controls keeps it, and the whole organization reads that.",
    )
    type = forms.ChoiceField(
        label="What it is meant to do",
        choices=[("", "as the catalogue says"), *SafetyControl.Type.choices],
        required=False,
    )
    field_order = [
        "name", "sentence", "type", "outcome", "how", "environment_met", "failure_followed",
    ]  # fmt: skip

    def offer(self, analysis: Analysis) -> None:
        """What shows it, and what holds it, is said where a control that stands there is changed."""
        del self.fields["references"], self.fields["held_by"]

    def add(self, by: Person) -> ControlAssessment:
        return meet_control(self.study, by=by, **self.told())


class FactorForm(AsksWhatSurroundedIt):
    model, section = SystemicFactor, "kinds"
    noun = "factors"
    kind = forms.ChoiceField(label="Kind", choices=SystemicKind.choices)
    text = forms.CharField(label="What was found", widget=words_of(2), max_length=4000)

    def add(self, by: Person) -> SystemicFactor:
        return name_factor(self.study, by=by, **self.told())


class LookForm(PartForm):
    model, section = LookedFoundNone, "kinds"
    noun = "looks"
    kind = forms.ChoiceField(choices=SystemicKind.choices, widget=forms.HiddenInput)

    def add(self, by: Person) -> LookedFoundNone:
        return look_found_none(self.study, by=by, **self.told())


class MissingForm(PartForm):
    model, section = MissingControl, "missing"
    noun = "missing-controls"
    offered, leans_on = "hazard", ("hazards",)
    text = forms.CharField(label="What is missing", max_length=1000)
    met_nothing = forms.CharField(
        label="What met nothing",
        max_length=1000,
        help_text="What came through there this time, such as ‘a second copy job on the same disk’.",
    )
    hazard = forms.ChoiceField(label="The hazardous state it is about", required=False)
    believed_to_exist = forms.BooleanField(label="People believed it existed", required=False)

    def offer(self, analysis: Analysis) -> None:
        if analysis["hazard"]:
            self.let_choose("hazard", [("", "none of them"), *choices_of(analysis["hazard"])])
        else:
            del self.fields["hazard"]

    def told(self) -> dict[str, Any]:
        hazard = self.cleaned_data.get("hazard")
        found = Hazard.objects.filter(retrospective=self.study, pk=hazard).first() if hazard else None
        return {**super().told(), "hazard": found}

    def add(self, by: Person) -> MissingControl:
        return name_missing_control(self.study, by=by, **self.told())

    @classmethod
    def typed(cls, part: OfStudy) -> dict[str, Any]:
        assert isinstance(part, MissingControl)
        return {**super().typed(part), "hazard": str(part.hazard_id or "")}


TARGETS: dict[str, type[OfStudy]] = {
    "control": ControlAssessment,
    "missing": MissingControl,
    "factor": SystemicFactor,
    "part": SystemPart,
}
TOGETHER = "together"


class FindingForm(PartForm):
    model, section = Finding, "findings"
    noun = "findings"
    offered, leans_on = "about", ("system", "controls", "missing", "kinds")
    summary = forms.CharField(label="What we found", max_length=600)
    about = forms.ChoiceField(label="It is about")

    def offer(self, analysis: Analysis) -> None:
        groups: list[tuple[str, Choices]] = [
            ("a control", [(f"control:{a.pk}", a.control.name) for a in analysis.assessments]),
            ("a missing control", prefixed("missing", analysis["missing"])),
            ("a systemic factor", prefixed("factor", analysis["factor"])),
            ("a part of the system", prefixed("part", analysis["part"])),
        ]
        choices: list[Any] = [(TOGETHER, "how parts worked together"), *(g for g in groups if g[1])]
        self.let_choose("about", choices)

    def target(self) -> Target:
        what, _, pk = self.cleaned_data["about"].partition(":")
        if what == TOGETHER:
            return None
        found: Target = TARGETS[what].objects.filter(retrospective=self.study, pk=UUID(pk)).first()
        return found

    def add(self, by: Person) -> Finding:
        return record_finding(self.study, self.cleaned_data["summary"], by=by, about=self.target())

    def change(self, part: OfStudy, by: Person) -> Finding:
        assert isinstance(part, Finding)
        change(part, by=by, summary=self.cleaned_data["summary"])
        return aim_finding(part, self.target(), by=by)

    @classmethod
    def typed(cls, part: OfStudy) -> dict[str, Any]:
        assert isinstance(part, Finding)
        held = {
            "control": part.assessment_id,
            "missing": part.missing_control_id,
            "factor": part.factor_id,
            "part": part.part_id,
        }
        about = next((f"{what}:{pk}" for what, pk in held.items() if pk), TOGETHER)
        return {"summary": part.summary, "about": about}


class StrengthForm(PartForm):
    model, section = Strength, "strengths"
    noun = "strengths"
    text = forms.CharField(label="What went well", max_length=2000)
    kind = forms.ChoiceField(label="What kind of thing", choices=Strength.Kind.choices)

    def add(self, by: Person) -> Strength:
        return name_strength(self.study, by=by, **self.told())


class NoStrengthForm(PartForm):
    section = "strengths"
    noun = "no-strength"
    reason = forms.CharField(label="Nothing to name? Say why", max_length=1000, required=False)

    def add(self, by: Person) -> Retrospective:
        return say_no_strength_because(self.study, self.cleaned_data["reason"], by=by)


class BetterForm(PartForm):
    model, section = BetterNote, "better"
    noun = "better-notes"
    offered, leans_on = "findings", ("findings",)
    text = forms.CharField(label="What could be better", max_length=2000)
    findings = forms.MultipleChoiceField(label="It belongs to", widget=forms.CheckboxSelectMultiple, required=False)

    def offer(self, analysis: Analysis) -> None:
        offer_lines(self, "findings", analysis["finding"])

    def told(self) -> dict[str, Any]:
        return {**super().told(), "findings": chosen(self, "findings", Finding)}

    def add(self, by: Person) -> BetterNote:
        return name_better_note(self.study, by=by, **self.told())

    @classmethod
    def typed(cls, part: OfStudy) -> dict[str, Any]:
        assert isinstance(part, BetterNote)
        return {"text": part.text, "findings": [str(pk) for pk in part.findings.values_list("pk", flat=True)]}


class StudyQuestionForm(PartForm):
    model, section = Mystery, "questions"
    noun = "questions"
    question = forms.CharField(label="The question", max_length=600)
    anonymous = forms.BooleanField(
        label="Ask without my name",
        required=False,
        help_text="Then no name is stored anywhere, and only the facilitator can reword it.",
    )

    def add(self, by: Person) -> Mystery:
        return raise_mystery(study=self.study, by=by, **self.told())


FORMS: tuple[type[PartForm], ...] = (
    SystemPartForm,
    LossForm,
    HazardForm,
    ConstraintForm,
    ConditionForm,
    ControlForm,
    FactorForm,
    LookForm,
    MissingForm,
    StrengthForm,
    NoStrengthForm,
    BetterForm,
    FindingForm,
    StudyQuestionForm,
)
NOUNS: dict[str, type[PartForm]] = {form.noun: form for form in FORMS}
ANEW: dict[str, type[PartForm]] = {
    noun: form for noun, form in NOUNS.items() if noun not in ("controls", "looks", "no-strength", "questions")
} | {"controls": FaredForm}
