from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from secondstory.people.models import Team
from secondstory.recommendations.models import AskedToo, CloseLook, Decision, EffectCheck, Recommendation, Tracker
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": str(rows)})


def _day(label: str, **told: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **told)


def _name(label: str, **told: Any) -> forms.CharField:
    """A person or a team by name, with the names that are near at hand to choose from."""
    return forms.CharField(
        label=label, max_length=254, widget=forms.TextInput(attrs={"list": "names-near", "autocomplete": "off"}), **told
    )


KIND = ("What kind of change", [("", "choose"), *Recommendation.Kind.choices])
STRATEGY = ("How it helps", [("", "choose"), *Recommendation.Strategy.choices])
TIER = ("What it leans on", [("", "not said"), *Recommendation.Tier.choices])


class IdeaForm(Form):
    title = forms.CharField(label="A fix that comes to mind", max_length=300)


class Shape(Form):
    """What a recommendation says of itself."""

    title = forms.CharField(label="The change, in one line", max_length=300)
    kind = forms.ChoiceField(label=KIND[0], choices=KIND[1])
    strategy = forms.ChoiceField(label=STRATEGY[0], choices=STRATEGY[1])
    tier = forms.ChoiceField(
        label=TIER[0],
        choices=TIER[1],
        required=False,
        help_text="Does it depend on someone remembering it at three in the morning?",
    )
    why = forms.CharField(label="Why", widget=_words(3), max_length=4000, required=False)
    proposed_by_role = forms.ChoiceField(
        label="Who it came from",
        choices=Recommendation.Origin.choices,
        required=False,
        help_text="Someone who does this work sees what a change would do to it.",
    )
    done_when = forms.CharField(
        label="Done when", max_length=1000, required=False, help_text="So that anyone could check."
    )
    side_effects = forms.CharField(
        label="What else it may bring",
        max_length=2000,
        required=False,
        help_text="New trouble, and who would meet it first. 'None expected' is an answer.",
    )
    ticket_url = forms.CharField(label="Ticket", max_length=2000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "why", "done_when", "side_effects"):
            looked_at(self.fields[name], "recommendation")

    @staticmethod
    def typed(recommendation: Recommendation) -> dict[str, Any]:
        return {name: getattr(recommendation, name) for name in Shape.base_fields}


class TrackerForm(Form):
    kind = forms.ChoiceField(label="Which tracker", choices=Tracker.Kind.choices)
    address = forms.CharField(
        label="Address of its form for a new ticket",
        max_length=1000,
        required=False,
        help_text="As the browser shows it, such as https://github.com/storage/standby/issues/new or"
        " https://linear.app/team/STO/new. Jira: …/secure/CreateIssueDetails!init.jspa?pid=10000&issuetype=10001 with"
        " your own two numbers. Another tracker: put {title}, {text} and {link} where they go, after the '?'. Empty: none.",
    )

    @classmethod
    def typed(cls, tracker: Tracker | None) -> dict[str, Any]:
        return {"kind": tracker.kind, "address": tracker.address} if tracker else {"kind": "github", "address": ""}


class InTheseWordsForm(Form):
    title = forms.CharField(max_length=300, required=False)
    of = forms.CharField(max_length=36, required=False)
    study = forms.CharField(max_length=36, required=False)

    def known(self, name: str) -> UUID | None:
        """Which recommendation is worded anew (``of``), and in which ``study``; none where what came is no id."""
        try:
            return UUID(str(self.cleaned_data[name]))
        except ValueError:
            return None


