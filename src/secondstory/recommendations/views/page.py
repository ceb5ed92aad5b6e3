"""The page of one recommendation, with every form that stands on it; and how a form of it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from secondstory.incidents.audiences import readers_of_work
from secondstory.people.refusals import NotFound, Refusal
from secondstory.recommendations import forms, policies, queries
from secondstory.recommendations.actions.move import NeedsMore
from secondstory.recommendations.asked_too import may_ask_from, who_ask
from secondstory.recommendations.behavior import NamesNoControl, reason_for_words
from secondstory.recommendations.models import UNDER_WAY, Recommendation, Status
from secondstory.recommendations.owners import suggested
from secondstory.recommendations.said_before import said_before
from secondstory.recommendations.views.frame import get_recommendation, only_looks, tell_form, title_of
from secondstory.ui.forms import ChangedMeanwhile, Form, knowing
from secondstory.ui.me import me


def page_of(
    request: HttpRequest, it: Recommendation, bound: dict[str, Form] | None = None, *, looked: bool = False
) -> HttpResponse:
    user, reads_study = me(request), bool(vars(it)["reads_study"])
    reworded = next((form for form in (bound or {}).values() if "title" in form.fields), None)
    earlier = said_before(title_of(reworded) if reworded else it.title, user, it=it)
    findings = queries.findings_of(it.retrospective) if reads_study else []
    traced = [str(pk) for pk in it.traces.values_list("finding_id", flat=True)]
    can_shape = policies.can_shape(it, user)
    can_decide = policies.can_decide(it, user)
    can_carry = policies.can_carry(it, user)
    can_open = policies.can_open_to(it, user)
    stuck_rows, teams = queries.stuck_of(it), policies.own_teams(user)
    waits = next((row for row in stuck_rows if it.status in UNDER_WAY and not vars(row)["answer"]), None)
    opens = not it.ticket_url and (can_shape or can_carry)
    tracker = queries.tracker_of(it) if opens else None
    context: dict[str, Any] = {
        "it": it,
        "who_reads": readers_of_work(it.retrospective),
        "reads_study": reads_study,
        "answers": [summary for pk, summary in findings if pk in traced],
        "log": queries.log_of(it),
        "earlier": earlier,
        "looked": looked,
        "asking": it.retrospective_id if earlier and policies.can_ask_for_study(it.retrospective, user) else None,
        "asks": who_ask(it, user) if vars(it)["is_asked_too"] else [],
        "may_ask_from": may_ask_from(it, user) if vars(it)["could_ask"] and it.status != Status.IDEA else [],
        "can_shape": can_shape and reads_study,
        "can_change": can_shape and policies.can_change(it, user),
        "can_decide": can_decide and it.status == Status.PROPOSED,
        "can_carry": can_carry,
        "words_stay": reason_for_words(it),
        "tracker": tracker,
        "ticket_in_tracker": queries.ticket_in(tracker, it) if tracker else "",
        "looks": list(it.close_looks.order_by("created_at", "id")),
        "look_form": forms.CloseLookForm(teams=teams, auto_id="look-%s")
        if policies.is_close(it, user, teams)
        else None,
        "can_finish": it.status == Status.IN_PROGRESS and policies.can_finish(it, user),
        "names": suggested(it.retrospective, user) if can_decide or can_carry else [],
        "stuck_rows": stuck_rows,
        "waits": waits,
        "is_asked": waits is not None and waits.asked_id == user.pk,
        "can_say_stuck": can_carry and waits is None and it.status in UNDER_WAY,
        "effects": queries.effects_of(it) if it.status == Status.DONE else [],
        "can_tell_effect": can_carry and it.status == Status.DONE,
        "effect_form": forms.EffectForm(auto_id="effect-%s"),
        "effect_later_form": forms.EffectLaterForm(auto_id="later-%s"),
        "stuck_form": forms.StuckForm(can_open=can_open, auto_id="stuck-%s"),
        "was_opened": any(vars(row)["is_open"] for row in stuck_rows),
        "stuck_answer_form": forms.StuckReplyForm(
            to=waits.pk if waits else None, can_open=can_open, auto_id="stuck-answer-%s"
        ),
        "going_on_form": forms.GoesOnForm(to=waits.pk if waits else None, auto_id="going-on-%s"),
        "shape_form": knowing(forms.Shape(initial=forms.Shape.typed(it), auto_id="shape-%s"), forms.Shape.typed(it)),
        "findings_form": forms.FindingsForm(findings=findings, initial={"findings": traced}, auto_id="traces-%s"),
        "decision_form": forms.DecisionForm(initial=forms.DecisionForm.typed(it), auto_id="decision-%s"),
        "revision_form": forms.RevisionForm(initial=forms.RevisionForm.typed(it), auto_id="revision-%s"),
        "drop_form": forms.DropForm(auto_id="drop-%s"),
        "finish_form": forms.FinishForm(auto_id="finish-%s"),
        "take_up_form": forms.TakeUpForm(auto_id="take-up-%s"),
        **(bound or {}),
    }
    return render(request, "recommendations/recommendation.html", context, status=422 if bound and not looked else 200)


@login_required
@require_GET
def recommendation(request: HttpRequest, recommendation_id: UUID) -> HttpResponse:
    return page_of(request, get_recommendation(me(request), recommendation_id))


def tell(
    request: HttpRequest, it: Recommendation, name: str, form: Form, verb: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Do it and go back to the recommendation, or show the form again with what was typed."""
    if only_looks(request) and "title" in form.fields:
        form.is_valid()
        form.errors.clear()
        return page_of(request, it, {name: form}, looked=True)
    if form.is_valid():
        try:
            verb(dict(form.cleaned_data))
        except NotFound:
            raise
        except ChangedMeanwhile:
            pass
        except Refusal as refusal:
            if not isinstance(refusal, NeedsMore | NamesNoControl) and refusal.field not in form.fields:
                raise
            tell_form(form, refusal)
        else:
            return redirect("recommendation", it.pk)
    return page_of(request, get_recommendation(me(request), it.pk), {name: form})
