"""The forms of the control structure: the same beside the picture and under the table."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from secondstory.analysis.actions.change import change
from secondstory.analysis.actions.structure import (
    draw_control,
    draw_feedback,
    draw_influence,
    name_duty,
    redraw,
    say_duty_anew,
)
from secondstory.analysis.actions.system import name_part
from secondstory.analysis.models import (
    Arrow,
    Constraint,
    ControlAction,
    Feedback,
    Influence,
    OfStudy,
    Responsibility,
    SystemPart,
)
from secondstory.analysis.structure import Structure
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

SELECTED = mark_safe(" selected")


class PartChoice(forms.Select):
    """A list of parts. Written in one go: a page holds several such lists, and a structure may have hundreds of parts."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((pk, SELECTED if pk == chosen else "", said) for pk, said in self.choices),
        )
        told = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(told), options)


def _part(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, widget=PartChoice)


class StructureForm(Form):
    """``noun`` is its address, ``heading`` how its list is called, ``adds`` what its button says."""

    model: ClassVar[type[OfStudy]]
    noun: ClassVar[str]
    heading: ClassVar[str]
    adds: ClassVar[str]
    ends: ClassVar[tuple[str, ...]] = ()
    prose: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, *args: Any, study: Retrospective, structure: Structure, fixed: Collection[str] = (), **kwargs: Any
    ) -> None:
        """``fixed`` are ends that the place of the form says already."""
        super().__init__(*args, **kwargs)
        self.study, self.structure = study, structure
        for name in fixed:
            self.fields[name].widget = forms.HiddenInput()
        for name in self.prose:
            looked_at(self.fields[name], "analysis")
        parts = [("", "Choose a part"), *((str(part.pk), part.name) for part in structure.parts)]
        for name in self.ends:
            self.let_choose(name, parts)

    @property
    def is_long(self) -> bool:
        """Whether its lists of parts are so long that it has a page of its own."""
        return bool(self.ends) and self.structure.is_large

    def told(self) -> dict[str, Any]:
        """As the verb hears it: ids of parts become the parts."""
        told = dict(self.cleaned_data)
        for name in self.ends:
            told[name] = self.structure.part(UUID(told[name]))
        return told

    def add(self, by: Person) -> OfStudy:
        raise NotImplementedError

    def change(self, found: OfStudy, by: Person) -> object:
        return change(found, by=by, **self.told())

    @classmethod
    def typed(cls, found: OfStudy) -> dict[str, Any]:
        """What the form shows for one that is there."""
        told = {name: getattr(found, name) for name in cls.base_fields if name not in cls.ends}
        return told | {name: str(getattr(found, f"{name}_id")) for name in cls.ends}


class PartForm(StructureForm):
    model, noun = SystemPart, "parts"
    heading, adds = "Parts", "Name a part"
    name = forms.CharField(label="The part", max_length=200)
    kind = forms.ChoiceField(label="What it is", choices=SystemPart.Kind.choices)
    is_environment = forms.BooleanField(label="It affects us, and we do not steer it: environment", required=False)

    def add(self, by: Person) -> SystemPart:
        return name_part(self.study, by=by, **self.told())


class ArrowForm(StructureForm):
    ends, prose = ("source", "target"), ("what",)

    def change(self, found: OfStudy, by: Person) -> object:
        assert isinstance(found, Arrow)
        return redraw(found, by=by, **self.told())


class ControlForm(ArrowForm):
    model, noun = ControlAction, "control"
    heading, adds = "Who steers what", "Draw an arrow of control"
    source = _part("Who or what steers")
    target = _part("What is steered")
    what = forms.CharField(label="By doing what", max_length=300)
    deviation = forms.ChoiceField(label="How it was this time", choices=ControlAction.Deviation.choices)
    on_paper_only = forms.BooleanField(label="On paper only: written down, and not how it is done", required=False)

    def add(self, by: Person) -> ControlAction:
        return draw_control(by=by, **self.told())


class FeedbackForm(ArrowForm):
    model, noun = Feedback, "feedback"
    heading, adds = "What comes back", "Draw an arrow of feedback"
    source = _part("Where it comes from")
    target = _part("Who or what it tells")
    what = forms.CharField(label="What comes back", max_length=300)
    state = forms.ChoiceField(label="How it was this time", choices=Feedback.State.choices)
    delay = forms.CharField(
        label="How late it comes", max_length=200, required=False, help_text="In words: at once, about a day."
    )

    def add(self, by: Person) -> Feedback:
        return draw_feedback(by=by, **self.told())


class InfluenceForm(ArrowForm):
    model, noun = Influence, "influences"
    heading, adds = "What presses, and does not steer", "Draw an influence"
    source = _part("What presses")
    target = _part("On what")
    what = forms.CharField(label="By what", max_length=300, help_text="Load, bad input, a deadline.")

    def add(self, by: Person) -> Influence:
        return draw_influence(by=by, **self.told())


class DutyForm(StructureForm):
    model, noun = Responsibility, "duties"
    heading, adds = "Duties", "Name a duty"
    ends, prose = ("part",), ("text",)
    part = _part("Whose duty")
    text = forms.CharField(label="The duty", max_length=600)
    constraints = forms.MultipleChoiceField(
        label="What it keeps true", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(one.pk), f"{number} {one.text}") for number, one in self.structure.constraints]
        if offered:
            self.let_choose("constraints", offered)
        else:
            del self.fields["constraints"]

    def told(self) -> dict[str, Any]:
        told = super().told()
        chosen = set(told.get("constraints", ()))
        return told | {"constraints": [one for _, one in self.structure.constraints if str(one.pk) in chosen]}

    def add(self, by: Person) -> Responsibility:
        return name_duty(by=by, **self.told())

    def change(self, found: OfStudy, by: Person) -> object:
        assert isinstance(found, Responsibility)
        return say_duty_anew(found, by=by, **self.told())

    @classmethod
    def typed(cls, found: OfStudy) -> dict[str, Any]:
        assert isinstance(found, Responsibility)
        kept = Constraint.objects.filter(responsibilities=found).order_by("created_at", "id")
        return {
            "part": str(found.part_id),
            "text": found.text,
            "constraints": [str(pk) for pk in kept.values_list("pk", flat=True)],
        }


FORMS: dict[str, type[StructureForm]] = {
    form.noun: form for form in (PartForm, ControlForm, FeedbackForm, InfluenceForm, DutyForm)
}
