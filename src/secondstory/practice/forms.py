from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from secondstory.playbook.process import Process, Stage
from secondstory.practice.models import Look, Proposal, Way
from secondstory.practice.process_words import LEAST_OPEN, MOST_DAYS, StageWords, Words
from secondstory.ui.forms import Form, prepare
from secondstory.ui.text import tidy_line
from secondstory.wording.fields import looked_at
from secondstory.writeup.anatomy import PARTS, heading_of

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


@dataclass(frozen=True, slots=True)
class Group:
    """A step in the form for the next version."""

    name: str
    says: str
    fields: list[forms.BoundField]
    is_open: bool


class DraftForm(Form):
    """What each step says, a few fields each, and the order of the write-up, one section a line."""

    why = forms.CharField(
        label="What changes, and why", max_length=400, help_text="In words for those who work this way."
    )
    from_on = day("In force from", help_text="Studies keep the version they began with.")
    adopts = forms.MultipleChoiceField(
        label="Proposals that it adopts", required=False, widget=forms.CheckboxSelectMultiple
    )
    goes = forms.CharField(
        label="If something was added: which one goes for it, or why none can",
        max_length=400,
        required=False,
    )
    write_up = forms.CharField(
        label="Sections of the write-up, in their order, one a line",
        help_text="Leave out what does not help, and add your own by its heading. What people record still has a place.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "9", "class": "words--lines"}),
    )

    def __init__(self, *args: Any, base: Process, proposals: Sequence[Proposal], **kwargs: Any) -> None:
        self.base = base
        super().__init__(*args, **kwargs)
        for name, field in _fields(base).items():
            prepare(field)
            self.fields[name] = field
        self.let_choose("adopts", [(str(one.pk), one.what) for one in proposals])
        if not proposals:
            del self.fields["adopts"]

    @property
    def groups(self) -> list[Group]:
        """Each step with its fields, for the page; open where something is to be read again."""
        return [
            Group(
                stage.name,
                f"{stage.who}, {_due(stage)}",
                fields := [self[name] for name in _fields_of(stage)],
                self.is_bound and any(field.errors or field.name in self.changed_data for field in fields),
            )
            for stage in self.base.stages
        ]

    @property
    def above(self) -> list[forms.BoundField]:
        return [self[name] for name in ("why", "from_on", "adopts") if name in self.fields]

    @property
    def below(self) -> list[forms.BoundField]:
        return [self["write_up"], self["goes"]]

    @staticmethod
    def shown(process: Process) -> dict[str, Any]:
        """What the form would show of a process."""
        told: dict[str, Any] = {"write_up": "\n".join(heading_of(key) for key in process.write_up)}
        for stage in process.stages:
            told[f"{stage.key}_who"] = stage.who
            told[f"{stage.key}_due_days"] = "" if stage.due_days is None else stage.due_days
            if stage.min_open_days:
                told[f"{stage.key}_min_open_days"] = stage.min_open_days
            told[f"{stage.key}_good_enough"] = "\n".join(stage.good_enough)
        return told

    @property
    def words(self) -> Words:
        """Of a form that is whole. A heading that the product does not know is a section of the organization's own."""
        told = self.cleaned_data
        keys = {part.heading.casefold(): key for key, part in PARTS.items()}
        return Words(
            {
                stage.key: StageWords(
                    told[f"{stage.key}_who"],
                    told[f"{stage.key}_due_days"],
                    told.get(f"{stage.key}_min_open_days", 0),
                    _lines(told[f"{stage.key}_good_enough"]),
                )
                for stage in self.base.stages
            },
            tuple(keys.get(line.casefold(), line) for line in _lines(told["write_up"])),
        )


def _due(stage: Stage) -> str:
    if stage.due_days is None:
        return "no date"
    return f"within {stage.due_days} working day{'' if stage.due_days == 1 else 's'}" if stage.due_days else "at once"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(tidy_line, text.splitlines()))))


def _fields_of(stage: Stage) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {
        f"{stage.key}_who": forms.CharField(label="Who", max_length=80),
        f"{stage.key}_due_days": forms.IntegerField(
            label="Due, in working days after the study opened", required=False, min_value=0, max_value=MOST_DAYS
        ),
    }
    if stage.min_open_days:
        found[f"{stage.key}_min_open_days"] = forms.IntegerField(
            label="Open for at least, in working days", min_value=LEAST_OPEN, max_value=MOST_DAYS
        )
    found[f"{stage.key}_good_enough"] = forms.CharField(
        label="Good enough when, one sentence a line",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "3", "class": "words--lines"}),
    )
    return found


def _fields(base: Process) -> dict[str, forms.Field]:
    return {name: field for stage in base.stages for name, field in _fields_of(stage).items()}
