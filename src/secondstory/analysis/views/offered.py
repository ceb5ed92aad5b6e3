"""'Ask me about this' on a page: what is shown of it, and offering oneself there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from secondstory.analysis.actions.offer_to_talk import Subject, offer_to_talk
from secondstory.analysis.forms.questions import OfferForm
from secondstory.analysis.models import Cue, Mystery, WorkNote
from secondstory.analysis.views.telling import tell_form
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.forms import Form
from secondstory.ui.me import me

ADDRESSES: dict[type[Subject], str] = {Mystery: "question", WorkNote: "work-note", Cue: "cue"}
# The page again, with a form that came back.
Again: TypeAlias = Callable[[dict[str, Form]], HttpResponse]


def offers_on(thing: Subject, user: Person) -> dict[str, Any]:
    """For whoever reads ``thing``: it came through the one door."""
    offers = list(thing.offers.filter(person__is_active=True).in_order())
    own = next((one for one in offers if one.person_id == user.pk), None)
    return {
        "offers": offers,
        "own_offer": own,
        "offer_form": OfferForm(initial={"about": own.about if own else ""}, auto_id="offer-%s"),
        "offer_address": reverse(f"{ADDRESSES[type(thing)]}-offer", args=[thing.pk]),
    }


def address_of(thing: Subject) -> str:
    return reverse(ADDRESSES[type(thing)], args=[thing.pk]) + "#ask-me"


def take_offer(request: HttpRequest, thing: Subject, again: Again) -> HttpResponse:
    form = OfferForm(request.POST, auto_id="offer-%s")
    if form.is_valid():
        try:
            offer_to_talk(thing, form.cleaned_data["about"], by=me(request))
        except NotFound:
            raise
        except Refusal as refusal:
            tell_form(form, refusal)
        else:
            messages.success(
                request, "Colleagues who read this see that they may ask you. Take it back here at any time."
            )
            return redirect(address_of(thing))
    return again({"offer_form": form})
