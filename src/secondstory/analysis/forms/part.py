"""What the form of any part of the analysis is made of."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from secondstory.analysis.actions.change import change
from secondstory.analysis.an_act import act_named
from secondstory.analysis.models import Mystery, OfStudy
from secondstory.analysis.queries import Analysis, Line
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

Choices = list[tuple[str, str]]
# Sentences that people write, whatever the part: their wording is looked at. Names and choices are not.
PROSE = {"text", "how", "environment_met", "failure_followed", "met_nothing", "evidence", "summary", "reason"}


def words_of(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": str(rows)})


def choices_of(lines: Sequence[Line]) -> Choices:
    return [(str(line.id), f"{line.number} {line.text}".strip()) for line in lines]


class PartForm(Form):
    """``model`` and ``section`` say where it belongs, ``noun`` its address; ``told`` is what the verb hears.

    ``offered`` is the field that offers what stands in the sections ``leans_on``.
    """

    model: ClassVar[type[OfStudy] | type[Mystery] | None] = None
    section: ClassVar[str]
    noun: ClassVar[str]
    offered: ClassVar[str] = ""
    leans_on: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, study: Retrospective, analysis: Analysis, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.study, self.analysis = study, analysis
        for name in PROSE & self.fields.keys():
            looked_at(self.fields[name], "analysis")
        self.offer(analysis)

    def offer(self, analysis: Analysis) -> None:
        """Fill in the choices that this study has."""

    @property
    def address(self) -> str:
        return f"analysis-{self.noun}"

    def told(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def add(self, by: Person) -> object:
        raise NotImplementedError

    def change(self, part: OfStudy, by: Person) -> object:
        return change(part, by=by, **self.told())

    @classmethod
    def typed(cls, part: OfStudy) -> dict[str, Any]:
        """What the form shows for a part that is there."""
        return {name: getattr(part, name) for name in cls.base_fields if hasattr(part, name)}


class AsksWhatSurroundedIt(PartForm):
    """A text that stops at what somebody did is asked about once before it is kept. Sent again, it is meant."""

    # Which text was asked about, for the page to send along.
    meant = ""

    def clean(self) -> dict[str, Any] | None:
        told = super().clean()
        text = self.cleaned_data.get("text", "")
        mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]
        if text and text != self.initial.get("text") and self.data.get("meant") != mark and (act := act_named(text)):
            self.meant = mark
            self.add_error(
                "text",
                f"‘{act}’ tells what somebody did, or did not do. What surrounded it: what could be seen from there, what"
                " pressed, what had worked before? For example: both windows showed the same prompt, and two troubles came"
                " at once. Say that here, or send it again as it is.",
            )
        return told


def prefixed(what: str, lines: Sequence[Line]) -> Choices:
    return [(f"{what}:{line.id}", line.text) for line in lines]


def offer_lines(form: PartForm, name: str, lines: Sequence[Line]) -> None:
    if lines:
        form.let_choose(name, choices_of(lines))
    else:
        del form.fields[name]


def chosen(form: PartForm, name: str, model: type[OfStudy]) -> list[Any]:
    ids = form.cleaned_data.get(name) or []
    return list(model.objects.filter(retrospective=form.study, pk__in=ids)) if ids else []


# The addresses of the analysis page: a noun, its form, and for those that can be said anew, their model.
