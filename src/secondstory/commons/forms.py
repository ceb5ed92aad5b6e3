from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from secondstory.commons.models import Decision, Reading, ReadingGroup, ReadingList
from secondstory.incidents.models import NoteAudience
from secondstory.people.models import Person, Team
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

# What is typed outlives a closed tab and a lost connection, until it is saved.
KEPT = {"data-behaviour": "draft-keeper"}


def _words(label: str, rows: str = "5", **told: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows, **KEPT}), max_length=8000, **told)


class SayForm(Form):
    text = _words("What do you want to say?", help_text="Markdown, with links if you like.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["text"], "comment", kind="markdown")


class ReplyForm(SayForm):
    text = _words("Your answer", "3")


class RewordForm(SayForm):
    title = forms.CharField(label="What the topic is about", max_length=200)
    text = _words("Your words", "8", help_text="What they say now stays to be read as ‘said before’.")
    field_order = ["title", "text"]

    def __init__(self, *args: Any, opens: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not opens:
            del self.fields["title"]


class CircleForm(Form):
    """Who reads it: a team one reads for, or everybody here."""

    audience = forms.ChoiceField(label="Who can read it", widget=forms.RadioSelect)

    def __init__(self, *args: Any, teams: Sequence[Team], me: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(team.pk): team for team in teams}
        choices = [(str(team.pk), f"The team {team.name}") for team in teams]
        only = [(NoteAudience.ME.value, "Only you")] if me else []
        self.let_choose(
            "audience", [*only, *choices, (NoteAudience.ORGANIZATION.value, "Everyone in the organization")]
        )

    @property
    def circle(self) -> dict[str, Any]:
        chosen = self.cleaned_data["audience"]
        team = self.by_key.get(chosen)
        return {"audience": NoteAudience.TEAM if team else chosen, "team": team}

    @staticmethod
    def chosen(one: ReadingList | ReadingGroup) -> str:
        return str(one.team_id or one.audience)


class TopicForm(CircleForm):
    title = forms.CharField(
        label="What is it about?", max_length=200, help_text="In one line, such as ‘What do we do while a copy runs?’."
    )
    text = _words("What do you want to say?", "6", help_text="Markdown, with links if you like.")
    field_order = ["title", "text", "audience"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["text"], "comment", kind="markdown")


class ConcernForm(Form):
    text = forms.CharField(
        label="What is not in the spirit, in one sentence",
        max_length=500,
        help_text="Read by those who moderate alone, with your name. Whoever wrote it does not learn who told.",
    )


class DecisionForm(Form):
    verb = forms.ChoiceField(label="What you decide", widget=forms.RadioSelect)
    because = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": "3", **KEPT}),
        max_length=1000,
        help_text="Read by whoever wrote it, and by whoever told you. About the words and the conditions, not the person.",
    )

    def __init__(self, *args: Any, is_hidden: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verbs = (
            [(Decision.Verb.RESTORED.value, "Show it again")]
            if is_hidden
            else [(Decision.Verb.LEFT.value, "Leave it as it is"), (Decision.Verb.HIDDEN.value, "Hide it")]
        )
        self.let_choose("verb", verbs)
        self.fields["verb"].initial = verbs[0][0]
        looked_at(self.fields["because"], "comment")


class ConductForm(Form):
    text = _words(
        "How people talk with each other here", "14", help_text="About ideas and conditions, not persons. Markdown."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["text"], "comment", kind="markdown")


class ModeratorForm(Form):
    person = forms.ModelChoiceField(
        label="Ask somebody to look after conversations",
        queryset=Person.objects.filter(is_active=True).order_by("display_name", "pk"),
        help_text="It opens no conversation that they could not read.",
    )


class ListForm(CircleForm):
    title = forms.CharField(
        label="What is it for?", max_length=200, help_text="Such as ‘Before your first week on call’."
    )
    about = forms.CharField(label="A line about it", max_length=600, required=False)
    kept_by = forms.ChoiceField(label="Who keeps it", required=False)
    field_order = ["title", "about", "audience", "kept_by"]

    def __init__(self, *args: Any, own: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, me=True, **kwargs)
        self.own = {str(team.pk): team for team in own}
        self.let_choose("kept_by", [("", "You"), *((key, f"The team {team.name}") for key, team in self.own.items())])

    @property
    def keeper(self) -> Team | None:
        return self.own.get(self.cleaned_data["kept_by"])

    @staticmethod
    def shown(one: ReadingList) -> dict[str, Any]:
        return {
            "title": one.title,
            "about": one.about,
            "audience": CircleForm.chosen(one),
            "kept_by": str(one.kept_by_id or ""),
        }


class ThingForm(Form):
    """Something of this house by its address, or a work from elsewhere."""

    address = forms.CharField(
        label="Its address",
        max_length=500,
        required=False,
        help_text="Of a published text, an idea or an example from another field here; or of a work elsewhere.",
    )
    title = forms.CharField(
        label="Title", max_length=300, required=False, help_text="Of a work from elsewhere, which needs no address."
    )
    author = forms.CharField(label="By whom", max_length=200, required=False)


class ItemForm(ThingForm):
    why = forms.CharField(label="Why one would read it", max_length=300, required=False)


class AddForm(Form):
    """What one is looking at, put on a list of one's own or of one's team."""

    reading_list = forms.ChoiceField(label="On which list")
    address = forms.CharField(widget=forms.HiddenInput, max_length=500)
    why = forms.CharField(label="Why one would read it", max_length=300, required=False)

    def __init__(self, *args: Any, lists: Sequence[ReadingList], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.pk): one for one in lists}
        self.let_choose("reading_list", [(key, one.title) for key, one in self.by_key.items()])


class GroupForm(CircleForm):
    name = forms.CharField(label="What is the group called?", max_length=200)
    about = forms.CharField(label="What it reads, and how one joins in", max_length=1000, required=False)
    field_order = ["name", "about", "audience"]

    @staticmethod
    def shown(one: ReadingGroup) -> dict[str, Any]:
        return {"name": one.name, "about": one.about, "audience": CircleForm.chosen(one)}


class WhenForm(Form):
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    at = forms.TimeField(label="Time", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=600, initial=60)
    where = forms.CharField(
        label="Where", max_length=300, required=False, help_text="A room, or the address of a call."
    )
    why = forms.CharField(label="A line for those who come", max_length=600, required=False)

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = ZoneInfo(zone)
        self.fields["at"].help_text = f"In the organization’s zone, {zone}."

    @property
    def moment(self) -> datetime:
        day, at = self.cleaned_data["day"], self.cleaned_data["at"]
        assert isinstance(at, time)
        return datetime.combine(day, at, tzinfo=self.zone)

    @property
    def told(self) -> dict[str, Any]:
        return {"at": self.moment, **{name: self.cleaned_data[name] for name in ("minutes", "where", "why")}}


class PlanForm(WhenForm, ThingForm):
    field_order = ["address", "title", "author", "day", "at", "minutes", "where", "why"]


class ChangeReadingForm(WhenForm):
    is_off = forms.BooleanField(label="It does not take place", required=False, help_text="Its notes stay.")

    @staticmethod
    def shown(one: Reading, zone: str) -> dict[str, Any]:
        local = one.at.astimezone(ZoneInfo(zone))
        return {
            "day": local.date(),
            "at": local.time(),
            "minutes": one.minutes,
            "where": one.where,
            "why": one.why,
            "is_off": one.is_off,
        }


class InfluenceForm(Form):
    address = forms.CharField(
        label="What it led to",
        max_length=500,
        help_text="The address of a study, a published text, a recommendation or a working agreement. Whoever may not read"
        " it does not see that it is there.",
    )
    shows = forms.CharField(label="How", max_length=300, required=False)
