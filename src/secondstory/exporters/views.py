"""Taking a study along, an agreement or the digest of a quarter: exactly what the reader may read behind each."""

from __future__ import annotations

import io
from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from secondstory.agreements.queries import find, find_version
from secondstory.exporters.across.write import write_across
from secondstory.exporters.bundle.write import bundle, file_name
from secondstory.exporters.html import to_html
from secondstory.exporters.markdown import Head, to_markdown
from secondstory.exporters.markdown.agreement import agreement_to_markdown
from secondstory.exporters.markdown.digest import digest_to_markdown
from secondstory.exporters.pdf.write import to_pdf
from secondstory.exporters.shown import readable_study, shown_to
from secondstory.outside.models import OutsideText
from secondstory.outside.queries import shown as outside_shown
from secondstory.people.audience import Audience
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.publishing.digest import digest
from secondstory.writeup.document import Document


@require_safe
def as_markdown(request: HttpRequest, study_id: UUID) -> HttpResponse:
    def written() -> str:
        shown = shown_to(request.user, study_id)
        return to_markdown(shown.document, shown.head, since=shown.since, later=shown.later)

    return _file(request, lambda: written().encode(), file_name(study_id, "md"), "text/markdown; charset=utf-8")


@require_safe
def digest_as_markdown(request: HttpRequest) -> HttpResponse:
    def written() -> str:
        if not request.user.is_authenticated:
            raise NotFound()
        return digest_to_markdown(digest(request.user, request.GET.dict()))

    return _file(request, lambda: written().encode(), "how-work-is-done.md", "text/markdown; charset=utf-8")


@require_safe
def agreement_as_markdown(request: HttpRequest, agreement_id: UUID, number: int) -> HttpResponse:
    def written() -> str:
        version = find_version(find(request.user, agreement_id), number)
        return agreement_to_markdown(version, request.user)

    return _file(request, lambda: written().encode(), f"agreement-{number}.md", "text/markdown; charset=utf-8")


@require_safe
def across_as_tables(request: HttpRequest) -> HttpResponse:
    def written() -> bytes:
        if not isinstance(request.user, Person) or not request.user.is_active:
            raise NotFound()
        archive = io.BytesIO()
        write_across(request.user, archive)
        return archive.getvalue()

    return _file(request, written, "what-studies-say.zip", "application/zip")


@require_safe
def as_html(request: HttpRequest, study_id: UUID) -> HttpResponse:
    def written() -> str:
        shown = shown_to(request.user, study_id)
        return to_html(shown.document, shown.head, since=shown.since, later=shown.later)

    return _file(request, lambda: written().encode(), file_name(study_id, "html"), "text/html; charset=utf-8")


@require_safe
def as_pdf(request: HttpRequest, study_id: UUID) -> HttpResponse:
    def written() -> bytes:
        shown = shown_to(request.user, study_id)
        return to_pdf(shown.document, shown.head, since=shown.since, later=shown.later)

    return _file(request, written, file_name(study_id, "pdf"), "application/pdf")


@require_safe
def as_bundle(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """The working data, for whoever reads the working pages; the readers of an edition take the edition along."""
    return _file(
        request,
        lambda: bundle(readable_study(request.user, study_id), request.user),
        file_name(study_id, "zip"),
        "application/zip",
    )


@require_safe
def outside_as_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    return _outside(slug, "md", "text/markdown; charset=utf-8", to_markdown)


@require_safe
def outside_as_html(request: HttpRequest, slug: str) -> HttpResponse:
    return _outside(slug, "html", "text/html; charset=utf-8", to_html)


def _outside(slug: str, ending: str, kind: str, write: Callable[[Document, Head], str]) -> HttpResponse:
    """As everybody reads it at this moment; the name of the file is that of its address."""
    text = OutsideText.objects.visible_to(None).filter(slug=slug).first()
    if text is None:
        raise NotFound()
    told = outside_shown(text).document
    answer = HttpResponse(write(told, Head("final", Audience.PUBLIC.value, text.sha256)).encode(), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{text.slug}.{ending}"'
    answer["Cache-Control"] = "no-store"
    return answer


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
