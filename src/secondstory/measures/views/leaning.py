"""What recommendations lean on, for those who can change what makes a rule the easiest answer."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from secondstory.measures.leaning import periods
from secondstory.measures.policies import check_can_see_leaning
from secondstory.publishing.quarters import named
from secondstory.ui.me import me


@login_required
@require_GET
def leaning(request: HttpRequest) -> HttpResponse:
    user = me(request)
    check_can_see_leaning(user)
    found = periods(user, timezone.now())
    asked = named(request.GET.get("quarter", ""))
    shown = next((one for one in found if one.quarter == asked), found[0] if found else None)
    return render(request, "measures/leaning.html", {"periods": found, "shown": shown, "here": "how-we-work"})
