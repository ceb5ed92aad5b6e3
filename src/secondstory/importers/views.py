"""Bringing something in: a file is kept, what is understood of it is shown, and only then is it imported."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.importers.actions.import_chat import Into
from secondstory.importers.answers import Answers
from secondstory.importers.bundle.preview import preview_bundle
from secondstory.importers.files import Found, Kind, kind_of
from secondstory.importers.forms import ChatForm, ReadersForm, UploadForm, WriteUpForm
from secondstory.importers.markdown.shapes import SectionKind
from secondstory.importers.preview import preview_chat, preview_write_up
from secondstory.importers.refusals import ImportRefused
from secondstory.importers.report import Report
from secondstory.importers.slack import list_channels
from secondstory.importers.take_in import take_in
from secondstory.importers.uploads import drop_upload, find_upload, keep_upload
from secondstory.incidents.models import Retrospective
from secondstory.incidents.moments import COMMON_ZONES
from secondstory.incidents.policies import can_contribute
from secondstory.people.models import Person
from secondstory.people.refusals import TooLarge
from secondstory.ui.me import me
from secondstory.ui.menu import address

MOST_SHOWN = 60
MOST_STUDIES = 30
WORDS = {kind: str(kind).replace("_", " ") for kind in SectionKind} | {
    SectionKind.FREE: "a section of its own",
    SectionKind.CONDITIONS: "conditions, true together",
    SectionKind.RECOMMENDATIONS: "ideas for recommendations",
}


@login_required
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        try:
            upload = keep_upload(form.cleaned_data["file"], by=me(request))
        except TooLarge as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return HttpResponseRedirect(reverse("import", args=[upload]), status=303)
    return render(request, "importers/imports.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def one_import(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """What is understood of the file; by POST, take it in."""
    by = me(request)
    found = find_upload(upload_id, by=by)
    form, kind, refused = _form(request, found)
    if form is None or request.method == "GET" or not form.is_valid():
        return _show(request, upload_id, found, kind, form, refused)
    into = Into(study=form.cleaned_data.get("study"))
    report = take_in(found, by=by, answers=form.answers, readers=form.readers, into=into)
    if report.code:
        form.add_error(None, _told(report, found))
        return _show(request, upload_id, found, kind, form, "")
    drop_upload(upload_id, by=by)
    messages.success(request, " ".join(part for part in (report.says, report.asks, report.readers) if part))
    for sentence in (*report.kept, *report.coaching, *report.warnings):
        messages.info(request, sentence)
    return HttpResponseRedirect(address("study", report.study) or reverse("imports"), status=303)


@login_required
@require_POST
def reading(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """What is understood with these answers. Writes nothing."""
    found = find_upload(upload_id, by=me(request))
    form, kind, refused = _form(request, found)
    if form is not None:
        form.is_valid()
    return _show(request, upload_id, found, kind, form, refused)


@login_required
@require_POST
def no_import(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Leave it: the file goes."""
    drop_upload(upload_id, by=me(request))
    messages.info(request, "The file is gone from here. Nothing was imported.")
    return HttpResponseRedirect(reverse("imports"), status=303)


def _form(request: HttpRequest, found: Found) -> tuple[ReadersForm | None, Kind | None, str]:
    """The questions this kind of file asks; or why it cannot be read."""
    data = request.POST if request.method == "POST" else None
    by = me(request)
    try:
        kind = kind_of(found)
        if kind is Kind.WRITE_UP:
            return WriteUpForm(_studies(by), by, data), kind, ""
        if kind is Kind.CHAT:
            return ChatForm(list_channels(found.path), _studies(by), by, data), kind, ""
        return ReadersForm(by, data if data is None else {**data.dict(), "audience": "group"}), kind, ""
    except ImportRefused as refusal:
        return None, None, _sentence(refusal, found)


def _studies(by: Person) -> list[Retrospective]:
    recent = Retrospective.objects.visible_to(by).newest_first()[:MOST_STUDIES]
    return [study for study in recent if can_contribute(study, by)]


def _show(
    request: HttpRequest, upload_id: UUID, found: Found, kind: Kind | None, form: ReadersForm | None, refused: str
) -> HttpResponse:
    context: dict[str, Any] = {
        "upload": upload_id,
        "name": found.name,
        "kind": str(kind) if kind else "",
        "form": form,
        "refused": refused,
        "zones": COMMON_ZONES,
    }
    if form is not None and not (form.is_bound and form.errors.get("channels")):
        try:
            context |= _understood(found, kind, form)
        except ImportRefused as refusal:
            context["refused"] = _sentence(refusal, found)
    asks = bool(context["refused"]) or bool(form is not None and form.is_bound and form.errors)
    return render(request, "importers/import.html", context, status=422 if asks else 200)


def _understood(found: Found, kind: Kind | None, form: ReadersForm) -> dict[str, Any]:
    answers = form.answers if form.is_bound and not form.errors else None
    if kind is Kind.WRITE_UP:
        return _write_up(found, answers)
    if kind is Kind.CHAT:
        if answers is None:
            return {}
        told = preview_chat(found, answers)
        shown = told["messages"]
        return {"read": told, "messages_shown": shown[:MOST_SHOWN], "more": max(len(shown) - MOST_SHOWN, 0)}
    told = preview_bundle(found)
    return {"read": told, "holds": [(name.replace("_", " "), count) for name, count in told["holds"].items()]}


def _write_up(found: Found, answers: Answers | None) -> dict[str, Any]:
    told = preview_write_up(found, answers or Answers())
    entries = told["entries"]
    for section in told["sections"]:
        section["becomes"] = WORDS.get(section["kind"], section["kind"])
    return {
        "read": told,
        "entries": entries[:MOST_SHOWN],
        "more": max(len(entries) - MOST_SHOWN, 0),
        "waiting": sum(1 for entry in entries if not entry["utc"]),
    }


def _sentence(refusal: ImportRefused, found: Found) -> str:
    """With the place inside the file, under the name the person knows it by."""
    place = (refusal.file or found.name).replace(found.path.name, found.name, 1)
    where = place if refusal.line is None else f"{place}, line {refusal.line}"
    return f"{where}: {refusal.sentence}"


def _told(report: Report, found: Found) -> str:
    return _sentence(ImportRefused(report.code, report.sentence, file=report.file, line=report.line), found)
