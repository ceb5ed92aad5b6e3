"""What earlier studies met of the same, and 'it is the same', said by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.analysis import policies
from secondstory.analysis.actions.seen_before import link_seen_before, unlink_seen_before
from secondstory.analysis.earlier import Part, kind_in_words, linked_before, suggestions
from secondstory.analysis.forms.earlier import EarlierForm
from secondstory.analysis.models import Condition, SystemicFactor
from secondstory.analysis.patterns import met_before, with_kinds
from secondstory.analysis.views.telling import tell_form
from secondstory.incidents.models import Retrospective
from secondstory.incidents.study import frame, get_study
from secondstory.people.models import Person, Service
from secondstory.people.refusals import NotFound, Refusal
from secondstory.ui.me import me
from secondstory.ui.text import tidy_line, unstorable

SEEN: dict[str, type[Part]] = {"factors": SystemicFactor, "conditions": Condition}


@login_required
@require_GET
def patterns(request: HttpRequest, study_id: UUID) -> HttpResponse:
    user = me(request)
    study = get_study(user, study_id)
    factors = list(SystemicFactor.objects.filter(retrospective=study))
    kinds = {factor.kind: factor.get_kind_display() for factor in factors}
    context = {
        "met": with_kinds(study, met_before(study, user)),
        "parts": _own_parts(study, factors, user),
        "kinds": kinds.items(),
        "services": Service.objects.filter(incidents=study.incident_id),
    }
    return render(request, "analysis/patterns.html", {**frame(study, current="analysis"), **context})


@login_required
@require_GET
def note(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """What stands beside the analysis, sent after the page, which is large enough without it."""
    return render(request, "analysis/_note_of_patterns.html", {"study": get_study(me(request), study_id)})


def _own_parts(study: Retrospective, factors: list[SystemicFactor], user: Person) -> list[dict[str, str]]:
    """What this person may say of that an earlier study met it, too."""
    parts: list[dict[str, str]] = []
    found: dict[str, list[Any]] = {"factors": factors, "conditions": []}
    if policies.can_name(Condition, study, user):
        found["conditions"] = list(Condition.objects.filter(retrospective=study))
    for noun, rows in found.items():
        if policies.can_name(SEEN[noun], study, user):
            parts += [
                {
                    "text": row.text,
                    "kind": kind_in_words(row),
                    "url": reverse(f"{noun}-earlier", args=[study.pk, row.pk]),
                }
                for row in rows
            ]
    return parts


def _find(user: Person, study_id: UUID, noun: str, part_id: UUID) -> tuple[Retrospective, Part]:
    """A part of a study of which this person may say that it was met before."""
    study = get_study(user, study_id)
    part: Part | None = SEEN[noun].objects.filter(retrospective=study, pk=part_id).first()
    if part is None:
        raise NotFound()
    part.retrospective = study
    policies.check_can_name(SEEN[noun], study, user)
    return study, part


@login_required
@require_http_methods(["GET", "POST"])
def earlier(request: HttpRequest, study_id: UUID, noun: str, part_id: UUID) -> HttpResponse:
    """Choose what an earlier study said of the same; one link after the other, and each can be taken back."""
    user = me(request)
    study, part = _find(user, study_id, noun, part_id)
    asked = request.GET.get("q", "")
    sought = "" if unstorable(asked) else tidy_line(asked)[:100]
    offered = suggestions(part, user, sought)
    chosen = _chosen(request, noun, user)
    if chosen is not None and chosen not in offered:
        offered = [chosen, *offered]
    form = EarlierForm(request.POST if request.method == "POST" else None, offered=offered)
    if form.is_valid() and chosen is not None:
        try:
            link_seen_before(part, chosen, by=user)
        except NotFound:
            raise
        except Refusal as refusal:
            if refusal.status == 403:
                raise
            tell_form(form, refusal)
        else:
            return redirect(f"{noun}-earlier", study.pk, part.pk)
    context = {
        **frame(study, current="analysis"),
        "part": part,
        "part_kind": kind_in_words(part),
        "linked": linked_before(part, user),
        "removal_url": f"{noun}-earlier-removal",
        "form": form,
        "sought": sought,
    }
    return render(request, "analysis/earlier.html", context, status=422 if form.is_bound else 200)


def _chosen(request: HttpRequest, noun: str, user: Person) -> Any:
    """What was chosen, if this person reads it; it may have left the suggestions meanwhile."""
    try:
        asked = UUID(request.POST.get("earlier", ""))
    except ValueError:
        return None
    rows = SEEN[noun].objects.visible_to(user).filter(pk=asked)
    return rows.select_related("retrospective__incident").first()


@login_required
@require_POST
def earlier_removal(request: HttpRequest, study_id: UUID, noun: str, part_id: UUID, earlier_id: UUID) -> HttpResponse:
    user = me(request)
    study, part = _find(user, study_id, noun, part_id)
    other = SEEN[noun].objects.visible_to(user).filter(pk=earlier_id).first()
    if other is None:
        raise NotFound()
    unlink_seen_before(part, other, by=user)
    return redirect(f"{noun}-earlier", study.pk, part.pk)
