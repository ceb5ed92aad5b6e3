"""What studying incidents has changed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from secondstory.measures.changed import changed
from secondstory.ui.me import me


@login_required
@require_GET
def what_changed(request: HttpRequest) -> HttpResponse:
    return render(request, "measures/changed.html", {"it": changed(me(request)), "here": "how-we-work"})