class FindingsForm(Form):
    findings = forms.MultipleChoiceField(label="What it answers", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, findings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("findings", findings)


class ProposalForm(FindingsForm, Shape):
    """A new recommendation, whole enough to be proposed."""

    field_order = ["title", "findings", "kind", "strategy", "tier", "why", "proposed_by_role", "done_when"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("side_effects", "ticket_url"):
            del self.fields[name]


class DecisionForm(Form):
    decision = forms.ChoiceField(
        label="Decision",
        choices=[(value, word) for value, word in Decision.choices if value],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Why", max_length=2000)
    decider = _name("Who decided", required=False, help_text="Empty: you did.")
    owner = _name("Owner, if it is to be done", required=False, help_text="One person or one team.")
    target_date = _day("Promised for, if it is to be done", required=False)
    done_when = forms.CharField(label="Done when", max_length=1000, required=False)
    side_effects = forms.CharField(
        label="What else it may bring", max_length=2000, required=False, help_text="'None expected' is an answer."
    )
    look_again_on = _day("Look at it again, if not now", required=False)

    @staticmethod
    def typed(recommendation: Recommendation) -> dict[str, Any]:
        return {
            **promise(recommendation),
            "decision": recommendation.decision or None,
            "look_again_on": recommendation.look_again_on,
        }


def promise(recommendation: Recommendation) -> dict[str, Any]:
    owner = recommendation.owner or recommendation.owner_team
    return {
        "owner": str(owner) if owner else "",
        "target_date": recommendation.target_date,
        "done_when": recommendation.done_when,
        "side_effects": recommendation.side_effects,
    }


class RevisionForm(Form):
    reason = forms.CharField(label="Why it changes", max_length=2000)
    title = forms.CharField(label="The change, in one line", max_length=300)
    owner = _name("Owner", required=False)
    target_date = _day("Promised for", required=False)
    done_when = forms.CharField(label="Done when", max_length=1000, required=False)
    side_effects = forms.CharField(label="What else it may bring", max_length=2000, required=False)
    ticket_url = forms.CharField(label="Ticket", max_length=2000, required=False)

    @staticmethod
    def typed(recommendation: Recommendation) -> dict[str, Any]:
        return {**promise(recommendation), "title": recommendation.title, "ticket_url": recommendation.ticket_url}


class Keeping:
    """A form that asks why words stay, once they were found to ask a person alone to act (behavior.py)."""

    NAME = "keeps_because"

    @classmethod
    def may_keep(cls, form: Form) -> None:
        """Called when it was refused, and where the answer comes back."""
        form.fields.setdefault(
            cls.NAME,
            forms.CharField(
                label="If these words are about something else: why do they stay?", required=False, max_length=1000
            ),
        )


class ProposeForm(Form):
    """An idea that is whole needs no word more, but where it is asked why its words stay."""


class AskTooForm(FindingsForm):
    """What this study says of it to its own readers."""

    title = forms.CharField(
        label="What this study asks for, in one line",
        max_length=300,
        help_text="Everybody who reads this study reads this line, also those who may not read where it was asked first."
        " Word it so that nothing stands here that is not theirs to know.",
    )
    why = forms.CharField(
        label="Why this study asks for it, in one sentence", max_length=1000, required=False, widget=_words(2)
    )

    field_order = ["title", "findings", "why"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"].label = "What it grew from in this study"
        for name in ("title", "why"):
            looked_at(self.fields[name], "recommendation")

    @staticmethod
    def typed(recommendation: Recommendation, ask: AskedToo | None) -> dict[str, Any]:
        if ask is None:
            return {"title": recommendation.title}
        found = [ask.finding_id, *ask.more.values_list("pk", flat=True)]
        return {"title": ask.title, "why": ask.why, "findings": [str(pk) for pk in found]}


class CloseLookForm(Form):
    verdict = forms.ChoiceField(label="In our work", choices=CloseLook.Verdict.choices, widget=forms.RadioSelect)
    text = looked_at(
        forms.CharField(
            label="In words",
            widget=_words(3),
            max_length=2000,
            help_text="How would it be on a day like that one? What would have to go, to make room for it?",
        ),
        "recommendation",
    )
    team = forms.ChoiceField(label="As one of", help_text="Shown by this team, not by your name.")

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        self.let_choose("team", [(key, team.name) for key, team in self.teams.items()])


class DropForm(Form):
    reason = forms.CharField(label="Why it is dropped", max_length=2000)


class FinishForm(Form):
    reason = forms.CharField(label="What you saw", max_length=2000, help_text="How you checked that 'done when' is so.")


class TakeUpForm(Form):
    reason = forms.CharField(label="Why it comes back", max_length=2000)


OPENS = "Let them read this recommendation, if they do not yet: its words and its promise, not the study"


class StuckForm(Form):
    why = forms.CharField(
        label="What it is stuck on",
        widget=_words(3),
        max_length=2000,
        help_text="What would you need that is not yours to give: time, money, a change at another team? For example:"
        " two weeks of the platform team, who plan with their own lead.",
    )
    asked = _name("Who can decide", help_text="Somebody with the means to. They see it on their first page.")
    opens = forms.BooleanField(label=OPENS, required=False)

    def __init__(self, *args: Any, can_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["why"], "recommendation")
        if not can_open:
            del self.fields["opens"]


class StuckReplyForm(Form):
    kind = forms.ChoiceField(
        label="Your answer",
        choices=[
            ("decided", "I decide"),
            ("missing", "Something is missing to decide"),
            ("handed_on", "Another decides"),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="In words",
        widget=_words(3),
        max_length=2000,
        help_text="What you decided, what you would have to know first, or why somebody else decides this.",
    )
    hand_to = _name("Who decides, if another does", required=False)
    opens = forms.BooleanField(label=OPENS, required=False)

    def __init__(self, *args: Any, to: UUID | None, can_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to = to
        if not can_open:
            del self.fields["opens"]


class EffectForm(Form):
    outcome = forms.ChoiceField(label="What came of it?", choices=EffectCheck.Outcome.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="In words",
        widget=_words(4),
        max_length=4000,
        help_text="How do you know? What did it change for those who do the work, also what nobody had expected? For"
        " example: the pager rang twice in May, and both times somebody looked before the disk was full.",
    )
    evidence_url = forms.CharField(label="A link to what shows it", max_length=2000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["text"], "recommendation")


class EffectLaterForm(Form):
    on = forms.DateField(label="Ask me again on", widget=forms.DateInput(attrs={"type": "date"}))


class GoesOnForm(Form):
    text = forms.CharField(label="What set it going again, or why nobody is asked for now", max_length=2000)

    def __init__(self, *args: Any, to: UUID | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to = to
