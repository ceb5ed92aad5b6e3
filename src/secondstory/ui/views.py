"""The page that shows every component. It exists where components are worked on, nowhere else."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from secondstory.ui import samples


def show(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    if not (settings.DEBUG or getattr(settings, "SHOW_COMPONENTS", False)):
        raise Http404
    return render(request, template, {"paper_choice": request.GET.get("paper", ""), **context})


def components(request: HttpRequest) -> HttpResponse:
    return show(request, "ui/components.html", samples.everything())


def study(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        "ui/components_study.html",
        {
            **samples.everything(),
            "rail": samples.RAIL,
            "rail_note": "Order is a habit, not a gate.",
            "study_kicker": "Retrospective · North gate, 4 March 2026 · an invented example",
            "study_title": "How did a barrier that was down come to be seen as up?",
        },
    )


def edition(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        "ui/components_edition.html",
        {
            **samples.everything(),
            "edition_kicker": "Retrospective · an invented example · 4 minutes",
            "edition_title": "How a barrier that was down came to be seen as up",
            "edition_deck": "Nine carts waited at the north gate, and every screen said the road was open.",
            "edition_byline": "Told by three people who were there. People appear by role.",
            "contents": [
                {"id": "summary", "name": "Summary"},
                {"id": "how", "name": "How it looked"},
                {"id": "between", "name": "What stood in between"},
                {"id": "changes", "name": "What changes"},
            ],
        },
    )
