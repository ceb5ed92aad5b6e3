"""Sources: a file, a link, a graph."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from secondstory.evidence.actions.keep_copy import Brought
from secondstory.evidence.limits import most_bytes, too_large
from secondstory.evidence.series.points import MOST_TEXT
from secondstory.incidents.models import Retrospective
from secondstory.incidents.moments import NoSuchMoment, UnknownZone, read_moment
from secondstory.timeline.models import Reference, ReferenceKind
from secondstory.ui.forms import Form

AGAIN = "Choose the file again as well: a browser does not keep it when a page asks for something."


class FileForm(Form):
    file = forms.FileField(
        label="A file to keep",
        help_text="A picture, a PDF, a log, a table. Where a photo was taken is taken out of it.",
        required=False,
        widget=forms.FileInput,
        error_messages={"empty": "This file is empty. Choose another one."},
    )

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > most_bytes():
            raise forms.ValidationError(too_large(file.size or 0).sentence, code="too_large")
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("file") and self.errors:
            self.add_error("file", AGAIN)
        return cleaned

    @property
    def brought(self) -> Brought | None:
        file = self.cleaned_data.get("file")
        return Brought(file.name or "", file.read()) if file else None


class KeepFileForm(FileForm):
    """A copy for a reference that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="keep_%s", **kwargs)
        self.fields["file"].required = True
        self.fields["file"].error_messages["required"] = "Choose the file first."


class ReferenceForm(FileForm):
    title = forms.CharField(
        label="What is it?", help_text="Such as ‘Chat of the evening’.", max_length=300, required=False
    )
    url = forms.CharField(label="Its address", max_length=2000, required=False)
    kind = forms.ChoiceField(label="Kind", choices=ReferenceKind.choices, initial=ReferenceKind.WEB_PAGE)
    excerpt = forms.CharField(
        label="The words that matter",
        help_text="Kept here, so that they stay when the link does not.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )
    field_order = ["title", "url", "kind", "excerpt", "file"]

    @property
    def told(self) -> dict[str, Any]:
        """What ``add_reference`` takes."""
        given = {name: self.cleaned_data[name] for name in ("title", "url", "kind", "excerpt")}
        return {**given, "file": self.brought}


class GraphForm(FileForm):
    """Points: pasted, from a file, or asked of a server in this installation's list."""

    title = forms.CharField(label="What was measured?", help_text="Such as ‘Replication lag of db2’.", max_length=300)
    unit = forms.CharField(
        label="Its unit", help_text="Such as s, MB, requests a second.", max_length=40, required=False
    )
    query = forms.CharField(
        label="The query",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "2", "class": "words--code"}),
    )
    url = forms.CharField(label="The address of the graph", max_length=2000, required=False)
    server = forms.ChoiceField(label="Ask", required=False)
    since = forms.CharField(label="From", max_length=80, required=False)
    until = forms.CharField(label="To", max_length=80, required=False)
    text = forms.CharField(
        label="Its points",
        help_text="What Prometheus answers to query_range, the data of a Grafana panel (JSON or CSV), or a time and a"
        " value a line.",
        max_length=MOST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": "8", "class": "words--code", "spellcheck": "false"}),
    )
    zone = forms.CharField(
        label="Zone of its times",
        help_text="If the table does not say.",
        max_length=64,
        required=False,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ["title", "unit", "text", "zone", "file", "server", "query", "since", "until", "url"]

    def __init__(self, study: Retrospective, *args: Any, **kwargs: Any) -> None:
        self.study = study
        self.begins: datetime | None = None
        self.ends: datetime | None = None
        super().__init__(*args, **kwargs)
        self.fields["file"].label = "Or a file with them"
        self.fields["file"].help_text = ""
        server = self.fields["server"]
        assert isinstance(server, forms.ChoiceField)
        server.choices = [("", "nobody: the points are here")] + [(one, one) for one in settings.PROMETHEUS]
        if not settings.PROMETHEUS:
            for name in ("server", "since", "until"):
                del self.fields[name]
        else:
            self.fields["since"].help_text = f"In {study.zone}, such as 2017-01-31 21:00. Only when a server is asked."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("server"):
            self.begins, self.ends = self._moment("since", cleaned), self._moment("until", cleaned)
        return cleaned

    def _moment(self, name: str, cleaned: dict[str, Any]) -> datetime | None:
        try:
            return read_moment(cleaned.get(name, ""), self.study.zone).at
        except (NoSuchMoment, UnknownZone) as refusal:
            self.add_error(name, refusal.sentence)
            return None

    @property
    def points(self) -> str:
        """The text of the field, else of the file."""
        text = str(self.cleaned_data["text"])
        file = self.brought
        return text or (file.data.decode("utf-8", "replace") if file else "")


class AttachForm(ReferenceForm):
    """A reference of the study, or a new one."""

    known = forms.ModelChoiceField(
        label="One that is in the study", queryset=Reference.objects.none(), required=False, empty_label="a new one"
    )
    field_order = ["known", "title", "url", "kind", "excerpt", "file"]

    def __init__(self, references: list[Reference], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="source_%s", **kwargs)
        known = self.fields["known"]
        assert isinstance(known, forms.ModelChoiceField)
        known.queryset = Reference.objects.filter(pk__in=[reference.pk for reference in references])
        known.choices = [("", str(known.empty_label)), *((one.pk, str(one)) for one in references)]
        if not references:
            del self.fields["known"]
