"""What somebody was writing when the thing it was about was taken out: nothing can be kept, and no word is lost."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secondstory.incidents.models import Retrospective
from secondstory.incidents.study import frame
from secondstory.ui.forms import Form


def words_stay(request: HttpRequest, study: Retrospective, kind: type[Form], back: str) -> HttpResponse:
    """Their words in the fields they stood in, to be taken along. ``study`` came through ``get_study``."""
    typed = [
        (field.label or name, request.POST[name])
        for name, field in kind.base_fields.items()
        if isinstance(field, forms.CharField) and request.POST.get(name, "").strip()
    ]
    context = {**frame(study, current="analysis"), "typed": typed, "back": back}
    return render(request, "analysis/gone.html", context, status=409)
