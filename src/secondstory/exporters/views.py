"""Taking a study along: three addresses, and exactly what the reader may read behind each."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from secondstory.exporters.bundle.write import bundle, file_name
from secondstory.exporters.html import to_html
from secondstory.exporters.markdown import to_markdown
from secondstory.exporters.shown import readable_study, shown_to
from secondstory.people.refusals import NotFound


@require_safe
def as_markdown(request: HttpRequest, study_id: UUID) -> HttpResponse:
    def written() -> str:
        shown = shown_to(request.user, study_id)
        return to_markdown(shown.document, shown.head, since=shown.since, later=shown.later)

    return _file(request, lambda: written().encode(), file_name(study_id, "md"), "text/markdown; charset=utf-8")


@require_safe
def as_html(request: HttpRequest, study_id: UUID) -> HttpResponse:
    def written() -> str:
        shown = shown_to(request.user, study_id)
        return to_html(shown.document, shown.head, since=shown.since, later=shown.later)

    return _file(request, lambda: written().encode(), file_name(study_id, "html"), "text/html; charset=utf-8")


@require_safe
def as_bundle(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """The working data, for whoever reads the working pages; the readers of an edition take the edition along."""
    return _file(
        request,
        lambda: bundle(readable_study(request.user, study_id), request.user),
        file_name(study_id, "zip"),
        "application/zip",
    )


def _file(request: HttpRequest, written: Callable[[], bytes], name: str, kind: str) -> HttpResponse:
    """To keep, not to look at here: the page's own Content-Security-Policy would take the file's style away."""
    try:
        content = written()
    except NotFound:
        # Whether it is there or not: whoever is not signed in is asked to, and learns nothing.
        if request.user.is_authenticated:
            raise
        return redirect_to_login(request.get_full_path())
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
