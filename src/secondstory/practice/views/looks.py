"""The practice, looked at: what came due, what people said of it, what was retired; one practice; naming another."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.practice import policies
from secondstory.practice.actions.look import add_practice, look_at
from secondstory.practice.forms import LookForm, PracticeForm
from secondstory.practice.models import Look, Practice, Proposal
from secondstory.practice.queries import agreements_due, find_practice, least_used, names
from secondstory.practice.querysets import keeps_the_process
from secondstory.practice.views.experience import grouped
from secondstory.practice.views.frame import HERE, in_half_a_year
from secondstory.practice.views.proposals import waits
from secondstory.ui.attempt import OR_CONFLICT, attempt, is_kept
from secondstory.ui.me import me

FEW = 40


@login_required
@require_GET
def practice(request: HttpRequest) -> HttpResponse:
    """The review of how the practice is doing. What people told of their experience is for those who keep the process."""
    user, today, named = me(request), timezone.localdate(), names()
    keeps = keeps_the_process(user)
    standing = list(Practice.objects.visible_to(user).standing().order_by("look_again_on", "id")[: 2 * FEW])
    waiting = Proposal.objects.visible_to(user).waiting().order_by("created_at", "id")[:FEW]
    looked, unused = least_used(user)
    context = {
        "due": [one for one in standing if one.look_again_on <= today],
        "to_come": [one for one in standing if one.look_again_on > today],
        "agreements": agreements_due(user, today),
        "proposals": [(one, named(one.about), waits(one, today)) for one in waiting],
        "groups": grouped(user) if keeps else [],
        "retired": list(
            Look.objects.filter(outcome=Look.Outcome.RETIRE).select_related("practice", "created_by")[:FEW]
        ),
        "looked_at": list(Look.objects.exclude(outcome=Look.Outcome.RETIRE).select_related("practice")[:10]),
        "studies": looked,
        "unused": unused,
        "keeps": keeps,
        **HERE,
    }
    return render(request, "practice/practice.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    user = me(request)
    policies.check_keeps_process(user)
    form = PracticeForm(request.POST or None, initial={"look_again_on": in_half_a_year()})

    def add() -> Practice:
        told = form.cleaned_data
        return add_practice(told["name"], by=user, about=told["about"], look_again_on=told["look_again_on"])

    if form.is_bound and (made := attempt(form, add, through=OR_CONFLICT)):
        messages.success(request, "It is kept.")
        return redirect("practice-one", made.key)
    return render(request, "practice/add.html", {"form": form, **HERE}, status=422 if form.errors else 200)


@login_required
@require_GET
def one(request: HttpRequest, key: str) -> HttpResponse:
    return _page(request, find_practice(me(request), key))


def _page(request: HttpRequest, found: Practice, form: LookForm | None = None) -> HttpResponse:
    keeps = keeps_the_process(me(request))
    if form is None and keeps and not found.retired_at:
        form = LookForm(built_in=found.is_built_in, initial={"next_on": in_half_a_year()})
    about = found.key.replace("stage-", "stage:", 1) if found.key.startswith("stage-") else f"practice:{found.key}"
    context = {
        "practice": found,
        "looks": list(found.looks.select_related("created_by", "proposal")),
        "is_due": not found.retired_at and found.look_again_on <= timezone.localdate(),
        "about": about,
        "proposals": list(Proposal.objects.visible_to(me(request)).filter(about=about).waiting()[:FEW]),
        "keeps": keeps,
        "form": form,
        **HERE,
    }
    return render(request, "practice/one.html", context, status=422 if form and form.errors else 200)


@login_required
@require_POST
def look(request: HttpRequest, key: str) -> HttpResponse:
    user = me(request)
    found = find_practice(user, key)
    policies.check_keeps_process(user)
    form = LookForm(request.POST, built_in=found.is_built_in)

    def keep() -> object:
        return look_at(found, by=user, **form.cleaned_data)

    if is_kept(form, keep, through=OR_CONFLICT):
        messages.success(request, "It is kept, with its day.")
        return redirect("practice-one", found.key)
    return _page(request, found, form)
