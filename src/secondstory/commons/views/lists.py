"""Reading lists: those one reads, one of them, and putting something on it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.commons.actions.follow_list import follow_list, let_list_go
from secondstory.commons.actions.keep_list import (
    add_to_list,
    begin_list,
    change_list,
    move_on_list,
    open_line,
    take_line_back,
    take_off_list,
)
from secondstory.commons.forms import AddForm, ItemForm, ListForm
from secondstory.commons.lists import kept_by, readers_of, whose
from secondstory.commons.models import ListFollowing, ReadingItem, ReadingLine, ReadingList
from secondstory.commons.policies import can_keep_list, check_can_keep_list
from secondstory.commons.to_read import found_at, seen
from secondstory.commons.views.frame import HERE, teams_of
from secondstory.incidents.keyset import page
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import attempt, is_kept
from secondstory.ui.forms import Form, knowing, unless_changed
from secondstory.ui.me import me


@login_required
@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """Those one follows first, then all that one reads."""
    user = me(request)
    following = ListFollowing.objects.filter(reading_list_id=OuterRef("pk"), created_by=user)
    rows = ReadingList.objects.visible_to(user).select_related("created_by", "kept_by", "team")
    followed = rows.filter(Exists(following)).order_by("title", "pk")[:50]
    shown = page(rows, request.GET, by="created_at")
    context = {
        "followed": [(one, whose(one)) for one in followed],
        "rows": [(one, whose(one), readers_of(one)) for one in shown.rows],
        "page": shown,
        **HERE,
    }
    return render(request, "commons/lists.html", context)


def _find(request: HttpRequest, list_id: UUID) -> ReadingList:
    rows = ReadingList.objects.visible_to(me(request)).select_related("created_by", "kept_by", "team")
    found = rows.filter(pk=list_id).first()
    if found is None:
        raise NotFound()
    return found


def _form(user: Person, data: Any = None, *, of: ReadingList | None = None, **told: Any) -> ListForm:
    return ListForm(data, teams=teams_of(user, of.team if of else None), own=teams_of(user), **told)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    user = me(request)
    first = {"audience": "organization"}
    form = _form(user, request.POST if request.method == "POST" else None, initial=first)

    def begin() -> ReadingList:
        told = form.cleaned_data
        return begin_list(told["title"], about=told["about"], by=user, kept_by=form.keeper, **form.circle)

    if form.is_bound and (made := attempt(form, begin)):
        messages.success(request, "The list is begun. What would you put on it first?")
        return redirect("reading-list", made.pk)
    return render(request, "commons/list_words.html", {"form": form, **HERE}, status=422 if form.errors else 200)


@login_required
@require_GET
def reading_list(request: HttpRequest, list_id: UUID) -> HttpResponse:
    return _page(request, _find(request, list_id))


def _items(found: ReadingList, user: Person) -> list[ReadingItem]:
    """Those that this person may read, in order."""
    items = list(ReadingItem.objects.filter(reading_list=found))
    known = seen(items, user)
    return [one for one in items if one.pk in known]


def _page(request: HttpRequest, found: ReadingList, **bound: Form) -> HttpResponse:
    user = me(request)
    items = list(ReadingItem.objects.filter(reading_list=found))
    known = seen(items, user)
    may_keep = can_keep_list(found, user)
    lines: dict[UUID, list[ReadingLine]] = defaultdict(list)
    for line in ReadingLine.objects.filter(item__in=known).for_readers(user).select_related("created_by", "for_team"):
        lines[line.item_id].append(line)
    context = {
        "list": found,
        "items": [(one, known[one.pk], lines[one.pk]) for one in items if one.pk in known],
        "me": user.pk,
        "whose": whose(found),
        "who": readers_of(found),
        "may_keep": may_keep,
        "follows": ListFollowing.objects.filter(reading_list=found, created_by=user).exists(),
        **({"form": ItemForm(auto_id="item-%s")} if may_keep else {}),
        **bound,
        **HERE,
    }
    return render(request, "commons/list.html", context, status=422 if bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def list_words(request: HttpRequest, list_id: UUID) -> HttpResponse:
    user, found = me(request), _find(request, list_id)
    check_can_keep_list(found, user)

    def now() -> dict[str, Any]:
        return ListForm.shown(_find(request, list_id))

    form = knowing(_form(user, request.POST if request.method == "POST" else None, of=found, initial=now()), now())

    def change() -> object:
        told = form.cleaned_data
        return change_list(found, told["title"], about=told["about"], by=user, kept_by=form.keeper, **form.circle)

    if form.is_bound and is_kept(form, lambda: unless_changed(form, now, change)):
        messages.success(request, "It is kept.")
        return redirect("reading-list", found.pk)
    context = {"form": form, "list": found, **HERE}
    return render(request, "commons/list_words.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def items(request: HttpRequest, list_id: UUID) -> HttpResponse:
    found, form = _find(request, list_id), ItemForm(request.POST, auto_id="item-%s")
    if is_kept(form, lambda: add_to_list(found, by=me(request), **form.cleaned_data)):
        messages.success(request, "It stands at the end of the list.")
        return redirect("reading-list", found.pk)
    return _page(request, found, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def adding(request: HttpRequest) -> HttpResponse:
    """What one was looking at, on a list that one keeps."""
    user = me(request)
    address = (request.POST if request.method == "POST" else request.GET).get("address", "")
    what = found_at(address, user)
    if what is None:
        raise NotFound()
    own = list(ReadingList.objects.filter(kept_by(user)).visible_to(user).order_by("title", "pk")[:200])
    form = AddForm(request.POST if request.method == "POST" else None, lists=own, initial={"address": address})

    def add() -> ReadingItem:
        told = form.cleaned_data
        return add_to_list(form.by_key[told["reading_list"]], by=user, address=told["address"], why=told["why"])

    if form.is_bound and (made := attempt(form, add)):
        messages.success(request, "It stands at the end of the list.")
        return redirect("reading-list", made.reading_list_id)
    # As it would be shown: a row that is not stored.
    row = ReadingItem(**what)
    context = {"form": form if own else None, "what": seen([row], user)[row.pk], **HERE}
    return render(request, "commons/adding.html", context, status=422 if form.errors else 200)


def _item(request: HttpRequest, item_id: UUID) -> ReadingItem:
    """One of a list that this person reads, and which they may read itself."""
    user = me(request)
    found = ReadingItem.objects.select_related("reading_list").filter(pk=item_id).first()
    if found is None or not ReadingList.objects.visible_to(user).filter(pk=found.reading_list_id).exists():
        raise NotFound()
    if found.pk not in seen([found], user):
        raise NotFound()
    return found


@login_required
@require_POST
def item_place(request: HttpRequest, item_id: UUID) -> HttpResponse:
    user, found = me(request), _item(request, item_id)
    among = _items(found.reading_list, user)
    move_on_list(found, up=request.POST.get("to") == "up", by=user, among=among)
    return redirect("reading-list", found.reading_list_id)


@login_required
@require_POST
def no_item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    found = _item(request, item_id)
    take_off_list(found, by=me(request))
    messages.success(request, "It is off the list.")
    return redirect("reading-list", found.reading_list_id)


def _own_line(request: HttpRequest, line_id: UUID) -> ReadingLine:
    """Also of a list that its author reads no longer: the words stay theirs."""
    rows = ReadingLine.objects.select_related("item__reading_list").filter(pk=line_id, created_by=me(request))
    found = rows.first()
    if found is None:
        raise NotFound()
    return found


def _back(request: HttpRequest, line: ReadingLine) -> HttpResponse:
    here = ReadingList.objects.visible_to(me(request)).filter(pk=line.item.reading_list_id)
    return redirect("reading-list", line.item.reading_list_id) if here.exists() else redirect("reading-lists")


@login_required
@require_POST
def line_opening(request: HttpRequest, line_id: UUID) -> HttpResponse:
    found = _own_line(request, line_id)
    open_line(found, by=me(request))
    messages.success(request, "Whoever reads the list reads your line, too.")
    return _back(request, found)


@login_required
@require_POST
def no_line(request: HttpRequest, line_id: UUID) -> HttpResponse:
    found = _own_line(request, line_id)
    take_line_back(found, by=me(request))
    messages.success(request, "Your line is gone.")
    return _back(request, found)


@login_required
@require_POST
def following(request: HttpRequest, list_id: UUID) -> HttpResponse:
    found = _find(request, list_id)
    if request.POST.get("to") == "let-go":
        let_list_go(found, by=me(request))
        messages.success(request, "It stands in the library for you no longer.")
    else:
        follow_list(found, by=me(request))
        messages.success(request, "You find it in the library from now on.")
    return redirect("reading-list", found.pk)
