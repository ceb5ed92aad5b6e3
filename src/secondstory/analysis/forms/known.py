"""What one can tell of how work is done, and of what experience teaches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from secondstory.analysis.actions.work_notes import Made
from secondstory.analysis.forms.questions import BY_THEMSELVES, OF_A_STUDY, WITHOUT_A_NAME
from secondstory.analysis.models import Artefact, Cue, KnownHere, WorkNote
from secondstory.people.models import Service
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

PROSE = ("imagined", "done", "constraints", "text", "tells")
ASKED_FOR: dict[str, str] = {
    "script": "A script, perhaps written as a one-off",
    "dashboard": "A dashboard of one's own",
    "step": "A step by hand",
    "workaround": "A way around something",
    "notes": "Notes or bookmarks",
}


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": str(rows)})


class KnownForm(Form):
    """What both have in common. ``of_study``: it is told within a study. ``is_new``: nothing is kept yet."""

    services = forms.ModelMultipleChoiceField(
        label="Services", queryset=Service.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    audience = forms.ChoiceField(label="Who can read it", widget=forms.RadioSelect)
    anonymous = forms.BooleanField(
        label="Tell it without my name",
        required=False,
        help_text=f"{WITHOUT_A_NAME} So you cannot change it later, either.",
    )

    def __init__(self, *args: Any, of_study: bool, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = OF_A_STUDY[::-1] if of_study else BY_THEMSELVES
        self.let_choose("audience", choices)
        self.fields["audience"].initial = choices[0][0]
        if not is_new:
            del self.fields["anonymous"]
        for name in (name for name in PROSE if name in self.fields):
            looked_at(self.fields[name], "analysis")

    @property
    def told(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    @staticmethod
    def shown(thing: KnownHere) -> dict[str, Any]:
        """What the form would show of what is there."""
        return {"services": [str(one.pk) for one in thing.services.all()], "audience": thing.audience}


class WorkNoteForm(KnownForm):
    topic = forms.CharField(label="What is it about?", max_length=200, help_text="Such as ‘rebuilding a replica’.")
    done = forms.CharField(
        label="As done",
        widget=_words(5),
        max_length=4000,
        help_text="What people really do to get it done, on a good day and on a bad one.",
    )
    imagined = forms.CharField(
        label="As imagined",
        widget=_words(3),
        max_length=4000,
        required=False,
        help_text="How a plan, a procedure or somebody far away has it.",
    )
    procedure = forms.URLField(
        label="Where that is written down", max_length=500, required=False, assume_scheme="https"
    )
    constraints = forms.CharField(
        label="What one works around",
        widget=_words(2),
        max_length=2000,
        required=False,
        help_text="Time, tools, access, other work, what one cannot see.",
    )
    script = forms.CharField(label=ASKED_FOR["script"], widget=_words(1), max_length=4000, required=False)
    dashboard = forms.CharField(label=ASKED_FOR["dashboard"], widget=_words(1), max_length=4000, required=False)
    step = forms.CharField(label=ASKED_FOR["step"], widget=_words(1), max_length=4000, required=False)
    workaround = forms.CharField(label=ASKED_FOR["workaround"], widget=_words(1), max_length=4000, required=False)
    notes = forms.CharField(label=ASKED_FOR["notes"], widget=_words(1), max_length=4000, required=False)
    source = forms.CharField(
        label="How do we know?",
        max_length=300,
        required=False,
        help_text="A walk-through, a talk, a script somebody showed.",
    )
    themes = forms.CharField(
        label="Themes", max_length=800, required=False, help_text="Words somebody would look for, with commas between."
    )
    field_order = [
        "topic", "done", "imagined", "procedure", "constraints", *Artefact.Kind.values,
        "source", "themes", "services", "audience", "anonymous",
    ]  # fmt: skip

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in Artefact.Kind.values]

    @property
    def made_fields(self) -> list[forms.BoundField]:
        """What people made for it: one a line, each kind in its own field."""
        return [self[kind] for kind in Artefact.Kind.values]

    @property
    def has_made(self) -> bool:
        """Something stands there, or one of them asks for something else."""
        return any(field.value() or field.errors for field in self.made_fields)

    @property
    def told(self) -> dict[str, Any]:
        told = super().told
        lines: list[Made] = [(kind, line) for kind in Artefact.Kind.values for line in told.pop(kind).splitlines()]
        return {**told, "artefacts": lines, "themes": re.split(r"[,;\n]", told["themes"])}

    @staticmethod
    def shown(thing: KnownHere) -> dict[str, Any]:
        assert isinstance(thing, WorkNote)
        made = list(thing.artefacts.all())
        return {
            **KnownForm.shown(thing),
            **{
                name: getattr(thing, name)
                for name in ("topic", "done", "imagined", "procedure", "constraints", "source")
            },
            **{kind: "\n".join(one.text for one in made if one.kind == kind) for kind in Artefact.Kind.values},
            "themes": ", ".join(theme.name for theme in thing.themes.all()),
        }


class CueForm(KnownForm):
    kind = forms.ChoiceField(label="What is it?", choices=Cue.Kind.choices)
    text = forms.CharField(label="In one sentence", max_length=600, widget=_words(2))
    tells = forms.CharField(label="What it tells those who know it", max_length=1000, required=False, widget=_words(2))
    domain = forms.CharField(
        label="Which kind of work it belongs to", max_length=120, required=False, help_text="Such as ‘replication’."
    )
    field_order = ["kind", "text", "tells", "domain", "services", "audience", "anonymous"]

    @staticmethod
    def shown(thing: KnownHere) -> dict[str, Any]:
        assert isinstance(thing, Cue)
        return {
            **KnownForm.shown(thing),
            **{name: getattr(thing, name) for name in ("kind", "text", "tells", "domain")},
        }


class KnownFilter(Form):
    """What a list is narrowed to: words, a service, and a theme or a kind. What nobody knows narrows nothing."""

    q = forms.CharField(
        label="Words in it", max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    service = forms.ChoiceField(label="Service", required=False)
    under = forms.ChoiceField(label="Theme", required=False)

    def __init__(
        self,
        *args: Any,
        services: Iterable[tuple[str, str]],
        under: Iterable[tuple[str, str]],
        label: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("service", services), ("under", under)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "any"), *choices]
        self.fields["under"].label = label

    def asked(self, name: str) -> str:
        """What is known of it; else nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")
