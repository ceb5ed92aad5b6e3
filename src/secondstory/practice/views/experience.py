"""What it is like to work this way: told by anybody, read by those who keep the process, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.practice.actions.report import tell_experience
from secondstory.practice.elements import STAGE, read_element
from secondstory.practice.forms import ExperienceForm
from secondstory.practice.models import Experience
from secondstory.practice.queries import process_now
from secondstory.practice.querysets import keeps_the_process
from secondstory.practice.views.frame import HERE, read_id
from secondstory.ui.attempt import OR_CONFLICT, is_kept
from secondstory.ui.me import me

MOST = 200


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    name: str
    told: list[Experience]


@login_required
@require_GET
def experiences(request: HttpRequest) -> HttpResponse:
    user = me(request)
    context = {"groups": grouped(user), "keeps": keeps_the_process(user), **HERE}
    return render(request, "practice/experiences.html", context)


def grouped(user: Person) -> list[Group]:
    """The latest of what this person may read, by step in the order of the process; never by who told it."""
    rows = Experience.objects.visible_to(user).knowing_study_of(user)
    told = list(rows.select_related("study", "created_by").prefetch_related("proposals")[:MOST])
    process = process_now()
    names = {stage.key: stage.name for stage in process.stages} if process else {}
    for one in told:
        names.setdefault(one.stage, one.stage.replace("-", " ") or "All of it")
    return [
        Group(key, name, here) for key, name in names.items() if (here := [one for one in told if one.stage == key])
    ]


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """``?study=`` is one that ended, ``?about=`` a step or a page."""
    user = me(request)
    process = process_now()
    stages = [(stage.key, stage.name) for stage in process.stages] if process else []
    asked = read_element(request.GET.get("about", "")).removeprefix(f"{STAGE}:")
    begun = {"study": request.GET.get("study", ""), "stage": asked if asked in dict(stages) else ""}
    form = ExperienceForm(request.POST if request.method == "POST" else None, stages=stages, initial=begun)
    study = _study(user, str(form["study"].value() or ""))

    def write() -> Experience:
        told = form.cleaned_data
        return tell_experience(
            by=user,
            way=told["way"],
            worked=told["worked"],
            in_the_way=told["in_the_way"],
            stage=told["stage"],
            study=study,
            without_name=told["without_name"],
        )

    if form.is_bound and is_kept(form, write, through=OR_CONFLICT):
        messages.success(request, "It is kept, for those who keep the process.")
        return redirect("study", study.pk) if study else redirect("how-we-work")
    context = {"form": form, "of": study, **HERE}
    return render(request, "practice/tell.html", context, status=422 if form.errors else 200)


def _study(user: Person, asked: str) -> Retrospective | None:
    study_id = read_id(asked)
    if study_id is None:
        return None
    found = Retrospective.objects.visible_to(user).filter(pk=study_id).first()
    if found is None:
        raise NotFound()
    return found
