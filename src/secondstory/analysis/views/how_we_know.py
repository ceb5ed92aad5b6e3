"""In which ways a work note is known: added and taken out on its page."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from secondstory.analysis.actions.how_we_know import add_way, remove_way
from secondstory.analysis.forms.how_we_know import WayForm
from secondstory.analysis.models import HowWeKnow
from secondstory.analysis.views.known import WORK, known_page
from secondstory.people.refusals import NotFound
from secondstory.ui.attempt import is_kept
from secondstory.ui.me import me


@login_required
@require_POST
def add(request: HttpRequest, thing_id: UUID) -> HttpResponse:
    user = me(request)
    note = WORK.get(user, thing_id)
    form = WayForm(request.POST, auto_id="way-%s")
    told = form.cleaned_data if form.is_valid() else {}
    if is_kept(form, lambda: add_way(note, by=user, **told)):
        return redirect(f"{reverse('work-note', args=[note.pk])}#ways")
    return known_page(request, note, WORK, {"way_form": form})


@login_required
@require_POST
def removal(request: HttpRequest, thing_id: UUID, way_id: UUID) -> HttpResponse:
    user = me(request)
    note = WORK.get(user, thing_id)
    way = HowWeKnow.objects.filter(note=note, pk=way_id).select_related("note__retrospective").first()
    if way is None:
        raise NotFound()
    remove_way(way, by=user)
    return redirect(f"{reverse('work-note', args=[note.pk])}#ways")
