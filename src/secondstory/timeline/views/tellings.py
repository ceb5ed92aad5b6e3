"""What the facilitator decides about a shared entry of somebody's account."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from secondstory.firsthand.models import AccountEntry, Rung
from secondstory.firsthand.queries import tellings_of
from secondstory.incidents.policies import check_can_analyse
from secondstory.people.refusals import NotFound
from secondstory.timeline.actions.place import place_telling
from secondstory.timeline.models import Entry
from secondstory.timeline.views.frame import back_to, show, study_of
from secondstory.ui.me import me


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def placement(request: HttpRequest, study_id: UUID, told_id: UUID) -> HttpResponse:
    """GET asks which entry tells the same; POST agrees, links or leaves (``state``)."""
    study, user = study_of(request, study_id), me(request)
    rows = AccountEntry.objects.shared_with(user).filter(
        pk=told_id, account__retrospective=study, rung=Rung.PARTICIPANTS
    )
    found = rows.select_related("account__participant__person").first()
    if found is None:
        raise NotFound()
    check_can_analyse(study, user)
    if request.method == "POST":
        chosen = _entry(study.pk, request.POST.get("entry", ""))
        place_telling(found, request.POST.get("state", ""), by=user, entry=chosen)
        return back_to(study, f"entry-{chosen.pk if chosen else found.pk}")
    told = next((one for one in tellings_of(found.account, user) if one.id == found.pk), None)
    if told is None:  # taken back between the two questions
        raise NotFound()
    choices = list(Entry.objects.visible_to(user).filter(retrospective=study).in_order())
    return show(request, "place.html", study, told=told, choices=choices)


def _entry(study_id: UUID, typed: str) -> Entry | None:
    try:
        return Entry.objects.filter(retrospective_id=study_id, pk=UUID(typed)).first()
    except ValueError:
        return None
