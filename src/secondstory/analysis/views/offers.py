"""One's own 'ask me about this', everywhere; on a question; and taking it back."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from secondstory.analysis.actions.offer_to_talk import take_back_offer
from secondstory.analysis.models import OfferToTalk
from secondstory.analysis.offered_elsewhere import offered_elsewhere
from secondstory.analysis.views.offered import address_of, take_offer
from secondstory.analysis.views.questions import get_question, question_page
from secondstory.people.refusals import NotFound
from secondstory.ui.me import me


@login_required
@require_GET
def offers(request: HttpRequest) -> HttpResponse:
    """To look over and take back; also those on what one no longer reads, without its words."""
    user = me(request)
    own = OfferToTalk.objects.filter(person=user).select_related("mystery", "work_note", "cue").order_by("pk")
    read = set(OfferToTalk.objects.visible_to(user).filter(person=user).values_list("pk", flat=True))
    things = [(one, one.mystery or one.work_note or one.cue) for one in own]
    rows = [(one, address_of(thing) if thing and one.pk in read else "") for one, thing in things]
    return render(request, "analysis/offers.html", {"offers": rows, "elsewhere": offered_elsewhere(user)})


@login_required
@require_POST
def question_offer(request: HttpRequest, question_id: UUID) -> HttpResponse:
    mystery = get_question(me(request), question_id)
    return take_offer(request, mystery, partial(question_page, request, mystery))


@login_required
@require_POST
def removal(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    found = OfferToTalk.objects.select_related("mystery", "work_note", "cue").filter(pk=offer_id).first()
    if found is None:
        raise NotFound()
    thing = found.mystery or found.work_note or found.cue
    reads = OfferToTalk.objects.visible_to(me(request)).filter(pk=found.pk).exists()
    take_back_offer(found, by=me(request))
    messages.success(request, "Your name does not stand there any more.")
    return redirect(address_of(thing) if thing and reads else "offers")
