from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from secondstory.importers.answers import Answers, read_date, read_instant, read_zone
from secondstory.importers.readers import Readers
from secondstory.importers.refusals import ImportRefused
from secondstory.importers.slack.shapes import SlackChannel
from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Audience
from secondstory.people.models import Person, Team
from secondstory.ui.forms import Form

T = TypeVar("T")
READERS = [
    (Audience.GROUP.value, "Only you, until you add people"),
    (Audience.TEAM.value, "Your team"),
    (Audience.ORGANIZATION.value, "The whole organization"),
]


class UploadForm(Form):
    file = forms.FileField(
        label="Which file?",
        help_text="A write-up in Markdown or plain text, a Slack export (.zip), or a bundle of a study (.zip, .json).",
        max_length=400,
    )


def asked(read: Callable[..., T], *words: Any) -> T:
    """What the words say, or the sentence about them on the field."""
    try:
        return read(*words)
    except ImportRefused as refusal:
        raise ValidationError(refusal.sentence, code=refusal.code) from None


class ReadersForm(Form):
    """Who will read it. Shown with every import, before anything is written."""

    audience = forms.ChoiceField(label="Who can read it?", choices=READERS, initial=Audience.GROUP.value)
    team = forms.ModelChoiceField(
        label="Whose is it?", queryset=Team.objects.none(), required=False, empty_label="no team's in particular"
    )

    def __init__(self, by: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)
        team.queryset = Team.objects.filter(pk__in=by.as_reader.team_ids)

    @property
    def readers(self) -> Readers:
        return Readers(self.cleaned_data["audience"], self.cleaned_data["team"])

    @property
    def answers(self) -> Answers:
        return Answers()


class WriteUpForm(ReadersForm):
    zone = forms.CharField(
        label="Zone of its times",
        help_text="Where the text names none. Such as UTC or Europe/Berlin.",
        max_length=64,
        required=False,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
    )
    day = forms.CharField(
        label="Day of the first time",
        help_text="Where the text names none.",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "date"}),
    )
    study = forms.ModelChoiceField(
        label="Into which study?",
        help_text="Of a study that is there, its timeline gets the times; the other words stay out.",
        queryset=Retrospective.objects.none(),
        required=False,
        empty_label="a new one, with an incident of its own",
    )
    field_order = ["zone", "day", "study", "audience", "team"]

    def __init__(self, studies: list[Retrospective], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        study = self.fields["study"]
        assert isinstance(study, forms.ModelChoiceField)
        study.queryset = Retrospective.objects.filter(pk__in=[one.pk for one in studies]).order_by("-created_at", "-id")

    def clean_zone(self) -> str | None:
        return asked(read_zone, self.cleaned_data["zone"])

    def clean_day(self) -> date | None:
        return asked(read_date, self.cleaned_data["day"])

    @property
    def answers(self) -> Answers:
        return Answers(zone=self.cleaned_data.get("zone"), date=self.cleaned_data.get("day"))


class ChatForm(ReadersForm):
    channels = forms.MultipleChoiceField(
        label="Which channels?", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose a channel."}
    )
    start = forms.CharField(
        label="From", help_text="With its zone, such as 2025-01-10T14:00+01:00.", max_length=40, required=False
    )
    end = forms.CharField(label="Until", help_text="Included.", max_length=40, required=False)
    people = forms.ChoiceField(
        label="How are people shown?",
        choices=[("pseudonyms", "As Person A, Person B …"), ("names", "By name. Ask them first.")],
    )
    study = forms.ModelChoiceField(
        label="Into which study?",
        queryset=Retrospective.objects.none(),
        required=False,
        empty_label="a new one, with an incident of its own",
    )
    field_order = ["channels", "start", "end", "people", "study", "audience", "team"]

    def __init__(
        self, channels: Sequence[SlackChannel], studies: list[Retrospective], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen, study = self.fields["channels"], self.fields["study"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        assert isinstance(study, forms.ModelChoiceField)
        chosen.choices = [(one.id, _channel(one)) for one in channels if one.days]
        study.queryset = Retrospective.objects.filter(pk__in=[one.pk for one in studies]).order_by("-created_at", "-id")

    def clean_start(self) -> datetime | None:
        return asked(read_instant, self.cleaned_data["start"], None)

    def clean_end(self) -> datetime | None:
        return asked(read_instant, self.cleaned_data["end"], None)

    @property
    def answers(self) -> Answers:
        given = self.cleaned_data
        return Answers(
            channels=tuple(given["channels"]), start=given["start"], end=given["end"], people=given["people"]
        )


def _channel(one: SlackChannel) -> str:
    days = f"{one.first_day} to {one.last_day}" if one.first_day != one.last_day else str(one.first_day)
    return f"#{one.name} ({days})"
