"""Handing out what was kept: files in a sandbox, series as a table a program can read."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from secondstory.evidence import sniff
from secondstory.evidence.contents import content_of
from secondstory.evidence.models import Copy, Series
from secondstory.evidence.policies import check_can_read_copy
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound

# Shown in the browser; the rest is only saved. A PDF as well: browsers show none inside a sandbox.
SHOWN = sniff.PICTURES | {sniff.TEXT}


@login_required
@require_safe
def copy(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    assert isinstance(request.user, Person)  # @login_required
    found = Copy.objects.filter(pk=copy_id).select_related("owner").first()
    if found is None:
        raise NotFound()
    check_can_read_copy(found, request.user)
    tag = f'"{found.sha256}"' if not found.is_private else ""
    if tag and request.headers.get("If-None-Match") == tag:
        return _sealed_off(HttpResponseNotModified(), found, tag)
    content = content_of(found)
    kind = "text/plain; charset=utf-8" if content.media_type == sniff.TEXT else content.media_type
    answer = HttpResponse(content.data, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(content.media_type not in SHOWN, content.name) or ""
    return _sealed_off(answer, found, tag)


def _sealed_off(answer: HttpResponse, found: Copy, tag: str) -> HttpResponse:
    """Whatever the bytes are, nothing in them runs, asks, or is shown inside another page."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    # Asked again each time, so that taking back is taking back; a private one is kept nowhere on the way.
    answer["Cache-Control"] = "private, no-store" if found.is_private else "private, no-cache"
    if tag:
        answer["ETag"] = tag
    return answer


@login_required
@require_safe
def series(request: HttpRequest, series_id: UUID) -> HttpResponse:
    """Every point, as a table: the time in UTC, the line, the value."""
    assert isinstance(request.user, Person)  # @login_required
    found = Series.objects.visible_to(request.user).filter(pk=series_id).first()
    if found is None:
        raise NotFound()
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["time", "line", "value"])
    for one in found.whole:
        name = _no_formula(one.name)
        rows.writerows(
            (datetime.fromtimestamp(at, UTC).isoformat(), name, "" if value is None else value)
            for at, value in one.points
        )
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.title[:100]}.csv") or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _no_formula(name: str) -> str:
    """A spreadsheet runs what begins like this."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name
