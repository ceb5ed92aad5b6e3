"""Which of an earlier study's factors or conditions is the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from secondstory.ui.forms import Form
from secondstory.ui.moments import day
from secondstory.ui.text import shorten


class EarlierForm(Form):
    earlier = forms.ChoiceField(label="Which of these is the same?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["earlier"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), _said(one)) for one in offered]


def _said(one: Any) -> SafeString:
    """Its words, and where and when they were said."""
    study = one.retrospective
    happened = study.incident.happened_at.astimezone(ZoneInfo(study.zone)).date()
    return format_html(
        '<span class="alike__words">{}</span> <span class="quiet">{} · {}</span>',
        shorten(one.text, 400),
        shorten(study.title, 90),
        day(happened),
    )
