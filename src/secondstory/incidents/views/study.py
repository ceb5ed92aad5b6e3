from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from secondstory.incidents.actions.change_study import change_study
from secondstory.incidents.actions.move import GuardHolds, move
from secondstory.incidents.actions.move_deadline import move_deadline
from secondstory.incidents.forms import AimsForm, DeadlineForm, MoveForm
from secondstory.incidents.keyset import page
from secondstory.incidents.models import Note, Retrospective, StageDeadline, StateChange
from secondstory.incidents.moments import COMMON_ZONES
from secondstory.incidents.policies import can_analyse, can_facilitate, check_can_analyse
from secondstory.incidents.study import frame, get_study
from secondstory.incidents.views.frame import own_zone, to
from secondstory.people.audience import Audience
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.playbook.guards import standing
from secondstory.playbook.models import ProcessVersion
from secondstory.playbook.transitions import IN_WORDS, Guard, Move, State, moves_from
from secondstory.ui.attempt import attempt
from secondstory.ui.forms import knowing, unless_changed
from secondstory.ui.me import me

STAGE = "capture"
GOALS = ("Understanding what happened, and how it made sense at the time.", "Doing better, together.")
NON_GOALS = ("Deciding who is responsible.", "Punishing.")
RESTING = (State.PAUSED, State.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class Step:
    """A move that leaves the present state, with what it still waits for."""

    move: Move
    waits_for: list[Guard]
    has: list[Guard]
    form: MoveForm


@login_required
@require_GET
def studies(request: HttpRequest) -> HttpResponse:
    """Studies this person reads, and the reviews that are coming up."""
    user = me(request)
    readable = Retrospective.objects.visible_to(user).select_related("incident", "team")
    coming = (
        StageDeadline.objects.filter(stage="review", due_date__gte=timezone.now().date())
        .filter(retrospective__in=readable.exclude(state__in=[State.FINAL, *RESTING]).values("pk"))
        .select_related("retrospective__incident")
        .prefetch_related("retrospective__roles__person")
        .order_by("due_date", "id")[:12]
    )
    context = {"page": page(readable, request.GET, by="created_at"), "coming": coming, "zone": own_zone(user)}
    return render(request, "incidents/studies.html", context)


def steps_of(study: Retrospective, changes: list[StateChange]) -> list[Step]:
    """Every move that leaves where it is. Finalizing has a page of its own, where the last things are noted."""
    source = State(study.state)
    moves = moves_from(source)
    if source in RESTING:
        rested_from = next((change.source for change in changes if change.target == source), "")
        moves = tuple(step for step in moves if step.target == rested_from)
    steps = []
    for step in moves:
        stood = standing(step, study) if step.target != State.FINAL else []
        form = MoveForm(target=step.target, needs_reason=step.needs_reason, auto_id=f"{step.key}_%s")
        steps.append(Step(step, [g for g, holds in stood if not holds], [g for g, holds in stood if holds], form))
    return steps


def _page(request: HttpRequest, study: Retrospective, *, asked: Any = None, deadline: Any = None) -> HttpResponse:
    user = me(request)
    changes = list(study.state_changes.order_by("-created_at", "-id"))
    steps = steps_of(study, changes)
    if asked is not None:
        steps = [
            Step(s.move, s.waits_for, s.has, asked if s.move.target == asked.data.get("to") else s.form) for s in steps
        ]
    forms = [form for form in (asked, deadline) if form is not None]
    context = {
        **frame(study, current=STAGE),
        "incident": study.incident,
        "goals": GOALS,
        "non_goals": NON_GOALS,
        "notes": Note.objects.visible_to(user)
        .filter(incident=study.incident)
        .select_related("team", "corrects")
        .order_by("at", "id")[:20],
        "onward": [s for s in steps if not s.move.needs_reason],
        "back": [s for s in steps if s.move.key.startswith("back_to")],
        "aside": [s for s in steps if s.move.key in ("pause", "set_aside")],
        "changes": [(change, IN_WORDS[State(change.target)]) for change in changes[:10]],
        "latest": changes[0] if changes else None,
        "will_read": Audience(study.audience).label if study.audience else "",
        "can_facilitate": can_facilitate(study, user),
        "can_analyse": can_analyse(study, user),
        "deadline_form": deadline or DeadlineForm(stages=_stages(study), auto_id="deadline_%s"),
        "ask_deadline": deadline is not None,
        "newer_process": None if study.is_final else ProcessVersion.objects.newer_than(study.process_version),
    }
    return render(request, "incidents/study.html", context, status=422 if any(f.errors for f in forms) else 200)


def _stages(study: Retrospective) -> list[tuple[str, str]]:
    return [(stage.key, stage.name) for stage in study.process_version.process.stages]


@login_required
@require_GET
def study(request: HttpRequest, study_id: UUID) -> HttpResponse:
    return _page(request, get_study(me(request), study_id))


@login_required
@require_http_methods(["GET", "POST"])
def aims(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """What the study hopes to learn, for whom, how deep."""
    found, user = get_study(me(request), study_id), me(request)
    check_can_analyse(found, user)
    names = ("title", "learning_focus", "audience", "work_open_to", "depth", "zone")

    def now() -> dict[str, Any]:
        found.refresh_from_db(fields=names)
        return {name: getattr(found, name) for name in names}

    def write() -> Retrospective:
        return _change(form, found, user)

    typed = {name: getattr(found, name) for name in names}
    form = knowing(AimsForm(request.POST if request.method == "POST" else None, initial=typed), typed)
    if request.method == "POST" and attempt(form, lambda: unless_changed(form, now, write)) is not None:
        messages.success(request, "Saved.")
        return to("study", found.pk)
    context = {
        **frame(found, current=STAGE),
        "form": form,
        "zones": list(dict.fromkeys([found.zone, own_zone(user), *COMMON_ZONES])),
    }
    return render(request, "incidents/aims.html", context, status=422 if form.errors else 200)


def _change(form: AimsForm, study: Retrospective, user: Person) -> Retrospective:
    return change_study(study, by=user, **form.cleaned_data)


@login_required
@require_POST
def state(request: HttpRequest, study_id: UUID) -> HttpResponse:
    """The study moves. Finalizing is done where the write-up is noted complete, not here."""
    found, user = get_study(me(request), study_id), me(request)
    target = request.POST.get("to", "")
    if target not in set(State) - {State.FINAL}:
        raise Refusal("Choose one of the moves on the study's page.", code="no_such_move", field="to")
    step = next((step for step in moves_from(State(found.state)) if step.target == target), None)
    form = MoveForm(
        request.POST,
        target=target,
        needs_reason=step is not None and step.needs_reason,
        auto_id=f"{step.key if step else 'move'}_%s",
    )

    def write() -> Retrospective:
        given = {name: value for name, value in form.cleaned_data.items() if name != "to"}
        return move(found, target, by=user, **given)

    try:
        moved = attempt(form, write)
    except GuardHolds:
        moved = None
    if moved is None:
        return _page(request, found, asked=form)
    messages.success(request, f"The study is now: {moved.state_in_words}.")
    return to("study", found.pk)


@login_required
@require_POST
def deadlines(request: HttpRequest, study_id: UUID) -> HttpResponse:
    found, user = get_study(me(request), study_id), me(request)
    form = DeadlineForm(request.POST, stages=_stages(found), auto_id="deadline_%s")
    given = form.cleaned_data if form.is_valid() else {}
    moved = attempt(
        form, lambda: move_deadline(found, given["stage"], given["due_date"], by=user, reason=given["reason"])
    )
    return _page(request, found, deadline=form) if moved is None else to("study", found.pk)
