"""What one can say about a question."""

from __future__ import annotations

from typing import Any

from django import forms

from secondstory.analysis.models import Mystery
from secondstory.people.audience import Audience
from secondstory.ui.forms import Form


class QuestionForm(Form):
    """A question by itself, from the list of questions."""

    question = forms.CharField(label="What would you like to know?", max_length=600)
    audience = forms.ChoiceField(
        label="Who can read it",
        choices=[(Audience.ORGANIZATION.value, "The whole organization"), (Audience.TEAM.value, "My team")],
    )
    anonymous = forms.BooleanField(
        label="Ask without my name", required=False, help_text="Then no name is stored anywhere."
    )


class NextQuestionForm(Form):
    question = forms.CharField(label="The next question", max_length=600)
    anonymous = forms.BooleanField(label="Ask without my name", required=False)


class AnswerForm(Form):
    answer = forms.CharField(
        label="What do you know about it?",
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=8000,
        help_text="One line is enough.",
    )


class ReasonForm(Form):
    reason = forms.CharField(label="Why", max_length=1000)


class RewordForm(Form):
    question = forms.CharField(label="The question", max_length=600)


class RestForm(ReasonForm):
    how = forms.ChoiceField(
        label="How it rests",
        choices=[("set-aside", "Set aside"), ("unanswerable", "It cannot be answered")],
        widget=forms.RadioSelect,
    )
    field_order = ["how", "reason"]


class ReadersForm(Form):
    audience = forms.ChoiceField(
        label="Who can read it", choices=[c for c in Audience.choices if c[0] != Audience.PUBLIC]
    )


class PlaceForm(Form):
    parent = forms.ChoiceField(label="It grew from", required=False)

    def __init__(self, *args: Any, others: list[Mystery], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "no other question"), *((str(other.pk), other.question) for other in others)]
        self.fields["parent"].choices = choices  # type: ignore[attr-defined]
