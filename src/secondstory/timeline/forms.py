from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from secondstory.evidence.actions.keep_copy import Brought
from secondstory.evidence.limits import most_bytes, too_large
from secondstory.evidence.series.points import MOST_TEXT
from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.moments import Moment, NoSuchMoment, UnknownZone, read_moment, write_moment
from secondstory.timeline.actions.decide import LINES, LONGEST, PROSE, WEIGHED, Decided
from secondstory.timeline.actions.told import LONGEST_TEXT, Told
from secondstory.timeline.lines import zone_of
from secondstory.timeline.models import DecisionPoint, Entry, EntryKind, How, Reference, ReferenceKind
from secondstory.timeline.reading import MOST
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

AGAIN = "Choose the file again as well: a browser does not keep it when a page asks for something."


class Who(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        """As they chose to be shown."""
        return str(obj.shown_as)


class PasteForm(Form):
    text = forms.CharField(
        label="What happened, one entry a line",
        help_text="The time first: ‘14:02 replication stops’. Tables, chat copies and ‘/timeline text | time’ are read, too.",
        max_length=MOST,
        widget=forms.Textarea(
            attrs={"rows": "14", "class": "words--code", "spellcheck": "false", "data-behaviour": "draft-keeper"}
        ),
    )
    day = forms.DateField(
        label="Day of the first entry",
        help_text="If the text does not say.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    zone = forms.CharField(
        label="Zone of its times",
        help_text="If the text does not say.",
        max_length=64,
        required=False,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="paste_%s", **kwargs)


class EntryForm(Form):
    when = forms.CharField(
        label="When was it?",
        help_text="As sharply as you know: 2017-01-31 23:27, about 2017-01-31 23:00, before …, or the day alone.",
        max_length=80,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    until = forms.CharField(label="Until", help_text="If it lasted.", max_length=80, required=False)
    text = looked_at(
        forms.CharField(
            label="What happened?",
            help_text="Plain facts, as they looked from there.",
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": "3"}),
        ),
        "timeline",
    )
    kind = forms.ChoiceField(label="What kind of thing is it?", choices=EntryKind.choices)
    lane = forms.CharField(
        label="Lane",
        help_text="A system, a place, a role. Left empty, the kind decides.",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"list": "lanes", "autocomplete": "off"}),
    )
    participant = Who(
        label="Who was there?", queryset=Participant.objects.none(), required=False, empty_label="nobody in particular"
    )
    known_by = forms.CharField(
        label="Who knew it, and when?",
        help_text="Such as ‘responders, at once’ or ‘nobody that evening’.",
        max_length=300,
        required=False,
    )
    known_later = forms.BooleanField(label="Not known to anybody at the time", required=False)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self,
        study: Retrospective,
        *args: Any,
        entry: Entry | None = None,
        people: list[Participant] | None = None,
        **kwargs: Any,
    ) -> None:
        """``people``: those of the study, where the page has them anyway."""
        self.study, self.entry = study, entry
        self.zone = zone_of(entry, study) if entry else study.zone
        if entry:
            kwargs["initial"] = {**_initial(entry, self.zone), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        who = self.fields["participant"]
        assert isinstance(who, forms.ModelChoiceField)
        who.queryset = study.participants.filter(left_at=None).select_related("person")
        if people is not None:
            who.choices = [("", str(who.empty_label)), *((one.pk, one.shown_as) for one in people)]
        self.fields["when"].label = f"When was it? ({self.zone})"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.moment = self._read("when", cleaned.get("when", ""))
        self.end = self._read("until", cleaned.get("until", ""))
        return cleaned

    def _read(self, field: str, text: str) -> Moment | None:
        """The moment in the field; one that was not touched stays exactly as it is."""
        if not text:
            return None
        entry = self.entry
        if entry and text == self.initial.get(field):
            at = entry.at if field == "when" else entry.until
            return Moment(at, entry.precision, entry.approximate) if at else None
        try:
            return read_moment(text, self.zone)
        except (NoSuchMoment, UnknownZone) as refusal:
            self.add_error(field, refusal.sentence)
            return None

    @property
    def told(self) -> Told:
        assert self.moment is not None  # is_valid
        given = self.cleaned_data
        return Told(
            at=self.moment.at,
            precision=self.moment.precision,
            approximate=self.moment.approximate,
            until=self.end.at if self.end else None,
            **{name: given[name] for name in ("text", "kind", "lane", "participant", "known_by", "known_later")},
        )


def _initial(entry: Entry, zone: str) -> dict[str, Any]:
    about = "about " if entry.approximate and entry.precision in ("minute", "second") else ""
    return {
        "when": about + write_moment(entry.at, entry.precision, zone),
        "until": write_moment(entry.until, "day" if entry.precision == "day" else "minute", zone)
        if entry.until
        else "",
        "text": entry.text,
        "kind": entry.kind,
        "lane": entry.lane,
        "participant": entry.participant_id,
        "known_by": entry.known_by,
        "known_later": entry.known_later,
    }


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


class DisputeForm(Form):
    question = forms.CharField(
        label="What do the versions disagree about?", help_text="Such as ‘When did the load begin?’", max_length=300
    )
    entries = forms.MultipleChoiceField(
        label="Entries that say it", required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(
        label="The other version",
        help_text="What another source says happened, if no entry says it.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    said_by = forms.CharField(
        label="Where is it from?", help_text="A source, or a role.", max_length=200, required=False
    )

    def __init__(self, near: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entries = self.fields["entries"]
        assert isinstance(entries, forms.MultipleChoiceField)
        entries.choices = near
        if not near:
            del self.fields["entries"]


class VersionForm(Form):
    text = looked_at(
        forms.CharField(label="What you know of it", max_length=2000, widget=forms.Textarea(attrs={"rows": "3"})),
        "timeline",
    )
    said_by = forms.CharField(label="Where is it from?", help_text="A source, or a role.", max_length=200)


class ExplanationForm(Form):
    """Beside a ``VersionForm`` on the same page: their fields have different names."""

    explanation = forms.CharField(
        label="What would make all versions true?",
        help_text="All of them stay on the page, beside this.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class ZoneForm(Form):
    zone = forms.CharField(
        label="Zone",
        help_text="Such as UTC or Europe/Berlin.",
        max_length=64,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )


class AtOnceForm(Form):
    """Those of whom nothing is said yet."""

    at_once = forms.MultipleChoiceField(label="Knew it at once", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, people: list[Participant], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="knew_%s", **kwargs)
        at_once = self.fields["at_once"]
        assert isinstance(at_once, forms.MultipleChoiceField)
        at_once.choices = [(str(one.pk), one.shown_as) for one in people]


class LearnedForm(Form):
    """When somebody learned of it, where that was not at once."""

    who = forms.ChoiceField(label="Who learned of it?")
    learned = forms.CharField(
        label="When?",
        help_text="As sharply as you know: 2017-01-31 23:40, about …, or the day alone.",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    how = forms.ChoiceField(label="How?", choices=How.choices, initial=How.TOLD)

    def __init__(self, people: list[Participant], zone: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="learned_%s", **kwargs)
        self.zone = zone
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [(str(one.pk), one.shown_as) for one in people]
        self.fields["learned"].label = f"When? ({zone})"

    def clean_learned(self) -> Moment:
        try:
            return read_moment(self.cleaned_data["learned"], self.zone)
        except (NoSuchMoment, UnknownZone) as refusal:
            raise forms.ValidationError(refusal.sentence) from None


def _words(label: str, help_text: str = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )


def _line(label: str, most: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=False)


class DecisionForm(Form):
    """As it looked from there. The words ask about the moment, never about what came of it."""

    when = forms.CharField(
        label="When was it?",
        help_text="As sharply as you know: 2017-01-31 23:27, or about …",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    participant = Who(
        label="Who was choosing?",
        queryset=Participant.objects.none(),
        required=False,
        empty_label="somebody else",
    )
    role_label = _line("Their role, if they are not in this list", 120)
    choice = _words("What was chosen?", "As it was meant at that moment.", required=True)
    made_sense_because = _words("It made sense because")
    situation = _words("What did they take the situation to be?")
    cues = _words("What did they see or hear?", "On which screen, from whom.")
    goals = _words("What did they want to achieve?")
    options = _words("What else could they see to do?", "What they saw then, not what one sees now.")
    pressures = _words("What pressed?", "Time, people, sleep, money.")
    room_to_decide = _words("How much room did they have to decide?", "What needed nobody's leave, and what did.")
    expectation = _words("What did they expect to happen next?")
    expected_benefit = _words("If it was a change: what was it to bring?")
    expected_failure = _words("What could have gone otherwise, as far as one could see?")
    way_back = _words("Which way back was there?")
    local_time = _line("What time was it where they were?", LINES["local_time"], "Such as 00:27, at home.")
    into_the_shift = _line("How far into their shift?", LINES["into_the_shift"], "Such as the ninth hour.")
    on_call_load = _line("What else was on their hands?", LINES["on_call_load"], "Pages, other incidents.")
    hand_over = _line("Was it before or after a hand-over?", LINES["hand_over"])
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, study: Retrospective, *args: Any, decision: DecisionPoint | None = None, **kwargs: Any) -> None:
        self.study, self.decision = study, decision
        if decision:
            kwargs["initial"] = {**_initial_decision(decision, study.zone), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        who = self.fields["participant"]
        assert isinstance(who, forms.ModelChoiceField)
        who.queryset = study.participants.filter(left_at=None).select_related("person")
        self.fields["when"].label = f"When was it? ({study.zone})"

    def clean_when(self) -> Moment:
        text, decision = self.cleaned_data["when"], self.decision
        if decision and text == self.initial.get("when"):
            return Moment(decision.at, decision.precision, decision.approximate)
        try:
            return read_moment(text, self.study.zone)
        except (NoSuchMoment, UnknownZone) as refusal:
            raise forms.ValidationError(refusal.sentence) from None

    @property
    def has_weighed(self) -> bool:
        return any(self[name].value() or self[name].errors for name in WEIGHED)

    @property
    def has_hour(self) -> bool:
        return any(self[name].value() or self[name].errors for name in LINES)

    @property
    def told(self) -> list[tuple[str, str]]:
        """What is told of the decision point, each under its question."""
        names = [name for name in (*PROSE, *LINES) if name != "made_sense_because"]
        one = self.decision
        return [(str(self.fields[name].label), text) for name in names if (text := getattr(one, name, ""))]

    @property
    def decided(self) -> Decided:
        given, when = self.cleaned_data, self.cleaned_data["when"]
        return Decided(
            at=when.at,
            precision=when.precision,
            approximate=when.approximate,
            **{name: given[name] for name in ("participant", "role_label", "choice", *PROSE, *LINES)},
        )


def _initial_decision(decision: DecisionPoint, zone: str) -> dict[str, Any]:
    about = "about " if decision.approximate and decision.precision in ("minute", "second") else ""
    return {
        "when": about + write_moment(decision.at, decision.precision, zone),
        "participant": decision.participant_id,
        **{name: getattr(decision, name) for name in ("role_label", "choice", *PROSE, *LINES)},
    }
