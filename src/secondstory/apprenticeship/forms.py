from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from secondstory.apprenticeship.exercises import Exercise
from secondstory.apprenticeship.models import TeachingMoment
from secondstory.concepts.cards import cards
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person, Service, Team
from secondstory.publishing.models import Publication
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

# What is typed outlives a closed tab and a lost connection, until it is saved.
KEPT = {"data-behaviour": "draft-keeper"}


class MentorForm(Form):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Whom would you ask?",
        help_text="It begins when they agree. No list shows it to others.",
        empty_label="choose",
    )

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)
        others = Person.objects.filter(is_active=True).exclude(pk=user.pk)
        person.queryset = others.order_by("display_name", "id")


class TextNoteForm(Form):
    """A note to oneself on a text one read."""

    publication = forms.ChoiceField(label="Which text?")
    text = forms.CharField(
        label="A note to yourself",
        widget=forms.Textarea(attrs={"rows": "4", **KEPT}),
        max_length=8000,
        help_text="What surprised you? What would you like to ask those who were there?",
    )

    def __init__(self, *args: Any, texts: Sequence[Publication], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.pk): one for one in texts}
        self.let_choose("publication", [(key, one.title) for key, one in self.by_key.items()])

    @property
    def chosen(self) -> Publication:
        return self.by_key[self.cleaned_data["publication"]]


class WatchNoteForm(Form):
    kind = forms.ChoiceField(
        label="When", choices=[("before", "before I watch"), ("after", "after I watched")], widget=forms.RadioSelect
    )
    study = forms.ChoiceField(label="Which study?")
    text = forms.CharField(
        label="Questions, or notes",
        widget=forms.Textarea(attrs={"rows": "4", **KEPT}),
        max_length=8000,
        help_text="Before: what would you like to see? After: ‘what made you ask that?’",
    )

    def __init__(self, *args: Any, studies: Sequence[Retrospective], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.pk): one for one in studies}
        self.let_choose("study", [(key, one.title) for key, one in self.by_key.items()])
        self.fields["kind"].initial = "before"

    @property
    def chosen(self) -> Retrospective:
        return self.by_key[self.cleaned_data["study"]]


class WordsForm(Form):
    """The words of a note that is there."""

    text = forms.CharField(label="Your note", widget=forms.Textarea(attrs={"rows": "6", **KEPT}), max_length=8000)


class FeedbackForm(Form):
    study = forms.ChoiceField(label="Which study?")
    keep = forms.CharField(label="Keep", max_length=600, help_text="What you saw them do that others could learn.")
    attempt = forms.CharField(label="Try", max_length=600, help_text="One thing, for the next time.")
    question = forms.CharField(label="A question", max_length=600, help_text="Such as ‘what made you ask that?’")

    def __init__(self, *args: Any, studies: Iterable[Retrospective], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.pk): one for one in studies}
        self.let_choose("study", [(key, one.title) for key, one in self.by_key.items()])

    @property
    def chosen(self) -> Retrospective:
        return self.by_key[self.cleaned_data["study"]]


class MarkForm(Form):
    """The sentences of a passage, to be marked."""

    marked = forms.MultipleChoiceField(label="Which of these?", widget=forms.CheckboxSelectMultiple, required=False)
    text = forms.CharField(
        label="What you would ask instead, if you like",
        widget=forms.Textarea(attrs={"rows": "2"}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, exercise: Exercise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.let_choose("marked", [(str(place), sentence) for place, sentence in enumerate(exercise.passage)])


class SayForm(Form):
    text = forms.CharField(label="What you would say", widget=forms.Textarea(attrs={"rows": "4"}), max_length=2000)


class DraftForm(Form):
    text = forms.CharField(
        label="For yourself", widget=forms.Textarea(attrs={"rows": "3", **KEPT}), max_length=4000, required=False
    )


class FreshQuestionForm(Form):
    """A question that grew from what somebody wrote down."""

    question = forms.CharField(label="What would you like to know?", max_length=600)
    audience = forms.ChoiceField(label="Who can read it")
    service = forms.ModelChoiceField(
        Service.objects.all(),
        label="Which service does it lead into?",
        to_field_name="slug",
        required=False,
        empty_label="none in particular",
    )
    anonymous = forms.BooleanField(
        label="Ask without my name", required=False, help_text="Then no name is stored anywhere."
    )
    marked = forms.BooleanField(
        label="Say that it was asked with fresh eyes",
        required=False,
        initial=True,
        help_text="Where few people are new, this alone may tell who asks. Then leave it out.",
    )

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        looked_at(self.fields["question"], "reader_note")
        self.by_key = {str(one.pk): one for one in teams}
        own = [(key, f"The team {one.name}") for key, one in self.by_key.items()]
        self.let_choose("audience", [("organization", "The whole organization"), *own])

    @property
    def team(self) -> Team | None:
        return self.by_key.get(self.cleaned_data["audience"])


class TeachingForm(Form):
    kind = forms.ChoiceField(label="What was it?", choices=TeachingMoment.Kind.choices)
    day = forms.DateField(label="Which day?", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    about = forms.CharField(label="What was it about?", max_length=200)
    came_of_it = forms.CharField(
        label="What came of it?", max_length=300, required=False, help_text="In a line, such as what somebody saw anew."
    )
    publication = forms.ModelChoiceField(
        Publication.objects.none(), label="A published text", to_field_name="slug", required=False, empty_label="none"
    )
    service = forms.ModelChoiceField(
        Service.objects.all(), label="A service", to_field_name="slug", required=False, empty_label="none in particular"
    )
    idea = forms.ChoiceField(label="An idea", required=False)
    material = forms.CharField(
        label="Where its slides or notes are", max_length=2000, required=False, help_text="An address, if there is one."
    )
    taught_it = forms.BooleanField(
        label="I taught it, and may be named", required=False, help_text="Nobody else is named here."
    )
    audience = forms.ChoiceField(label="Who can read it")

    def __init__(self, *args: Any, user: Person, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["publication"]
        assert isinstance(text, forms.ModelChoiceField)
        newest = Publication.objects.visible_to(user).newest_first().values_list("pk", flat=True)[:100]
        text.queryset = Publication.objects.filter(pk__in=list(newest)).newest_first()
        self.let_choose("idea", [("", "none"), *((key, card.name) for key, card in cards().items())])
        self.by_key = {str(one.pk): one for one in teams}
        own = [(key, f"The team {one.name}") for key, one in self.by_key.items()]
        self.let_choose("audience", [("organization", "The whole organization"), *own])

    @property
    def team(self) -> Team | None:
        return self.by_key.get(self.cleaned_data["audience"])
