"""The form for the next version of the process: what each step says, which steps there are, and the write-up's sections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import slugify

from secondstory.playbook.built_in import built_in
from secondstory.playbook.process import Process, Stage
from secondstory.practice.forms import day
from secondstory.practice.models import Proposal
from secondstory.practice.process_words import (
    LEAST_OPEN,
    LONGEST_NAME,
    MOST_DAYS,
    StageWords,
    Words,
    left_out_of,
    may_be_left_out,
    words_of_stage,
)
from secondstory.ui.forms import Form, prepare
from secondstory.ui.text import tidy_line
from secondstory.writeup.anatomy import PARTS, heading_of

NEW = "new"
LEAVE_OUT = "Studies that begin from then on do not have it. Nothing that was recorded goes."


@dataclass(frozen=True, slots=True)
class Group:
    """A step in the form for the next version."""

    name: str
    says: str
    fields: list[forms.BoundField]
    is_open: bool


class DraftForm(Form):
    """``begun`` is the process that it begins with: the one in force, or the draft that waits. ``keys`` are those that a
    step ever had: what was told of one of them is not told of a new one."""

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

    def __init__(
        self, *args: Any, begun: Process, keys: Collection[str], proposals: Sequence[Proposal], **kwargs: Any
    ) -> None:
        self.begun, self.keys, self.left_out = begun, keys, left_out_of(begun)
        super().__init__(*args, **kwargs)
        for name, field in _fields(begun, self.left_out).items():
            prepare(field)
            self.fields[name] = field
        self.let_choose("adopts", [(str(one.pk), one.what) for one in proposals])
        if not proposals:
            del self.fields["adopts"]

    def clean(self) -> dict[str, Any]:
        """A new step is told whole, or not at all."""
        told = super().clean() or {}
        given = {name: told.get(f"{NEW}_{name}") for name in ("name", "who", "good_enough")}
        sentences = {
            "name": "Name the step, or leave all of this empty.",
            "who": "Say in a few words who does it, such as ‘facilitator’.",
            "good_enough": "Say in a sentence when it is good enough, so that people can stop.",
        }
        if any(given.values()):
            for name in given:
                if not given[name] and f"{NEW}_{name}" not in self.errors:
                    self.add_error(f"{NEW}_{name}", sentences[name])
        return told

    @property
    def groups(self) -> list[Group]:
        """Each step with its fields, for the page; open where something is to be read again."""
        there = [self._group(s.name, f"{s.who}, {_due(s)}", list(_fields_of(self.begun, s))) for s in self.begun.stages]
        gone = [self._group(stage.name, "left out", [f"{stage.key}_back"]) for stage in self.left_out]
        return [*there, *gone]

    @property
    def new_step(self) -> Group:
        return self._group("Add a step", "", list(_fields_of_a_new_one(self.begun)))

    def _group(self, name: str, says: str, names: list[str]) -> Group:
        fields = [self[one] for one in names]
        is_open = self.is_bound and any(field.errors or field.name in self.changed_data for field in fields)
        return Group(name, says, fields, is_open)

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
            if stage.own:
                told[f"{stage.key}_name"] = stage.name
                told[f"{stage.key}_after"] = _before(process, stage)
        return told

    @property
    def words(self) -> Words:
        """Of a form that is whole. A heading that the product does not know is a section of the organization's own."""
        told = self.cleaned_data
        stages = {stage.key: self._said(stage) for stage in self.begun.stages}
        stages |= {stage.key: words_of_stage(stage) for stage in self.left_out}
        order = _in_place([stage.key for stage in self.begun.stages], [stage.key for stage in self.left_out])
        for stage in self.begun.stages:
            if stage.own and told[f"{stage.key}_after"] != _before(self.begun, stage):
                order.remove(stage.key)
                order.insert(order.index(told[f"{stage.key}_after"]) + 1, stage.key)
        if told[f"{NEW}_name"]:
            stages[self.new_key] = self._new()
            after = told[f"{NEW}_after"] or self.begun.stages[-1].key
            order.insert(order.index(after) + 1, self.new_key)
        here = [key for key in order if told.get(f"{key}_back", not told.get(f"{key}_left_out"))]
        keys = {part.heading.casefold(): key for key, part in PARTS.items()}
        return Words(
            {key: stages[key] for key in here},
            tuple(keys.get(line.casefold(), line) for line in _lines(told["write_up"])),
        )

    @property
    def new_key(self) -> str:
        return key_for(self.cleaned_data[f"{NEW}_name"], self.keys)

    def _said(self, stage: Stage) -> StageWords:
        told = self.cleaned_data
        return StageWords(
            told[f"{stage.key}_who"],
            told[f"{stage.key}_due_days"],
            told.get(f"{stage.key}_min_open_days", 0),
            _lines(told[f"{stage.key}_good_enough"]),
            told.get(f"{stage.key}_name", stage.name),
            stage.own,
        )

    def _new(self) -> StageWords:
        told = {name: self.cleaned_data[f"{NEW}_{name}"] for name in ("who", "due_days", "good_enough", "name")}
        return StageWords(told["who"], told["due_days"], 0, _lines(told["good_enough"]), told["name"], own=True)

    def field_of(self, refused: str | None) -> str | None:
        """The field on the page for one that a refusal names: of a new step only the page knows that it is new."""
        if refused and self.cleaned_data.get(f"{NEW}_name"):
            return refused.replace(f"{self.new_key}_", f"{NEW}_")
        return refused


