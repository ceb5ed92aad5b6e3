"""One's own account: reading it, writing it, saving while one types."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.firsthand.actions.begin import begin_account
from secondstory.firsthand.actions.share import outlook
from secondstory.firsthand.actions.write import SavedElsewhere, remove_entry, return_entry, write_entry
from secondstory.firsthand.as_markdown import own_as_markdown
from secondstory.firsthand.facets import Facet
from secondstory.firsthand.forms import EntryForm
from secondstory.firsthand.guide import AT_THAT_MOMENT
from secondstory.firsthand.models import Account, AccountEntry, Rung
from secondstory.firsthand.queries import OwnAccount, OwnEntry, own_account, versions_of
from secondstory.firsthand.quiet_word import quiet_words
from secondstory.firsthand.readers import readers_of_account
from secondstory.firsthand.views.frame import (
    day_of,
    mine_in,
    my_account,
    my_entry,
    my_part,
    private,
    show,
    study_for,
    to,
    wants_json,
)
from secondstory.incidents.models import Retrospective
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.me import me


@private
@require_http_methods(["GET"])
def mine(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """Before the first sentence it shows what an account is and who could read it; then the account itself.
    ``?entry=`` opens one entry for writing, ``?new=opening`` the opening."""
    study, context = study_for(request, study_id)
    account = mine_in(request, study)
    if account is None and my_part(request, study) is None:
        raise NotFound()
    return _page(request, study, account, context, editing=request.GET.get("entry", ""))


@private
@require_http_methods(["GET", "POST"])
def entries(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """A new entry. The account begins with its first one; sent twice, it is written once. GET leads to the account:
    whoever was signed out while they wrote comes back here."""
    study, context = study_for(request, study_id)
    if request.method == "GET":
        return to("my-account", study.pk, anchor="writing")
    form = _form(request, study, data=request.POST)
    account = mine_in(request, study)
    if not form.is_valid():
        return _asks(request, study, account, context, form)
    try:
        if account is None:
            part = my_part(request, study)
            if part is None:
                raise NotFound()
            if form.words().is_blank:
                raise Refusal("Write a few words first; one sentence is enough.", code="empty", field="text")
            account = begin_account(part, by=me(request))
            account.retrospective = study
        entry = write_entry(account, form.words(), by=me(request), client_id=form.cleaned_data["client_id"])
    except SavedElsewhere as elsewhere:
        form.data = {**request.POST.dict(), "seen": str(elsewhere.entry.number)}
        return _refused(request, study, account, context, form, elsewhere, editing=elsewhere.entry, status=409)
    except Refusal as refusal:
        if isinstance(refusal, NotFound):
            raise
        return _refused(request, study, account, context, form, refusal)
    return _saved(request, study, entry, form)


@private
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """GET: one entry with its versions and its own rung. POST: save it."""
    study, context = study_for(request, study_id)
    found = my_entry(request, study, entry_id)
    account = found.account
    if request.method == "GET":
        return _one(request, study, found, context)
    form = _form(request, study, entry=_own(own_account(account, me(request)), found), data=request.POST)
    if not form.is_valid():
        return _asks(request, study, account, context, form, editing=found)
    try:
        saved = write_entry(account, form.words(), by=me(request), entry=found, seen=form.cleaned_data["seen"])
    except SavedElsewhere as elsewhere:
        form.data = {**request.POST.dict(), "seen": str(elsewhere.entry.number)}
        return _refused(request, study, account, context, form, elsewhere, editing=found, status=409)
    except Refusal as refusal:
        return _refused(request, study, account, context, form, refusal, editing=found)
    return _saved(request, study, saved, form)


@private
@require_POST
def removal(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    study, _ = study_for(request, study_id)
    remove_entry(my_entry(request, study, entry_id), by=me(request))
    return to("my-account", study.pk, anchor="removed")


@private
@require_POST
def coming_back(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    study, _ = study_for(request, study_id)
    found = return_entry(my_entry(request, study, entry_id), by=me(request))
    return to("my-account", study.pk, anchor=f"entry-{found.pk}")


@private
@require_GET
def as_markdown(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """One's own account as a file, in the words of now (invariant 30)."""
    study, _ = study_for(request, study_id)
    account = my_account(request, study)
    answer = HttpResponse(
        own_as_markdown(own_account(account, me(request)), study), content_type="text/markdown; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="my-account.md"'
    return answer


def _form(
    request: HttpRequest, study: Retrospective, *, entry: OwnEntry | None = None, data: Any = None, facet: str = ""
) -> EntryForm:
    initial: dict[str, Any] = {"seen": entry.entry.number} if entry else {"seen": 0, "client_id": uuid.uuid4().hex}
    if facet:
        initial["facet"] = facet
    return EntryForm(
        data,
        zone=study.zone,
        day=day_of(study),
        draft=f"account-{study.pk}-{entry.entry.pk if entry else 'new'}",
        words=entry.words if entry else None,
        initial=initial,
        auto_id="own-%s",
    )


def _own(whole: OwnAccount, entry: AccountEntry) -> OwnEntry | None:
    return next((one for one in (*whole.everything, *whole.removed) if one.entry.pk == entry.pk), None)


def _page(
    request: HttpRequest,
    study: Retrospective,
    account: Account | None,
    context: dict[str, Any],
    *,
    editing: str = "",
    form: EntryForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = me(request)
    whole = own_account(account, user) if account else None
    edited = next((one for one in whole.everything if str(one.entry.pk) == editing), None) if whole else None
    facet = Facet.OPENING.value if request.GET.get("new") == "opening" and not (whole and whole.opening) else ""
    form = form or _form(request, study, entry=edited, facet=facet)
    typed = str(form["text"].value() or "")
    context |= {
        "account": account,
        "whole": whole,
        "edited": edited,
        "form": form,
        "is_opening": str(form["facet"].value()) == Facet.OPENING,
        "action": reverse("my-account-entry", args=[study.pk, edited.entry.pk])
        if edited
        else reverse("my-account-entries", args=[study.pk]),
        "readers": readers_of_account(study, account, user),
        "quiet": quiet_words(typed) if typed else [],
        "part": account.participant if account else my_part(request, study),
        "only_me": Rung.ONLY_ME,
        "promise": getattr(study, "promise", "") or "",
        "at_that_moment": AT_THAT_MOMENT,
    }
    return show(request, "mine.html", context, status=status)


def _one(request: HttpRequest, study: Retrospective, found: AccountEntry, context: dict[str, Any]) -> HttpResponse:
    user = me(request)
    own = _own(own_account(found.account, user), found)
    if own is None:
        raise NotFound()
    context |= {
        "account": found.account,
        "own": own,
        "seen": outlook(found.account, [found]),
        "versions": versions_of(found, user),
        "readers": readers_of_account(study, found.account, user),
        "only_me": Rung.ONLY_ME,
    }
    return show(request, "entry.html", context)


def _saved(request: HttpRequest, study: Retrospective, saved: AccountEntry, form: EntryForm) -> HttpResponse:
    if not wants_json(request):
        messages.success(request, "Saved.")
        return to("my-account", study.pk, anchor=f"entry-{saved.pk}")
    return JsonResponse(
        {
            "url": reverse("my-account-entry", args=[study.pk, saved.pk]),
            "number": saved.number,
            "saved_at": timezone.now().isoformat(),
            "note": form.unread_time(),
            "quiet": [{"said": one.said, "text": one.text} for one in quiet_words(form.cleaned_data["text"])],
        },
        status=200,
    )


def _asks(
    request: HttpRequest,
    study: Retrospective,
    account: Account | None,
    context: dict[str, Any],
    form: EntryForm,
    *,
    editing: AccountEntry | None = None,
) -> HttpResponse:
    if wants_json(request):
        sentence = next((str(error) for errors in form.errors.values() for error in errors), "")
        return JsonResponse({"code": "asks", "sentence": sentence}, status=422)
    return _page(request, study, account, context, editing=str(editing.pk) if editing else "", form=form, status=422)


def _refused(
    request: HttpRequest,
    study: Retrospective,
    account: Account | None,
    context: dict[str, Any],
    form: EntryForm,
    refusal: Refusal,
    *,
    editing: AccountEntry | None = None,
    status: int = 422,
) -> HttpResponse:
    if wants_json(request):
        answer = {"code": refusal.code, "sentence": refusal.sentence}
        if isinstance(refusal, SavedElsewhere):
            answer["number"] = str(refusal.entry.number)
            answer["url"] = reverse("my-account-entry", args=[study.pk, refusal.entry.pk])
        return JsonResponse(answer, status=status)
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return _page(request, study, account, context, editing=str(editing.pk) if editing else "", form=form, status=status)
