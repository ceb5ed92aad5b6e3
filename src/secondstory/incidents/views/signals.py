from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.incidents.actions.group_signals import group_signals
from secondstory.incidents.actions.keep_watching import keep_watching
from secondstory.incidents.actions.promote import promote
from secondstory.incidents.actions.raise_signal import raise_signal
from secondstory.incidents.actions.reply_to_signal import reply_to_signal
from secondstory.incidents.actions.rest_signal import rest_signal
from secondstory.incidents.audiences import readers_in_words
from secondstory.incidents.forms import NoteForm, PromotionForm, ReplyForm, SignalForm, sentences_of
from secondstory.incidents.keyset import page
from secondstory.incidents.models import Incident, Note, Signal
from secondstory.incidents.views.frame import one, own_zone, some, to
from secondstory.incidents.views.notes import usual_readers, usual_signal_readers
from secondstory.people.models import Person
from secondstory.ui.attempt import attempt
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def signals(request: HttpRequest) -> HttpResponse:
    user = me(request)
    form = SignalForm(
        request.POST if request.method == "POST" else None, zone=own_zone(user), usual=usual_signal_readers(user)
    )
    if request.method == "POST":
        signal = attempt(form, lambda: _raise(form, user))
        if signal is not None:
            messages.success(request, "The signal is raised. It will get a word back.")
            return to("signals", anchor=f"signal-{signal.pk}")
    return _list(request, form)


def _list(request: HttpRequest, form: SignalForm, *, ask: str = "", status: int = 200) -> HttpResponse:
    user = me(request)
    rows = Signal.objects.visible_to(user).knowing_group_of(user).select_related("team", "group", "incident")
    return render(
        request,
        "incidents/signals.html",
        {
            "page": page(rows, request.GET, by="seen_at"),
            "form": form,
            "ask": ask,
            "group_title": request.POST.get("title", ""),
            "chosen": request.POST.getlist("signals"),
            "zone": own_zone(user),
            "readers": usual_signal_readers(user),
        },
        status=422 if form.errors else status,
    )


def _raise(form: SignalForm, user: Person) -> Signal:
    given = form.cleaned_data
    return raise_signal(
        given["text"],
        by=user,
        kind=given["kind"],
        seen=given["seen"],
        audience=given["audience"],
        anonymous=given["anonymous"],
        client_id=given["client_id"],
    )


def _signal(request: HttpRequest, signal_id: UUID) -> Signal:
    return one(Signal, me(request), signal_id, "team", "group", "incident")


def _page(request: HttpRequest, signal: Signal, **forms: Any) -> HttpResponse:
    user = me(request)
    asked = any(form.errors for form in forms.values())
    group = Signal.objects.visible_to(user).filter(group=signal.group).exclude(pk=signal.pk).newest_first()
    context = {
        "signal": signal,
        "incident": Incident.objects.visible_to(user).filter(signals=signal).first(),
        "mine": signal.reporter_id == user.pk,
        "services": signal.services.all(),
        "notes": Note.objects.visible_to(user).filter(signal=signal).select_related("team").newest_first(),
        "beside": group[:20] if signal.group_id else [],
        "reads_group": any(
            vars(one)["reads_group"] for one in Signal.objects.knowing_group_of(user).filter(pk=signal.pk)
        ),
        "zone": own_zone(user),
        "readers": readers_in_words(signal.audience, signal.team),
        "note_form": NoteForm(auto_id="note_%s", usual=usual_readers(user)),
        "note_readers_here": usual_readers(user),
        "reply": ReplyForm(auto_id="reply_%s"),
        "promotion": PromotionForm(initial={"title": signal.text[:200], "kind": _kind(signal)}, auto_id="promotion_%s"),
        **forms,
    }
    return render(request, "incidents/signal.html", context, status=422 if asked else 200)


def _kind(signal: Signal) -> str:
    return "incident" if signal.kind == "weak_signal" else signal.kind


@login_required
@require_GET
def signal(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    return _page(request, _signal(request, signal_id))


def _answer(request: HttpRequest, signal_id: UUID, write: Callable[[Signal, str, Person], Signal]) -> HttpResponse:
    found = _signal(request, signal_id)
    form = ReplyForm(request.POST, auto_id="reply_%s")
    if attempt(form, lambda: write(found, form.cleaned_data["reply"], me(request))) is None:
        return _page(request, found, reply=form)
    return to("signal", found.pk)


@login_required
@require_POST
def reply(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    return _answer(request, signal_id, lambda found, text, by: reply_to_signal(found, text, by=by))


@login_required
@require_POST
def watch(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    return _answer(request, signal_id, lambda found, text, by: keep_watching(found, by=by, reply=text))


@login_required
@require_POST
def rest(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    return _answer(request, signal_id, lambda found, text, by: rest_signal(found, by=by, reply=text))


@login_required
@require_POST
def incident_of(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    found = _signal(request, signal_id)
    form = PromotionForm(request.POST, auto_id="promotion_%s")
    given = attempt(
        form,
        lambda: promote([found], by=me(request), title=form.cleaned_data["title"], kind=form.cleaned_data["kind"]),
    )
    return to("incident", given.pk) if given else _page(request, found, promotion=form)


@login_required
@require_POST
def groups(request: HttpRequest) -> HttpResponse:
    """Several signals put together, or made one incident (``become=incident``)."""
    user = me(request)
    chosen = some(Signal, user, request.POST.getlist("signals"))
    form = PromotionForm({"title": request.POST.get("title", "")})

    if request.POST.get("become") == "incident":
        incident = attempt(form, lambda: promote(chosen, by=user, title=form.cleaned_data["title"]))
        if incident is not None:
            return to("incident", incident.pk)
    else:
        group = attempt(form, lambda: group_signals(chosen, by=user, title=form.cleaned_data["title"]))
        if group is not None:
            messages.success(request, "These signals now stand together.")
            return to("signals", anchor=f"signal-{chosen[0].pk}")
    return _list(
        request, SignalForm(zone=own_zone(user), usual=usual_signal_readers(user)), ask=sentences_of(form), status=422
    )
