"""How people talk here, and what waits for those who look after it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.commons import conversation as seen
from secondstory.commons.actions.conduct import ask_to_moderate, release_moderator, write_conduct
from secondstory.commons.conduct import BUILT_IN, words
from secondstory.commons.forms import ConductForm, ModeratorForm
from secondstory.commons.models import Concern, ConductVersion, Moderator, Remark
from secondstory.commons.policies import is_moderator, moderators
from secondstory.commons.views.frame import HERE
from secondstory.incidents.keyset import page
from secondstory.organization.policies import can_steward
from secondstory.people.models import Person
from secondstory.people.refusals import NotAllowed, NotFound
from secondstory.ui.attempt import is_kept
from secondstory.ui.forms import Form, knowing, unless_changed
from secondstory.ui.me import me


@login_required
@require_http_methods(["GET", "POST"])
def conduct(request: HttpRequest) -> HttpResponse:
    user = me(request)
    if request.method == "GET":
        return _page(request)
    form = knowing(ConductForm(request.POST), _now())
    if is_kept(form, lambda: unless_changed(form, _now, lambda: write_conduct(form.cleaned_data["text"], by=user))):
        messages.success(request, "From now on these words stand where people write.")
        return redirect("conduct")
    return _page(request, form=form)


def _now() -> dict[str, str]:
    return {"text": words()}


def _page(request: HttpRequest, **bound: Form) -> HttpResponse:
    user = me(request)
    versions = list(ConductVersion.objects.select_related("created_by").order_by("-number")[:50])
    forms: dict[str, Form] = {}
    if can_steward(user):
        forms = {"form": knowing(ConductForm(initial=_now()), _now()), "moderator_form": ModeratorForm()}
    context = {
        "words": versions[0].text if versions else BUILT_IN,
        "current": versions[0] if versions else None,
        "earlier": versions[1:],
        "built_in": BUILT_IN,
        "moderators": moderators(),
        "asked": set(Moderator.objects.values_list("person_id", flat=True)),
        "moderates": is_moderator(user),
        **forms,
        **bound,
        **HERE,
    }
    return render(request, "commons/conduct.html", context, status=422 if bound else 200)


@login_required
@require_POST
def moderator(request: HttpRequest) -> HttpResponse:
    form = ModeratorForm(request.POST)
    if is_kept(form, lambda: ask_to_moderate(form.cleaned_data["person"], by=me(request))):
        messages.success(request, "They look after conversations that they read from now on.")
        return redirect("conduct")
    return _page(request, moderator_form=form)


@login_required
@require_POST
def no_moderator(request: HttpRequest, person_id: UUID) -> HttpResponse:
    found = Person.objects.filter(pk=person_id).first()
    if found is None:
        raise NotFound()
    release_moderator(found, by=me(request))
    messages.success(request, "They look after conversations no longer.")
    return redirect("conduct")


@login_required
@require_GET
def moderation(request: HttpRequest) -> HttpResponse:
    """What waits for a word of this person, and what is hidden, in conversations that they read. Never their own words."""
    user = me(request)
    if not is_moderator(user):
        raise NotAllowed(
            "Those who moderate look after this. The page about conduct names them.", code="moderators_only"
        )
    waiting = Concern.objects.filter(remark=OuterRef("pk"), decision=None)
    rows = (
        Remark.objects.visible_to(user)
        .exclude(created_by=user)
        .select_related("created_by", *(f"discussion__{name}" for name in seen.WITH))
    )
    waits = (
        rows.filter(Exists(waiting), withdrawn_at=None).prefetch_related("concerns").order_by("created_at", "id")[:50]
    )
    hidden = page(rows.filter(hidden_at__isnull=False, withdrawn_at=None), request.GET, by="hidden_at")
    context = {
        "waits": [
            (one, seen.named(one.discussion), [told for told in one.concerns.all() if told.decision_id is None])
            for one in waits
        ],
        "hidden": [(one, seen.named(one.discussion)) for one in hidden.rows],
        "page": hidden,
        **HERE,
    }
    return render(request, "commons/moderation.html", context)
