from __future__ import annotations

from typing import Any, TypeVar

from django import forms

from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.recommendations.owners import find_person
from secondstory.review.models import Comment, SetAside
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

T = TypeVar("T")
MOST_AT_ONCE = 40
KINDS: dict[str, str] = {
    Comment.Kind.CHANGE: "something should read differently before this is final",
    Comment.Kind.CLARIFY: "a newcomer would not follow this, or I do not",
    Comment.Kind.DISAGREE: "I see it in another way; it may stay beside the text",
    Comment.Kind.PERSPECTIVE: "from where I was, there was more to it",
    Comment.Kind.THANKS: "this helped me, and asks for nothing",
}


class OpenRoundForm(Form):
    reviewers = forms.MultipleChoiceField(
        label="Who is asked to read it", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label="Others",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="Names or e-mail addresses, one a line. Someone from far away asks what everybody here knows.",
    )

    reads_first = forms.BooleanField(
        label="Each reads by themself first",
        required=False,
        help_text="Nobody sees what others said until they said something themselves, or that they have read it, or the"
        " round may close. The first and the loudest voice then weigh no more than the others.",
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(person.pk), person.display_name) for person in people]
        self.people = {str(person.pk): person for person in people}
        if not people:
            field.widget = forms.MultipleHiddenInput()

    def chosen(self) -> list[Person]:
        """Everybody ticked or named, once each; a name nobody has is a Refusal at its field."""
        named = [line.strip() for line in self.cleaned_data["others"].splitlines() if line.strip()]
        if len(named) > MOST_AT_ONCE:
            raise Refusal(f"Up to {MOST_AT_ONCE} at once. Ask the rest when it is open.", field="others")
        found = [self.people[key] for key in self.cleaned_data["reviewers"]]
        found += [find_person(name, field="others") for name in named]
        return list({person.pk: person for person in found}.values())


class InviteForm(Form):
    person = forms.CharField(
        label="Ask one person more",
        max_length=254,
        help_text="A name as it is shown here, or an e-mail address. They can read the study from then on.",
        widget=forms.TextInput(attrs={"list": "names-near", "autocomplete": "off"}),
    )


class CommentForm(Form):
    section = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="What kind of thought is it?",
        choices=[(kind.value, f"{kind.label.capitalize()} – {KINDS[kind]}") for kind in Comment.Kind],
        widget=forms.RadioSelect,
    )
    quote = forms.CharField(label="The words it is about", required=False, max_length=500)
    text = looked_at(
        forms.CharField(
            label="What you want to say",
            max_length=8000,
            widget=forms.Textarea(attrs={"rows": "4"}),
            help_text="Professional and clear, about the text and the system. What would you say across a table?",
        ),
        "comment",
    )
    from_today = forms.BooleanField(
        label="Seen from today: it needs what was learned later",
        required=False,
        help_text="Then it stands apart from what could be known at that moment. What was there to be seen then?",
    )

    under_a_name = forms.BooleanField(
        label="Say it under a name of the round, such as ‘Reader 3’",
        required=False,
        help_text="No name of yours is kept with it, so it cannot be shown or changed as yours later, and it does not"
        " show you what others said. The facilitator reads it as everybody does. This browser keeps the name until the"
        " round closes; another one gives you another. Whoever runs the server could still compare when a page was used"
        " with when words came, and colleagues may know how you write.",
    )


class OutcomeForm(Form):
    answer = looked_at(
        forms.CharField(label="Answer", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": "2"})),
        "comment",
    )


class ChangeForm(Form):
    text = looked_at(forms.CharField(label="What will be changed", max_length=1000), "comment")


class SetAsideForm(Form):
    what = looked_at(
        forms.CharField(
            label="What do we leave?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": "2"})
        ),
        "writeup",
    )
    chosen_by = forms.CharField(
        label="Who chose so?",
        required=False,
        max_length=300,
        help_text="A person or a group, in words; a role is enough. Whoever reads the final text reads it.",
    )
    again_when = forms.CharField(label="What would make us take it up again?", required=False, max_length=1000)
    nothing = forms.BooleanField(label="Nothing of this is set aside", required=False)

    @staticmethod
    def typed(said: SetAside | None) -> dict[str, Any]:
        names = ("what", "chosen_by", "again_when", "nothing")
        return {name: getattr(said, name) for name in names} if said else {}


class AmendmentForm(Form):
    section_key = forms.ChoiceField(label="Beside which part", required=False)
    text = forms.CharField(
        label="What belongs beside the text",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": "5"}),
        help_text="The frozen words stay. Yours stand under them with the day, and with who you are by role.",
    )
    reason = forms.CharField(label="Why, in one sentence", max_length=1000)

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["section_key"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "the whole"), *sections]


class DeclineForm(Form):
    answer = forms.CharField(label="Why not, in one sentence", max_length=1000)
