"""Saying what a study took, keeping hours for oneself, and saying whether one has room."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.hours.actions.keep import keep_own_time, take_own_time_out
from secondstory.hours.actions.room import take_room_back, tell_room
from secondstory.hours.actions.tell import tell_time
from secondstory.hours.forms import LetterForm, OwnTimeForm, RoomForm, StudyTimeForm
from secondstory.hours.letter import letter, to_markdown
from secondstory.hours.models import OwnTime, Room
from secondstory.hours.policies import check_can_tell_time
from secondstory.hours.queries import own_times, room_of, took
from secondstory.hours.words import days
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import is_kept
from secondstory.ui.forms import Form, knowing, unless_changed
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def of_study(request: HttpRequest, study_id: UUID) -> HttpResponse:
    person = me(request)
    study = get_study(person, study_id)
    check_can_tell_time(study, person)

    def now() -> dict[str, object]:
        return StudyTimeForm.said(study, took(study).enough)

    form = knowing(StudyTimeForm(request.POST if request.method == "POST" else None, initial=now()), now())

    def write() -> None:
        tell_time(study, form.quarters, enough=form.cleaned_data["enough"], by=person)

    if form.is_bound and is_kept(form, lambda: unless_changed(form, now, write)):
        messages.success(request, "It is kept.")
        return redirect("study", study.pk)
    context = {"form": form, "took": took(study), **frame(study, current="capture")}
    return render(request, "hours/of_study.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """One's own hours, for one's own eyes."""
    person = me(request)
    form = OwnTimeForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    if form.is_bound and is_kept(form, lambda: keep_own_time(**form.cleaned_data, by=person)):
        messages.success(request, "It is kept, for you alone.")
        return redirect("my-hours")
    return _mine(request, person, time_form=form) if form.is_bound else _mine(request, person)


def _mine(request: HttpRequest, person: Person, **bound: Form) -> HttpResponse:
    room = Room.objects.filter(person=person).first()
    context = {
        "times": [(one, days(one.quarters)) for one in own_times(person)[:200]],
        "room": room,
        "room_says": room_of(room, timezone.localdate()) if room else "",
        "time_form": OwnTimeForm(initial={"on": timezone.localdate()}),
        "room_form": RoomForm(initial=RoomForm.said(room), auto_id="room-%s"),
        **bound,
    }
    return render(request, "hours/mine.html", context, status=422 if bound else 200)


@login_required
@require_POST
def removal(request: HttpRequest, time_id: UUID) -> HttpResponse:
    found = OwnTime.objects.visible_to(request.user).filter(pk=time_id).first()
    if found is None:
        raise NotFound()
    take_own_time_out(found, by=me(request))
    return redirect("my-hours")


@login_required
@require_POST
def room(request: HttpRequest) -> HttpResponse:
    person = me(request)
    form = RoomForm(request.POST, auto_id="room-%s")
    if is_kept(form, lambda: tell_room(**form.cleaned_data, by=person)):
        messages.success(request, "It is shown where somebody looks for a facilitator.")
        return redirect("my-hours")
    return _mine(request, person, room_form=form)


@login_required
@require_POST
def no_room(request: HttpRequest) -> HttpResponse:
    take_room_back(by=me(request))
    messages.success(request, "Nothing is said of your room any more.")
    return redirect("my-hours")


@login_required
@require_GET
def letter_page(request: HttpRequest) -> HttpResponse:
    form = LetterForm(request.GET or None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    told = letter(me(request), given.get("since"), given.get("to"))
    lines = [(one, days(one.quarters)) for one in told.lines]
    context = {"letter": told, "lines": lines, "form": form, "query": request.GET.urlencode()}
    return render(request, "hours/letter.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def letter_as_markdown(request: HttpRequest) -> HttpResponse:
    form = LetterForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    told = letter(me(request), given.get("since"), given.get("to"))
    answer = HttpResponse(to_markdown(told), content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="the-work-i-did.md"'
    answer["Cache-Control"] = "private, no-store"
    return answer
