from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from secondstory.practice.models import Look, Proposal, Way
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

KEPT = {"data-behaviour": "draft-keeper"}


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


def prose(label: str, most: int, *, rows: int = 4, required: bool = True, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": str(rows), **KEPT})
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text, widget=widget)


def nameless() -> forms.BooleanField:
    return forms.BooleanField(
        label="Leave my name off",
        required=False,
        help_text="No name is stored anywhere, so nobody can put it back later, you included. No answer can be sent to you:"
        " it stands on the proposal’s page.",
    )


class ProposalForm(Form):
    about = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    grew_from = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    trouble = forms.ChoiceField(label="What is it?", choices=Proposal.Trouble.choices, widget=forms.RadioSelect)
    way = forms.ChoiceField(label="What would you do?", choices=Way.choices, widget=forms.RadioSelect)
    what = forms.CharField(
        label="In one line", max_length=200, help_text="Such as ‘leave the section Impact out of small studies’."
    )
    why = prose("Why", 4000, help_text="What have you seen, and what does it cost? Markdown.")
    studies = forms.CharField(
        label="Studies that show it",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": "2", "class": "words--lines"}),
        help_text="One address a line. Whoever may not read one does not see that it is there.",
    )
    hoped_for = forms.CharField(label="What you hope for", max_length=1000, required=False)
    look_again_on = day("Look again on", required=False)
    without_name = nameless()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["why"], "comment", kind="markdown")


class WordForm(Form):
    text = prose("What you would add", 2000, rows=3)
    without_name = nameless()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["text"], "comment")


class AnswerForm(Form):
    state = forms.ChoiceField(
        label="What becomes of it",
        choices=[
            ("discussed", "We are looking at it"),
            ("tried", "We try it"),
            ("adopted", "We adopt it"),
            ("declined", "We do not do it"),
        ],
        widget=forms.RadioSelect,
    )
    text = prose(
        "Why", 4000, rows=3, help_text="Who proposed it reads this. What changes in the process needs a version."
    )
    look_again_on = day("If it is tried: look again on", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["text"], "comment")


class ExperienceForm(Form):
    study = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    stage = forms.ChoiceField(label="What is it about?", required=False)
    way = forms.ChoiceField(
        label="Would you do it this way again?",
        choices=[(Way.KEEP, "Keep it"), (Way.DROP, "Drop it"), (Way.TRY, "Try it differently")],
        widget=forms.RadioSelect,
    )
    worked = prose("What worked", 2000, rows=3, required=False)
    in_the_way = prose("What got in the way", 2000, rows=3, required=False)
    without_name = forms.BooleanField(
        label="Leave my name off",
        required=False,
        help_text="Neither your name nor the study is stored, so nobody can put them back later, you included.",
    )

    def __init__(self, *args: Any, stages: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("stage", [("", "all of it"), *stages])
        for name in ("worked", "in_the_way"):
            looked_at(self.fields[name], "comment")


class LookForm(Form):
    helps = prose("What does it help with?", 2000, rows=2, required=False)
    costs = prose("What does it cost?", 2000, rows=2, required=False)
    missed = prose("What would we miss without it?", 2000, rows=2, required=False)
    outcome = forms.ChoiceField(label="What comes of it", widget=forms.RadioSelect)
    because = forms.CharField(label="Because", max_length=1000)
    change = forms.CharField(
        label="If it is to change: what would be different, in one line",
        max_length=200,
        required=False,
        help_text="This opens a proposal.",
    )
    next_on = day("Look again on", required=False, help_text="Not needed for what is retired.")

    def __init__(self, *args: Any, built_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one for one in Look.Outcome.choices if not (built_in and one[0] == Look.Outcome.RETIRE)]
        self.let_choose("outcome", offered)


class PracticeForm(Form):
    name = forms.CharField(label="What is done here", max_length=120, help_text="Such as ‘the Monday read-through’.")
    about = forms.CharField(label="In one line", max_length=300, required=False)
    look_again_on = day("Ask on this day whether it helps")


class NotYetForm(Form):
    text = prose("What is not so yet", 4000, rows=3)


class ReviewForm(Form):
    text = prose("A word with it", 4000, rows=2, required=False)


class LetGoForm(Form):
    because = forms.CharField(label="Why it is let go", max_length=400)
