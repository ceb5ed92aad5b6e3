"""Each step of the ladder: what would change is shown first, then it is one press, and taking it back is another."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secondstory.firsthand.actions.share import (
    height,
    keep_back,
    outlook,
    share_account,
    share_entry,
    take_back,
    take_back_entry,
)
from secondstory.firsthand.actions.withdraw import take_up_account, withdraw_account
from secondstory.firsthand.models import LADDER, Rung
from secondstory.firsthand.queries import own_account
from secondstory.firsthand.readers import readers_of_account
from secondstory.firsthand.views.frame import my_account, my_entry, private, show, study_for, to
from secondstory.people.refusals import Conflict, Refusal
from secondstory.ui.me import me


def _target(request: HttpRequest) -> Rung:
    asked = request.POST.get("to") or request.GET.get("to") or ""
    if asked not in Rung.values:
        raise Refusal("Share it with the facilitator, or with the people in this story.", code="unknown_rung")
    return Rung(asked)


@private
@require_http_methods(["GET", "POST"])
def rung(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """GET ``?to=``: what would be read, and by whom. POST: take that step, up or down."""
    study, context = study_for(request, study_id)
    account, target, user = my_account(request, study), _target(request), me(request)
    if request.method == "POST":
        if target == Rung.ONLY_ME or (height(target) < height(account.rung) and request.POST.get("way") == "down"):
            take_back(account, target, by=user)
            messages.success(request, "Taken back, everywhere and at once.")
        else:
            try:
                share_account(account, target, by=user, seen=request.POST.get("seen"))
            except Conflict as conflict:
                messages.warning(request, conflict.sentence)
                return to("my-account-rung", study.pk, query=f"to={target}")
            messages.success(
                request, "Shared, in the words of this moment. What you write from now on is yours alone again."
            )
        return to("my-account", study.pk, anchor="readers")
    whole = own_account(account, user)
    goes = [one for one in whole.everything if not one.entry.kept_back]
    context |= {
        "account": account,
        "whole": whole,
        "target": target,
        "goes": goes,
        "seen": outlook(account, [one.entry for one in goes]),
        "stays": [one for one in whole.everything if one.entry.kept_back],
        "down": height(target) < height(account.rung),
        "lower": [step for step in LADDER if height(step) < height(account.rung)],
        "readers": readers_of_account(study, account, user),
        "quotes": [q for one in whole.everything for q in one.quotes if q.quote.state == "approved"],
    }
    return show(request, "share.html", context)


@private
@require_POST
def entry_rung(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    """One entry goes its own way: up to ``to``, or down to it."""
    study, _ = study_for(request, study_id)
    found, target = my_entry(request, study, entry_id), _target(request)
    if target == Rung.ONLY_ME or height(target) < height(found.rung):
        take_back_entry(found, target, by=me(request))
        messages.success(request, "Taken back, everywhere and at once.")
    else:
        try:
            share_entry(found, target, by=me(request), seen=request.POST.get("seen"))
        except Conflict as conflict:
            messages.warning(request, conflict.sentence)
        else:
            messages.success(request, "Shared, in the words of this moment.")
    return to("my-account-entry", study.pk, found.pk)


@private
@require_POST
def entry_keeping(request: HttpRequest, study_id: UUID, entry_id: UUID) -> HttpResponse:
    study, _ = study_for(request, study_id)
    found = keep_back(my_entry(request, study, entry_id), request.POST.get("kept") == "yes", by=me(request))
    return to("my-account", study.pk, anchor=f"entry-{found.pk}")


@private
@require_http_methods(["GET", "POST"])
def withdrawal(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """GET asks once more; POST withdraws, and with ``erase`` empties every version for good."""
    study, context = study_for(request, study_id)
    account, user = my_account(request, study), me(request)
    if request.method == "POST":
        erase = request.POST.get("erase") == "yes"
        withdraw_account(account, by=user, erase=erase)
        messages.success(
            request,
            "Withdrawn and deleted." if erase else "Withdrawn. Nobody reads it any more; you can take it up again.",
        )
        return to("my-accounts") if context.get("has_left") or erase else to("my-account", study.pk)
    whole = own_account(account, user)
    context |= {
        "account": account,
        "quotes": [q for one in whole.everything for q in one.quotes if q.quote.state == "approved"],
    }
    return show(request, "withdraw.html", context)


@private
@require_POST
def return_(request: HttpRequest, study_id: UUID) -> HttpResponse:
    study, _ = study_for(request, study_id)
    take_up_account(my_account(request, study), by=me(request))
    return to("my-account", study.pk)
