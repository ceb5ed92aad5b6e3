"""``{% worth_asking "X" wants %}``: at most three questions that fit this place, and what one can do with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.context import Context
from django.utils import timezone

from secondstory.incidents.models import Kind, Retrospective
from secondstory.people.models import Person
from secondstory.question_bank.choose import MOST, Wanted, choose, in_order
from secondstory.question_bank.policies import can_mark_asked
from secondstory.question_bank.queries import asked_in, read_bank
from secondstory.ui.menu import address

register = template.Library()
# Beside one's own account nothing is kept, so nothing can be read out of it.
LEAVES_NO_TRACE = frozenset({"A"})
# Where a question is talked about or worked on in a study, so that it counts as asked there.
ASKS = frozenset({"I", "G", "X", "R", "C"})
# Where a question may become one of the study's open questions.
WONDERS = frozenset({"G", "X", "R"})
NEAR_MISS = "near miss"


@register.inclusion_tag("question_bank/_worth_asking.html", takes_context=True)
def worth_asking(
    context: Context, surface: str, wants: Sequence[Collection[str]] = (), only: str = ""
) -> dict[str, Any]:
    """For a study's page (its ``study`` is in the context) or any other. ``only`` names one purpose. Two statements."""
    request = context["request"]
    user: Person | AnonymousUser = request.user
    study = context.get("study")
    study = study if isinstance(study, Retrospective) else None
    leaves_no_trace = surface in LEAVES_NO_TRACE
    asks = surface in ASKS and study is not None and can_mark_asked(study, user)
    wanted = Wanted(
        surface=surface,
        wants=wants,
        only={only} if only else (),
        also={NEAR_MISS} if study and study.incident.kind == Kind.NEAR_MISS else (),
        asked=asked_in(study) if asks and study else frozenset(),
        day=timezone.now().toordinal(),
        seed=str(study.pk) if study else surface,
        turn=_turn(request),
    )
    known = read_bank(user)
    can_act = request.method == "GET" and isinstance(user, Person)
    return {
        "csrf_token": context.get("csrf_token"),
        "study": study,
        "surface": surface,
        "questions": choose(known, wanted),
        "others": _others(request, wanted.turn + 1) if can_act and len(in_order(known, wanted)) > MOST else "",
        "back": request.get_full_path(),
        "can_rate": can_act and not leaves_no_trace,
        "can_ask": can_act and asks,
        "wonder": address("analysis", study.pk) if study and can_act and asks and surface in WONDERS else "",
        "can_open_bank": isinstance(user, Person),
    }


def _turn(request: HttpRequest) -> int:
    """How often 'three others' was followed from this page."""
    told = request.GET.get("others", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 5 else 0


def _others(request: HttpRequest, turn: int) -> str:
    query = request.GET.copy()
    query["others"] = str(turn)
    return f"{request.path}?{query.urlencode()}"
