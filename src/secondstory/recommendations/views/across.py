"""Across studies: the board, and earlier ones in the words of a title that is being written."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from secondstory.incidents.models import Retrospective
from secondstory.recommendations import forms, policies, queries
from secondstory.recommendations.asked_too import several
from secondstory.recommendations.models import Recommendation
from secondstory.recommendations.said_before import Earlier, said_before
from secondstory.ui.me import me

SEVERAL, SEVERAL_NAME = "several", "asked for by several studies"


@login_required
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """What was promised, begun, done and dropped, in all studies this person reads; or what several of them ask for."""
    asked = request.GET.get("status", "")
    statuses = {status.value: status for status in (*queries.DUE, *queries.ENDED)}
    if asked == SEVERAL:
        found = several(me(request), request.GET)
        columns = [queries.Column(SEVERAL, SEVERAL_NAME, found.rows, newer=found.newer, older=found.older)]
    elif asked in statuses:
        columns = [queries.column(me(request), statuses[asked], request.GET)]
    else:
        asked, columns = "", queries.board(me(request))
    context = {
        "columns": columns,
        "asked": asked,
        "is_empty": not any(column.rows for column in columns),
        "ways": [*((status.value, status.label) for status in statuses.values()), (SEVERAL, SEVERAL_NAME)],
    }
    return render(request, "recommendations/board.html", context)


@login_required
@require_POST
def in_these_words(request: HttpRequest) -> HttpResponse:
    """Earlier ones in the words of a title that is being written. Nothing is kept; posted, it stands in no log."""
    form = forms.InTheseWordsForm(request.POST)
    earlier: list[Earlier] = []
    study: Retrospective | None = None
    if form.is_valid():
        user, of, at = me(request), form.known("of"), form.known("study")
        it = Recommendation.objects.visible_to(user).filter(pk=of).first() if of else None
        earlier = said_before(form.cleaned_data["title"], user, it=it)
        if at and earlier:
            study = Retrospective.objects.visible_to(user).filter(pk=at).first()
    asking = study.pk if study and policies.can_ask_for_study(study, me(request)) else None
    return render(request, "recommendations/_earlier.html", {"earlier": earlier, "looked": True, "asking": asking})
