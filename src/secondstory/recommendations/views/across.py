"""Across studies: the board, and earlier ones in the words of a title that is being written."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from secondstory.recommendations import forms, queries
from secondstory.recommendations.models import Recommendation
from secondstory.recommendations.said_before import said_before
from secondstory.ui.me import me


@login_required
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """What was promised, begun, done and dropped, in all studies this person reads."""
    asked = request.GET.get("status", "")
    statuses = {status.value: status for status in (*queries.DUE, *queries.ENDED)}
    if asked in statuses:
        columns = [queries.column(me(request), statuses[asked], request.GET)]
    else:
        asked, columns = "", queries.board(me(request))
    context = {
        "columns": columns,
        "asked": asked,
        "is_empty": not any(column.rows for column in columns),
        "ways": [(status.value, status.label) for status in statuses.values()],
    }
    return render(request, "recommendations/board.html", context)


@login_required
@require_POST
def in_these_words(request: HttpRequest) -> HttpResponse:
    """Earlier ones in the words of a title that is being written. Nothing is kept; posted, it stands in no log."""
    form = forms.InTheseWordsForm(request.POST)
    earlier = []
    if form.is_valid():
        it = Recommendation.objects.visible_to(me(request)).filter(pk=form.known).first() if form.known else None
        earlier = said_before(form.cleaned_data["title"], me(request), it=it)
    return render(request, "recommendations/_earlier.html", {"earlier": earlier, "looked": True})
