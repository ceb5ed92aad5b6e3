"""'Ask me about this', under a published text."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.actions.invite_questions import invite_questions, take_back_invitation
from secondstory.publishing.forms import AskMeForm
from secondstory.publishing.models import Publication
from secondstory.publishing.views.library import addressed, show
from secondstory.ui.me import me


@login_required
@require_POST
def invitation(request: HttpRequest, slug: str) -> HttpResponse:
    found = addressed(request, slug)
    form = AskMeForm(request.POST)
    if form.is_valid():
        try:
            invite_questions(found, form.cleaned_data["about"], by=me(request))
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(
                request, "Colleagues who read this see that they may ask you. Take it back here at any time."
            )
            return _back(found)
    return show(request, found, inviting=form, status=422)


@login_required
@require_POST
def no_invitation(request: HttpRequest, slug: str) -> HttpResponse:
    found = addressed(request, slug)
    take_back_invitation(found, by=me(request))
    messages.success(request, "Your name does not stand here any more.")
    return _back(found)


def _back(publication: Publication) -> HttpResponse:
    return redirect(reverse("publication", args=[publication.slug]) + "#ask")
