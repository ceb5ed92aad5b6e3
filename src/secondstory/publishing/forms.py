from __future__ import annotations

from django import forms

from secondstory.people.audience import Audience
from secondstory.people.models import Service
from secondstory.publishing.actions.help_others import ABOUT as ABOUT_A_TALK
from secondstory.publishing.actions.help_others import HOW, TEXT
from secondstory.publishing.actions.invite_questions import ABOUT
from secondstory.publishing.actions.publish import ANNOUNCEMENT
from secondstory.publishing.actions.withdraw import REASON
from secondstory.publishing.circles import up_to
from secondstory.ui.forms import Form
from secondstory.wording.fields import looked_at

WHO = {
    Audience.GROUP: "Only the people in this study",
    Audience.TEAM: "The team as well",
    Audience.ORGANIZATION: "The whole organization",
    Audience.PUBLIC: "Everyone, also outside and without signing in",
}


class CircleForm(Form):
    """Who will be able to read it, within what review confirmed."""

    audience = forms.ChoiceField(label="Who will be able to read it", widget=forms.RadioSelect)

    def __init__(self, data: object = None, *, confirmed: str, has_team: bool, initial: str = "") -> None:
        super().__init__(data, initial={"audience": initial or confirmed})
        circles = [one for one in up_to(confirmed) if has_team or one != Audience.TEAM]
        self.let_choose("audience", [(one.value, WHO[one]) for one in reversed(circles)])


class AnnouncementForm(Form):
    announcement = forms.CharField(
        label="A word to those who read it",
        help_text="Who else could use this, and what should they look at in their own systems? It is shown above the"
        " text and found by search.",
        max_length=ANNOUNCEMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublishForm(CircleForm):
    announcement = AnnouncementForm.base_fields["announcement"]


class WithdrawalForm(Form):
    because = forms.CharField(
        label="Why, in a line",
        help_text="Shown at the address to those who could read it.",
        max_length=REASON,
        required=False,
    )


class AskMeForm(Form):
    about = forms.CharField(
        label="What may colleagues ask you about?",
        help_text="Your name and address stand under this text, for colleagues who may read it, until you take them back.",
        max_length=ABOUT,
    )


class TalkForm(Form):
    about = looked_at(
        forms.CharField(
            label="What would you tell about?",
            help_text="What did you come to understand that is hard to write down? For example: how we noticed that the"
            " two standbys had grown apart.",
            max_length=ABOUT_A_TALK,
        ),
        "reader_note",
    )
    how = forms.CharField(
        label="When and how",
        help_text="Such as: twenty minutes in your team's weekly, on a call, too.",
        max_length=HOW,
        required=False,
    )


class NewcomersForm(Form):
    service = forms.ModelChoiceField(
        label="For whoever starts on", queryset=Service.objects.order_by("name"), to_field_name="slug", empty_label=None
    )
    text = looked_at(
        forms.CharField(
            label="Read this, because",
            help_text="What would you have liked to know in your first week? For example: it shows why we never trust a"
            " dump that nobody has restored.",
            max_length=TEXT,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        "reader_note",
    )