def key_for(name: str, taken: Iterable[str]) -> str:
    """The key of a new step: short, from its name, and nobody else's. The same name gives the same one."""
    base, known = f"own-{slugify(name)[:12].strip('-') or 'step'}", set(taken)
    return next(key for key in (base, *(f"{base}-{number}" for number in range(2, 99))) if key not in known)


def _due(stage: Stage) -> str:
    if stage.due_days is None:
        return "no date"
    return f"within {stage.due_days} working day{'' if stage.due_days == 1 else 's'}" if stage.due_days else "at once"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(tidy_line, text.splitlines()))))


def _before(process: Process, stage: Stage) -> str:
    """The key of the step that it comes after. An own one is never the first."""
    keys = [one.key for one in process.stages]
    return keys[keys.index(stage.key) - 1]


def _in_place(keys: list[str], left_out: list[str]) -> list[str]:
    """With the steps of the product that were left out where they once were: after the one that came before them."""
    order, built_in_keys = list(keys), [stage.key for stage in built_in().stages]
    for key in left_out:
        earlier = [one for one in built_in_keys[: built_in_keys.index(key)] if one in order]
        order.insert(order.index(earlier[-1]) + 1, key)
    return order


def _who() -> forms.CharField:
    return forms.CharField(label="Who", max_length=80)


def _due_days() -> forms.IntegerField:
    return forms.IntegerField(
        label="Due, in working days after the study opened", required=False, min_value=0, max_value=MOST_DAYS
    )


def _good_enough() -> forms.CharField:
    return forms.CharField(
        label="Good enough when, one sentence a line",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "3", "class": "words--lines"}),
    )


def _name() -> forms.CharField:
    return forms.CharField(label="Name", max_length=LONGEST_NAME)


def _after(process: Process, but: str = "") -> forms.ChoiceField:
    choices = [(one.key, one.name) for one in process.stages if one.key != but]
    return forms.ChoiceField(label="Comes after", choices=choices)


def _fields_of(process: Process, stage: Stage) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    if stage.own:
        found |= {f"{stage.key}_name": _name(), f"{stage.key}_after": _after(process, but=stage.key)}
    found |= {f"{stage.key}_who": _who(), f"{stage.key}_due_days": _due_days()}
    if stage.min_open_days:
        found[f"{stage.key}_min_open_days"] = forms.IntegerField(
            label="Open for at least, in working days", min_value=LEAST_OPEN, max_value=MOST_DAYS
        )
    found[f"{stage.key}_good_enough"] = _good_enough()
    if may_be_left_out(stage):
        found[f"{stage.key}_left_out"] = forms.BooleanField(
            label="Leave this step out", required=False, help_text=LEAVE_OUT
        )
    return found


def _fields_of_a_new_one(process: Process) -> dict[str, forms.Field]:
    name, who, good_enough = _name(), _who(), _good_enough()
    for field in (name, who, good_enough):
        field.required = False
    name.help_text = (
        "Such as ‘Read to the support desk’. Each study has a page for it, on which somebody says when it is done."
    )
    after = _after(process)
    after.initial, after.required = process.stages[-1].key, False
    return {
        f"{NEW}_name": name,
        f"{NEW}_after": after,
        f"{NEW}_who": who,
        f"{NEW}_due_days": _due_days(),
        f"{NEW}_good_enough": good_enough,
    }


def _fields(begun: Process, left_out: Sequence[Stage]) -> dict[str, forms.Field]:
    found = {name: field for stage in begun.stages for name, field in _fields_of(begun, stage).items()}
    for stage in left_out:
        found[f"{stage.key}_back"] = forms.BooleanField(label="Take this step up again", required=False)
    return found | _fields_of_a_new_one(begun)
