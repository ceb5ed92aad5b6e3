from __future__ import annotations

from typing import Any

from django import forms

from secondstory.hours.models import MOST_QUARTERS, Room, StudyTime, Work
from secondstory.incidents.models import Retrospective
from secondstory.ui.forms import Form

STEP = "In days; a quarter is 0.25."


class Days(forms.DecimalField):
    """Days in steps of a quarter, read as quarters."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=most, max_digits=6, decimal_places=2, **kwargs)
        self.error_messages["invalid"] = "Write days in steps of a quarter, such as 0.25 or 2.5."

    def clean(self, value: Any) -> Any:
        days = super().clean(value.replace(",", ".") if isinstance(value, str) else value)
        if days is None:
            return 0
        if (days * 4) % 1:
            raise forms.ValidationError("Write days in steps of a quarter, such as 0.25 or 2.5.")
        return int(days * 4)


class StudyTimeForm(Form):
    enough = forms.CharField(
        label="Was there enough time?",
        widget=forms.Textarea(attrs={"rows": "3"}),
        max_length=2000,
        required=False,
        help_text="What would it have taken, and what stood in the way? In words.",
    )

    field_order = [*Work.values, "enough"]
    gathering = Days(label="Gathering", most=MOST_QUARTERS // 4, required=False, help_text=STEP)
    analysis = Days(label="Analysis", most=MOST_QUARTERS // 4, required=False)
    writing = Days(label="Writing", most=MOST_QUARTERS // 4, required=False)
    review = Days(label="Review", most=MOST_QUARTERS // 4, required=False)
    meeting = Days(label="Meeting", most=MOST_QUARTERS // 4, required=False)

    @property
    def quarters(self) -> dict[str, int]:
        return {work: self.cleaned_data[work] for work in Work.values}

    @staticmethod
    def said(study: Retrospective, enough: str) -> dict[str, Any]:
        rows = StudyTime.objects.filter(retrospective=study).order_by().values_list("work", "quarters")
        return {"enough": enough, **{work: f"{quarters / 4:g}" for work, quarters in rows}}


class OwnTimeForm(Form):
    on = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    work = forms.ChoiceField(label="Kind of work", choices=Work.choices)
    quarters = Days(label="How long", most=10, help_text=STEP)
    about = forms.CharField(label="What you did", max_length=300, required=False)


class RoomForm(Form):
    says = forms.ChoiceField(label="Room to facilitate", choices=Room.Says.choices, widget=forms.RadioSelect)
    until = forms.DateField(
        label="Until",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
        help_text="After that day nothing is shown.",
    )
    away_from = forms.DateField(
        label="Away from", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    away_to = forms.DateField(
        label="Away to", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )

    @staticmethod
    def said(room: Room | None) -> dict[str, Any]:
        names = ("says", "until", "away_from", "away_to")
        return {name: getattr(room, name) for name in names} if room else {}


class LetterForm(Form):
    since = forms.DateField(
        label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    to = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False)
