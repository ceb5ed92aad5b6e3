"""The one place that turns a refusal into a response: HTML for people, a fragment for htmx, JSON for machines."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from secondstory.people.refusals import Refusal


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.get_preferred_type(["text/html", "application/json"]) == (
        "application/json"
    )


def respond(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """``{"code", "sentence", "field"?}`` as JSON, else a page that says the sentence and keeps the way back."""
    if wants_json(request):
        body = {"code": refusal.code, "sentence": refusal.sentence}
        if refusal.field:
            body["field"] = refusal.field
        return JsonResponse(body, status=refusal.status)
    template = "ui/_notice.html" if getattr(request, "htmx", False) else f"{refusal.status}.html"
    if refusal.status not in (403, 404, 413) and not getattr(request, "htmx", False):
        template = "400.html"
    context = {"sentence": refusal.sentence, "code": refusal.code, "back": request.headers.get("referer", "")}
    return render(request, template, context, status=refusal.status)


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Django reads a form in whatever encoding it names, one that is none included.
        if (request.content_params or {}).get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
            return respond(request, Refusal("Forms are read as UTF-8. Send it again in that encoding.", code="utf_8"))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return respond(request, exception) if isinstance(exception, Refusal) else None
