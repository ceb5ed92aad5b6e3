"""One entry of the timeline."""

from __future__ import annotations

from typing import Any

from django import forms

from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.moments import Moment, NoSuchMoment, UnknownZone, read_moment, write_moment
from secondstory.timeline.actions.told import LONGEST_TEXT, Told
from secondstory.timeline.forms.who import Who
from secondstory.timeline.lines import zone_of
from secondstory.timeline.models import Entry, EntryKind
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at


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
