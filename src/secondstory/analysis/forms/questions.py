"""What one can say about a question."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms

from secondstory.analysis.models import Mystery, SystemPart
from secondstory.analysis.places import Place
from secondstory.people.audience import Audience, is_wider
from secondstory.people.models import Service
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

WITHOUT_A_NAME = "Then no name is stored anywhere."
BY_THEMSELVES = [(Audience.ORGANIZATION.value, "The whole organization"), (Audience.TEAM.value, "My team")]
OF_A_STUDY = [choice for choice in Audience.choices if choice[0] != Audience.PUBLIC]


def one_service(label: str = "Which service does it lead into?") -> forms.ModelChoiceField[Service]:
    return forms.ModelChoiceField(
        label=label,
        queryset=Service.objects.all(),
        to_field_name="slug",
        required=False,
        empty_label="none in particular",
    )


class QuestionForm(Form):
    """A question by itself, from the list of questions."""

    question = forms.CharField(label="What would you like to know?", max_length=600)
    audience = forms.ChoiceField(
        label="Who can read it",
        choices=BY_THEMSELVES,
    )
    service = one_service()
    anonymous = forms.BooleanField(label="Ask without my name", required=False, help_text=WITHOUT_A_NAME)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["question"], "reader_note")


class AskAboutForm(Form):
    """A question about words that stand on a page."""

    place = forms.CharField(widget=forms.HiddenInput, max_length=300)
    quote = forms.CharField(
        label="The words it is about",
        widget=forms.Textarea(attrs={"rows": "2"}),
        max_length=600,
        required=False,
    )
    question = forms.CharField(label="What would you like to know?", max_length=600)
    audience = forms.ChoiceField(label="Who can read the question", widget=forms.RadioSelect)
    service = one_service()
    anonymous = forms.BooleanField(label="Ask without my name", required=False, help_text=WITHOUT_A_NAME)

    def __init__(self, *args: Any, where: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["question"], "reader_note")
        choices = OF_A_STUDY if where.study else BY_THEMSELVES
        self.let_choose("audience", choices)
        self.fields["audience"].initial = choices[0][0]
        self.fields["quote"].help_text = (
            "They are shown to readers of this study alone, however wide the question is open."
            if where.study
            else "They are shown to whoever reads that page."
        )


class PartField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable while it runs
    def label_from_instance(self, obj: SystemPart) -> str:
        return obj.name


class TieForm(Form):
    """What a question leads into."""

    services = forms.ModelMultipleChoiceField(
        label="Services", queryset=Service.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    part = PartField(
        label="A part of the system",
        queryset=SystemPart.objects.none(),
        required=False,
        empty_label="none in particular",
    )

    def __init__(self, *args: Any, mystery: Mystery, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not vars(mystery)["reads_study"]:
            del self.fields["part"]
        else:
            self.fields["part"].queryset = SystemPart.objects.filter(retrospective=mystery.retrospective)  # type: ignore[attr-defined]


class QuestionFilter(Form):
    """What the list of questions is narrowed to."""

    service = one_service("Service")
    first = forms.ChoiceField(
        label="First", choices=[("", "the newest"), ("oldest", "the oldest wonder")], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].empty_label = "any"  # type: ignore[attr-defined]


class OfferForm(Form):
    """'Ask me about this': whoever sends it offers themself."""

    about = forms.CharField(
        label="What may one ask you about it?",
        help_text="Your name and address stand here, for whoever reads this, until you take them back.",
        max_length=200,
    )


class NextQuestionForm(Form):
    question = forms.CharField(label="The next question", max_length=600)
    anonymous = forms.BooleanField(label="Ask without my name", required=False)


class PartQuestionForm(Form):
    """A question about one part of the system."""

    question = forms.CharField(label="What would you like to know about it?", max_length=600)
    anonymous = forms.BooleanField(
        label="Ask without my name", required=False, help_text="Then no name is stored anywhere."
    )


class AnswerForm(Form):
    answer = forms.CharField(
        label="What do you know about it?",
        widget=forms.Textarea(attrs={"rows": "4"}),
        max_length=8000,
        help_text="One line is enough.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["answer"], "analysis")


class ReasonForm(Form):
    reason = forms.CharField(label="Why", max_length=1000)


class RewordForm(Form):
    question = forms.CharField(label="The question", max_length=600)


class RestForm(ReasonForm):
    how = forms.ChoiceField(
        label="How it rests",
        choices=[("set-aside", "Set aside"), ("unanswerable", "It cannot be answered")],
        widget=forms.RadioSelect,
    )
    field_order = ["how", "reason"]


class ReadersForm(Form):
    """Wider only for whoever may open it wider; closing it is for all who tend it."""

    audience = forms.ChoiceField(label="Who can read it", choices=OF_A_STUDY)

    def __init__(self, *args: Any, up_to: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if up_to:
            choices = [one for one in OF_A_STUDY if not is_wider(one[0], than=up_to)]
            self.let_choose("audience", choices)


class PlaceForm(Form):
    parent = forms.ChoiceField(label="It grew from", required=False)
    elsewhere = forms.CharField(
        label="or from a question elsewhere: its address",
        max_length=400,
        required=False,
        help_text="Open that question and copy its address.",
    )

    def __init__(self, *args: Any, others: list[Mystery], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "no other question"), *((str(other.pk), other.question) for other in others)]
        self.let_choose("parent", choices)

    def clean_elsewhere(self) -> UUID | None:
        """The id in the address of a question; whether it may be read is for the action to say."""
        told: str = self.cleaned_data["elsewhere"]
        if not told:
            return None
        found = re.search(r"/questions/([0-9a-f-]{36})/", told)
        try:
            return UUID(found[1] if found else "")
        except ValueError:
            raise forms.ValidationError(
                "An address of a question ends like /questions/0190…/. Copy it from its page."
            ) from None
