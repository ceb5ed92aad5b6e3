from __future__ import annotations

from django import forms

from secondstory.newsletter.actions.gather_issue import INTRO, TITLE, WORDS
from secondstory.newsletter.actions.keep_newsletter import NAME, WEEKS
from secondstory.newsletter.models import Follow
from secondstory.people.models import Person
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

HOW = {
    Follow.How.AT_ONCE: "By mail, at once",
    Follow.How.WEEKLY: "In one mail a week",
    Follow.How.PAGE: "No mail; on the page ‘What I follow’",
}


class FollowForm(Form):
    how = forms.ChoiceField(label="How would you hear of it?", choices=list(HOW.items()), widget=forms.RadioSelect)


class IssueForm(Form):
    title = forms.CharField(label="Its title", max_length=TITLE)
    set_for = forms.DateField(
        label="The day it leaves",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="On the organization's clock.",
    )


class WordsForm(IssueForm):
    intro = looked_at(
        forms.CharField(
            label="A few words before it",
            help_text="Everybody who signs in here can read them, so nothing that only some may read. Markdown.",
            max_length=INTRO,
            required=False,
            widget=forms.Textarea(attrs={"rows": 5}),
        ),
        "reader_note",
    )


class BringForm(Form):
    thing = forms.ChoiceField(label="What else does it bring?")


class ItemForm(Form):
    words = looked_at(
        forms.CharField(
            label="Your words about it",
            max_length=WORDS,
            required=False,
            help_text="Read by those who may read what it is about.",
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
        "reader_note",
    )


class RhythmForm(Form):
    name = forms.CharField(label="What it is called", max_length=NAME)
    every_weeks = forms.TypedChoiceField(
        label="How often",
        coerce=int,
        choices=[(0, "No rhythm: it comes as it comes"), (1, "Every week"), (2, "Every second week")]
        + [(number, f"Every {number} weeks") for number in range(3, WEEKS + 1)],
    )
    next_on = forms.DateField(
        label="The next one is due on",
        help_text="Its weekday is the day of all that follow.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class EditorForm(Form):
    person = forms.ModelChoiceField(
        label="Who gathers it, too", queryset=Person.objects.filter(is_active=True).order_by("display_name", "id")
    )
