"""Reading groups, what they read and when, and the notes of a reading."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.commons.actions.read_together import (
    begin_group,
    change_group,
    change_reading,
    join_group,
    leave_group,
    plan_reading,
)
from secondstory.commons.actions.say import say_about
from secondstory.commons.calendar_file import as_calendar
from secondstory.commons.conversation import Named, spot
from secondstory.commons.forms import ChangeReadingForm, GroupForm, PlanForm, SayForm
from secondstory.commons.models import Discussion, GroupMembership, Reading, ReadingGroup
from secondstory.commons.policies import can_keep_group, check_can_keep_group
from secondstory.commons.to_read import seen
from secondstory.commons.views.frame import HERE, teams_of, zone
from secondstory.commons.views.talking import conversation
from secondstory.incidents.audiences import readers_in_words
from secondstory.incidents.keyset import page
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import attempt, is_kept
from secondstory.ui.forms import Form, knowing, unless_changed
from secondstory.ui.me import me


@login_required
@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """All that this person reads, and what is read next."""
    user = me(request)
    shown = page(ReadingGroup.objects.visible_to(user).select_related("team"), request.GET, by="created_at")
    own = set(GroupMembership.objects.filter(person=user).values_list("group_id", flat=True))
    coming = Reading.objects.visible_to(user).filter(at__gte=timezone.now(), is_off=False).select_related("group")
    ahead = list(coming.order_by("at", "id")[:10])
    known = seen(ahead, user)
    context = {
        "rows": [(one, readers_in_words(one.audience, one.team), one.pk in own) for one in shown.rows],
        "page": shown,
        "ahead": [(one, known.get(one.pk)) for one in ahead],
        "zone": zone(),
        **HERE,
    }
    return render(request, "commons/groups.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    user = me(request)
    first = {"audience": "organization"}
    form = GroupForm(request.POST if request.method == "POST" else None, teams=teams_of(user), initial=first)

    def begin() -> ReadingGroup:
        return begin_group(form.cleaned_data["name"], about=form.cleaned_data["about"], by=user, **form.circle)

    if form.is_bound and (made := attempt(form, begin)):
        messages.success(request, "The group is begun, and you are in it. What do you read first?")
        return redirect("reading-group", made.pk)
    return render(request, "commons/group_words.html", {"form": form, **HERE}, status=422 if form.errors else 200)


def _find(request: HttpRequest, group_id: UUID) -> ReadingGroup:
    found = ReadingGroup.objects.visible_to(me(request)).select_related("team").filter(pk=group_id).first()
    if found is None:
        raise NotFound()
    return found


@login_required
@require_GET
def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    return _page(request, _find(request, group_id))


def _page(request: HttpRequest, found: ReadingGroup, **bound: Form) -> HttpResponse:
    user, where = me(request), zone()
    shown = page(Reading.objects.filter(group=found), request.GET, by="at")
    known = seen(shown.rows, user)
    people = [one.person for one in found.memberships.filter(person__is_active=True).select_related("person")]
    is_in = user in people
    context = {
        "group": found,
        "readings": [(one, known.get(one.pk)) for one in shown.rows],
        "page": shown,
        "people": people,
        "is_in": is_in,
        "who": readers_in_words(found.audience, found.team),
        "zone": where,
        **({"form": PlanForm(zone=where, auto_id="plan-%s")} if is_in else {}),
        **bound,
        **HERE,
    }
    return render(request, "commons/group.html", context, status=422 if bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def group_words(request: HttpRequest, group_id: UUID) -> HttpResponse:
    user, found = me(request), _find(request, group_id)
    check_can_keep_group(found, user)

    def now() -> dict[str, Any]:
        return GroupForm.shown(_find(request, group_id))

    data = request.POST if request.method == "POST" else None
    form = knowing(GroupForm(data, teams=teams_of(user, found.team), initial=now()), now())

    def change() -> object:
        told = form.cleaned_data
        return change_group(found, told["name"], about=told["about"], by=user, **form.circle)

    if form.is_bound and is_kept(form, lambda: unless_changed(form, now, change)):
        messages.success(request, "It is kept.")
        return redirect("reading-group", found.pk)
    context = {"form": form, "group": found, **HERE}
    return render(request, "commons/group_words.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def membership(request: HttpRequest, group_id: UUID) -> HttpResponse:
    found = _find(request, group_id)
    if request.POST.get("to") == "leave":
        leave_group(found, by=me(request))
        messages.success(request, "You are in this group no longer. Join again at any time.")
    else:
        join_group(found, by=me(request))
        messages.success(request, "You are in this group.")
    return redirect("reading-group", found.pk)


@login_required
@require_POST
def readings(request: HttpRequest, group_id: UUID) -> HttpResponse:
    found = _find(request, group_id)
    form = PlanForm(request.POST, zone=zone(), auto_id="plan-%s")

    def plan() -> Reading:
        told = form.cleaned_data
        what = {name: told[name] for name in ("address", "title", "author")}
        return plan_reading(found, by=me(request), **what, **form.told)

    if made := attempt(form, plan):
        messages.success(request, "It is planned. Its page has a file for your calendar.")
        return redirect("reading", made.pk)
    check_can_keep_group(found, me(request))
    return _page(request, found, form=form)


def _reading(request: HttpRequest, reading_id: UUID) -> Reading:
    rows = Reading.objects.visible_to(me(request)).select_related("group__team")
    found = rows.filter(pk=reading_id).first()
    if found is None:
        raise NotFound()
    return found


@login_required
@require_http_methods(["GET", "POST"])
def reading(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """What is read, when and where; and the notes, to which anybody who reads this page adds."""
    user, found = me(request), _reading(request, reading_id)
    form = SayForm(request.POST if request.method == "POST" else None)
    if form.is_bound and (made := attempt(form, lambda: say_about(found, form.cleaned_data["text"], by=user))):
        messages.success(request, "Your note stands here. You can change it or take it back at any time.")
        return redirect(spot(made, Named("", "", reverse("reading", args=[found.pk]))))
    context = {
        "reading": found,
        "what": seen([found], user).get(found.pk),
        "who": readers_in_words(found.group.audience, found.group.team),
        "may_keep": can_keep_group(found.group, user),
        "zone": zone(),
        "form": form,
        **conversation(request, Discussion.objects.filter(reading=found).first()),
        **HERE,
    }
    return render(request, "commons/reading.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def reading_words(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    user, found, where = me(request), _reading(request, reading_id), zone()
    check_can_keep_group(found.group, user)

    def now() -> dict[str, Any]:
        return ChangeReadingForm.shown(_reading(request, reading_id), where)

    data = request.POST if request.method == "POST" else None
    form = knowing(ChangeReadingForm(data, zone=where, initial=now()), now())

    def change() -> object:
        return change_reading(found, by=user, is_off=form.cleaned_data["is_off"], **form.told)

    if form.is_bound and is_kept(form, lambda: unless_changed(form, now, change)):
        messages.success(request, "It is kept. Who has the file in a calendar takes the new one.")
        return redirect("reading", found.pk)
    context = {"form": form, "reading": found, "what": seen([found], user).get(found.pk), **HERE}
    return render(request, "commons/reading_words.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def calendar(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """What this person may read of it, as a file for their calendar."""
    found = _reading(request, reading_id)
    what = seen([found], me(request)).get(found.pk)
    about = "\n".join(filter(None, [*((what.title, what.by) if what else ()), found.why]))
    text = as_calendar(
        uid=f"{found.pk}@{request.get_host()}",
        title=found.group.name,
        at=found.at,
        minutes=found.minutes,
        where=found.where,
        about=about,
        url=request.build_absolute_uri(reverse("reading", args=[found.pk])),
        number=found.changed,
        stamped=found.created_at,
        is_off=found.is_off,
    )
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="reading.ics"'
    return answer
