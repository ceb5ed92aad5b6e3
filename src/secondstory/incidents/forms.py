from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from secondstory.incidents.facts import MOMENTS, Facts
from secondstory.incidents.models import (
    Incident,
    Involvement,
    Kind,
    NoteAudience,
    Participant,
    Retrospective,
    StepWord,
    StudyRole,
)
from secondstory.incidents.moments import EXAMPLE, LONGEST, check_zone, known_zone, read_moment, write_moment
from secondstory.people.audience import Audience
from secondstory.people.models import Person, Service, Team
from secondstory.people.refusals import Refusal
from secondstory.ui.forms import Form

T = TypeVar("T")


def sentences_of(form: Form) -> str:
    """All a form asks for, as one text, where there is no page to set it beside its fields."""
    return " ".join(str(sentence) for said in form.errors.values() for sentence in said)


class MomentField(forms.CharField):
    """A moment as a person types it. The form reads it, in its zone (``MomentsForm``)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", f"Such as {EXAMPLE}, the day alone, or ‘about’, ‘before’, ‘after’ in front.")
        kwargs.setdefault("required", False)
        super().__init__(max_length=LONGEST, **kwargs)


class MomentsForm(Form):
    """Reads its moments in ``zone``, or in the zone that is typed into its own field; ``cleaned_data`` then
    holds Moments (or None)."""

    def __init__(self, *args: Any, zone: str = "UTC", **kwargs: Any) -> None:
        self.told_in = zone
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        zone = cleaned.get("zone", self.told_in)
        today = timezone.localdate(timezone=ZoneInfo(zone)) if known_zone(zone) else None
        for name, field in self.fields.items():
            if not isinstance(field, MomentField) or name not in cleaned:
                continue
            text, cleaned[name] = cleaned[name], None
            if text and known_zone(zone):
                try:
                    cleaned[name] = read_moment(text, zone, today=today)
                except Refusal as refusal:
                    self.add_error(name, refusal.sentence)
        return cleaned


class ZoneField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Such as UTC, Europe/Berlin or America/New_York.")
        attrs = {"list": "zones", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=64, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        name = super().clean(value)
        try:
            return check_zone(name) if name else name
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from None


def hidden() -> forms.CharField:
    return forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


def once() -> forms.CharField:
    """So that a form sent twice is kept once."""
    return forms.CharField(required=False, max_length=64, widget=forms.HiddenInput, initial=lambda: uuid4().hex)


class AudienceForm(MomentsForm):
    """``usual`` says who reads it when nothing is chosen: 'The team Storage'."""

    def __init__(self, *args: Any, usual: str = "as usual", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        audience = self.fields["audience"]
        assert isinstance(audience, forms.ChoiceField)
        audience.choices = [("", usual), *NoteAudience.choices]


class NoteForm(AudienceForm):
    text = forms.CharField(label="One line is enough", max_length=4000)
    audience = forms.ChoiceField(label="Who can read it", choices=NoteAudience.choices, required=False)
    at = MomentField(label="When it was")
    client_id = once()
    written_at = hidden()
    incident = hidden()
    signal = hidden()
    corrects = hidden()


class WordsForm(Form):
    """One line that asks for nothing else."""

    text = forms.CharField(label="In one line", max_length=4000)


class SignalForm(AudienceForm):
    text = forms.CharField(label="What did you notice?", max_length=2000)
    kind = forms.ChoiceField(label="It was a", choices=Kind.choices, initial=Kind.WEAK_SIGNAL)
    seen = MomentField(label="When you saw it", help_text=f"Now, if you leave it empty; or such as {EXAMPLE}.")
    audience = forms.ChoiceField(label="Who can read it", choices=NoteAudience.choices, required=False)
    anonymous = forms.BooleanField(
        label="Leave my name off",
        help_text="No name is stored anywhere, so nobody can put it back later, you included.",
        required=False,
    )
    client_id = once()
    notes = hidden()


class ReplyForm(Form):
    reply = forms.CharField(
        label="A word back to whoever raised it",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class PromotionForm(Form):
    title = forms.CharField(label="What happened, in one line", max_length=200, required=False)
    kind = forms.ChoiceField(
        label="It was", choices=[c for c in Kind.choices if c[0] != Kind.WEAK_SIGNAL], required=False
    )


class FactsForm(MomentsForm):
    title = forms.CharField(
        label="What happened?",
        help_text="A plain fact or a question, without a judgment: ‘Uploads were refused for an hour’.",
        max_length=200,
    )
    kind = forms.ChoiceField(
        label="What was it?", choices=[c for c in Kind.choices if c[0] != Kind.WEAK_SIGNAL], initial=Kind.INCIDENT
    )
    zone = ZoneField(label="Time zone of the moments below")
    started = MomentField(label="When it started")
    noticed = MomentField(label="When somebody noticed", help_text="")
    mitigated = MomentField(label="When it eased", help_text="")
    ended = MomentField(label="When it was over", help_text="")
    impact = forms.CharField(
        label="Who or what was affected, and how?",
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
    )
    team = forms.ModelChoiceField(
        label="Team", queryset=Team.objects.all(), required=False, empty_label="no team in particular"
    )
    services = forms.ModelMultipleChoiceField(
        label="Services",
        queryset=Service.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    audience = forms.ChoiceField(
        label="Who can read it",
        choices=[
            (Audience.ORGANIZATION, "Everyone in the organization"),
            (Audience.TEAM, "The team, and the people of its studies"),
            (Audience.GROUP, "You, and the people of its studies"),
        ],
        initial=Audience.ORGANIZATION,
    )
    client_id = once()

    @property
    def facts(self) -> Facts:
        given = self.cleaned_data
        names = ("title", "kind", "zone", "team", "audience", "impact", *MOMENTS)
        return Facts(services=tuple(given["services"]), **{name: given[name] for name in names})

    @staticmethod
    def initial_of(incident: Incident) -> dict[str, Any]:
        def moment(name: str) -> str:
            at = getattr(incident, f"{name}_at")
            return write_moment(at, getattr(incident, f"{name}_precision"), incident.zone) if at else ""

        return {
            "title": incident.title,
            "kind": incident.kind,
            "zone": incident.zone,
            "impact": incident.impact,
            "team": incident.team_id,
            "audience": Audience.ORGANIZATION if incident.audience == Audience.PUBLIC else incident.audience,
            "services": [service.pk for service in incident.services.all()],
            **{name: moment(name) for name in MOMENTS},
        }


class IncidentFilter(Form):
    """What a list of incidents is narrowed to. What nobody knows narrows nothing."""

    team = forms.ChoiceField(label="Team", required=False)
    service = forms.ChoiceField(label="Service", required=False)
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", "any"), *[c for c in Kind.choices if c[0] != Kind.WEAK_SIGNAL]],
        required=False,
    )
    year = forms.IntegerField(label="Year", required=False, min_value=1900, max_value=2199)

    def __init__(self, *args: Any, teams: Sequence[Team], services: Sequence[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("team", teams), ("service", services)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "any"), *((row.slug, row.name) for row in rows)]


class StudyForm(Form):
    """Opening a retrospective."""

    title = forms.CharField(
        label="What do you wonder?",
        help_text="A question that begins with ‘how’ or ‘what made’ opens more than one that begins with ‘why’, such as"
        " ‘How did the standby fall behind?’",
        max_length=200,
    )
    previous = forms.ChoiceField(label="Does it look again at an earlier study?", required=False)
    client_id = once()

    def __init__(self, *args: Any, finals: Iterable[Retrospective] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        previous = self.fields["previous"]
        assert isinstance(previous, forms.ChoiceField)
        previous.choices = [("", "no, it stands by itself"), *((str(study.pk), study.title) for study in finals)]
        if len(previous.choices) == 1:
            del self.fields["previous"]


class AimsForm(Form):
    title = forms.CharField(label="The question of this study", max_length=200)
    learning_focus = forms.CharField(
        label="What do we hope to learn?", help_text="One sentence.", max_length=1000, required=False
    )
    audience = forms.ChoiceField(
        label="Who will read the final text?", choices=[("", "not chosen yet"), *Audience.choices], required=False
    )
    work_open_to = forms.ChoiceField(
        label="Who may look on until then?", choices=[c for c in Audience.choices if c[0] != Audience.PUBLIC]
    )
    depth = forms.ChoiceField(
        label="How deep?",
        choices=Retrospective.Depth.choices,
        help_text="Light takes about half an hour of analysis. It can go deeper at any time.",
    )
    zone = ZoneField(label="Time zone it is told in")


class MoveForm(Form):
    to = hidden()
    reason = forms.CharField(label="Why?", help_text="One sentence, so that others can follow.", max_length=2000)
    asked_by_role = forms.CharField(
        label="Who asked for it?", help_text="A role, such as ‘head of storage’.", max_length=120, required=False
    )
    resume_on = forms.DateField(
        label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"}), help_text="If there is a day."
    )

    def __init__(self, *args: Any, target: str = "", needs_reason: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if target != "set_aside":
            del self.fields["asked_by_role"]
        if target != "paused":
            del self.fields["resume_on"]
        if not needs_reason:
            del self.fields["reason"]


class DeadlineForm(Form):
    stage = forms.ChoiceField(label="Step")
    due_date = forms.DateField(label="New day", widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label="What makes that day better?", max_length=1000)

    def __init__(self, *args: Any, stages: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage = self.fields["stage"]
        assert isinstance(stage, forms.ChoiceField)
        stage.choices = list(stages)


class StepWordForm(Form):
    said = forms.ChoiceField(label="How it stands", choices=StepWord.Said.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="In one line",
        max_length=1000,
        required=False,
        help_text="What came of it; where it is left out, why.",
    )

    def __init__(self, *args: Any, begun: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not begun:
            self.let_choose("said", StepWord.Said.choices[:2])


class PersonField(forms.ChoiceField):
    """Choices are given by the page, once for all its forms; the value is the Person."""

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return Person.objects.filter(pk=UUID(chosen)).first() if chosen else None


class PeopleForm(Form):
    """A form that chooses somebody from the page's list."""

    def __init__(self, *args: Any, people: Iterable[tuple[Any, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "choose" if field.required else "nobody with an account here"), *people]


class FacilitatorForm(PeopleForm):
    person = PersonField(label="Who prepares this study?")


class ClosenessForm(Form):
    was_involved = forms.BooleanField(
        label="I was involved: I decided, noticed, responded, diagnosed or was affected", required=False
    )
    in_authority = forms.BooleanField(label="Somebody in this study reports to me", required=False)
    owning_expert = forms.BooleanField(label="I am the expert on what this happened to", required=False)
    reason = forms.CharField(
        label="If any is so: why do you prepare it all the same?",
        help_text="Everybody who reads the study can weigh it.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )


class ParticipantForm(PeopleForm):
    person = PersonField(label="Person", required=False)
    role_label = forms.CharField(
        label="What were they then?",
        help_text="A role, such as ‘on-call engineer’. The study shows people by it, until they choose otherwise.",
        max_length=120,
    )
    involvements = forms.MultipleChoiceField(
        label="They …", choices=Involvement.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    reports_to_facilitator = forms.BooleanField(label="They report to the facilitator", required=False)


class ParticipationForm(Form):
    role_label = forms.CharField(label="What were they then?", max_length=120)
    involvements = forms.MultipleChoiceField(
        label="They …", choices=Involvement.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    reports_to_facilitator = forms.BooleanField(label="They report to the facilitator", required=False)

    @classmethod
    def typed(cls, participant: Participant) -> dict[str, Any]:
        """What the form shows for somebody who takes part."""
        return {name: getattr(participant, name) for name in cls.base_fields}


class DisplayForm(Form):
    display = forms.ChoiceField(
        label="How should this study show you?", choices=Participant.Display.choices, widget=forms.RadioSelect
    )


class RoleForm(PeopleForm):
    person = PersonField(label="Person")
    role = forms.ChoiceField(
        label="Role", choices=[c for c in StudyRole.Role.choices if c[0] != StudyRole.Role.FACILITATOR]
    )
