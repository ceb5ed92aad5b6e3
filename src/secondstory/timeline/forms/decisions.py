"""A decision point, as it looked from there."""

from __future__ import annotations

from typing import Any

from django import forms

from secondstory.incidents.models import Participant, Retrospective
from secondstory.incidents.moments import Moment, NoSuchMoment, UnknownZone, read_moment, write_moment
from secondstory.timeline.actions.decide import LINES, LONGEST, PROSE, WEIGHED, Decided
from secondstory.timeline.forms.who import Who
from secondstory.timeline.models import DecisionPoint
from secondstory.ui.forms import Form


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
