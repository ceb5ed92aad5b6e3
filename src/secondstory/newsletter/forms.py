from __future__ import annotations

from django import forms

from secondstory.newsletter.models import Follow
from secondstory.ui.forms import Form

HOW = {
    Follow.How.AT_ONCE: "By mail, at once",
    Follow.How.WEEKLY: "In one mail a week",
    Follow.How.PAGE: "No mail; on the page ‘What I follow’",
}


class FollowForm(Form):
    how = forms.ChoiceField(label="How would you hear of it?", choices=list(HOW.items()), widget=forms.RadioSelect)
