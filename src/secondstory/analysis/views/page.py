"""What the pages of an analysis show: the whole of it on one page, or one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from secondstory.analysis import policies
from secondstory.analysis.actions.controls import full_name
from secondstory.analysis.conditions_picture import Fact, Picture, picture
from secondstory.analysis.forms.part import PartForm
from secondstory.analysis.forms.parts import NOUNS
from secondstory.analysis.models import Condition, Loss, SafetyControl, Strength
from secondstory.analysis.parts_in_order import PartInOrder, parts_in_order
from secondstory.analysis.queries import Analysis, thank
from secondstory.analysis.question_tree import asked
from secondstory.analysis.sections import GROUPS, SECTIONS, Section
from secondstory.analysis.shape import shape_of
from secondstory.analysis.steps import Step, at_depth, beside, steps_of
from secondstory.analysis.thin import Thin, thin
from secondstory.analysis.wants import wants_of
from secondstory.analysis.windows import window
from secondstory.incidents.audiences import readers_of_work
from secondstory.incidents.models import Retrospective
from secondstory.incidents.study import frame
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound
from secondstory.question_bank.queries import find
from secondstory.ui.me import me

SUGGESTED = 200


def _suggested(study: Retrospective) -> list[str]:
    controls = SafetyControl.objects.select_related("team").order_by("name", "id")[:SUGGESTED]
    return [full_name(control, study.team) for control in controls]


def _forms(
    study: Retrospective,
    analysis: Analysis,
    user: Person,
    bound: Mapping[str, PartForm],
    begun: dict[str, dict[str, str]],
) -> dict[str, PartForm]:
    """A fresh form for each noun that this person may add, one begun with words, or the one that came back."""
    leads, hands = policies.can_name(Loss, study, user), policies.can_name(Strength, study, user)
    open_ones = [
        noun
        for noun, form in NOUNS.items()
        if leads or (hands and (form.section in ("strengths", "better", "conditions", "questions")))
    ]
    fresh = {
        noun.replace("-", "_"): NOUNS[noun](
            study=study, analysis=analysis, auto_id=f"{noun}-%s", initial=begun.get(noun)
        )
        for noun in open_ones
        if noun != "looks"
    }
    return fresh | {noun.replace("-", "_"): form for noun, form in bound.items()}


def _begun(request: HttpRequest) -> dict[str, dict[str, str]]:
    """``?wonder=`` is a question of the bank that somebody would ask here, in its words."""
    if not (key := request.GET.get("wonder", "")):
        return {}
    try:
        return {"questions": {"question": find(me(request), key).text}}
    except NotFound:
        return {}


def context_of(
    request: HttpRequest,
    study: Retrospective,
    analysis: Analysis,
    bound: Mapping[str, PartForm] | None = None,
    *,
    shows_questions: bool = True,
) -> dict[str, Any]:
    """A page that shows no question need not read a thousand of them."""
    user = me(request)
    questions = window("questions", len(analysis.questions), request.GET)
    forms = _forms(study, analysis, user, bound or {}, _begun(request))
    told = thin(shape_of(analysis, study))
    thank(analysis, study, user)
    return {
        "study": study,
        "analysis": analysis,
        "groups": GROUPS,
        "sections": SECTIONS,
        "thin": told,
        "wants": wants_of(told),
        "forms": forms,
        "leads": policies.can_name(Loss, study, user),
        "suggested": _suggested(study) if "controls" in forms else [],
        "conditions_picture": conditions_drawn(analysis),
        "asked": asked(analysis.questions[questions.start : questions.end]) if shows_questions else [],
        "windows": {
            "controls": window("controls", len(analysis.assessments), request.GET),
            "questions": questions,
            "conditions": window("conditions", len(analysis["condition"]), request.GET),
        },
    }


def conditions_drawn(analysis: Analysis) -> Picture[UUID] | None:
    facts = [Fact(line.id, line.text, line.kind, [other.id for other in line.links]) for line in analysis["condition"]]
    return picture(facts, [(value, str(name)) for value, name in Condition.Level.choices])


@dataclass(frozen=True, slots=True)
class Passed:
    """A step in the list: what is thin there, in words; ``holds`` says that something stands there already."""

    step: Step
    thin: tuple[str, ...]
    holds: bool

    @property
    def glyph(self) -> str:
        if not self.holds:
            return "next"
        return "open" if self.thin else "done"

    @property
    def says(self) -> str:
        if not self.holds:
            return "nothing here yet"
        return "something is thin" if self.thin else "something stands here"


# What stands in a section, by the lines it shows.
_HOLDS: dict[str, tuple[str, ...]] = {
    "system": ("part",),
    "losses": ("loss",),
    "hazards": ("hazard",),
    "constraints": ("constraint",),
    "conditions": ("condition",),
    "missing": ("missing",),
    "kinds": ("factor", "look"),
    "strengths": ("strength",),
    "better": ("better",),
    "findings": ("finding",),
    "structure": ("action", "feedback", "influence"),
    "components": ("component",),
}


def _holds(analysis: Analysis, section: str) -> bool:
    if section == "controls":
        return bool(analysis.assessments)
    if section == "questions":
        return bool(analysis.questions)
    return any(analysis[what] for what in _HOLDS.get(section, ()))


def way_through(study: Retrospective, analysis: Analysis, told: list[Thin]) -> list[Passed]:
    """The steps of a study of this depth, each with what is thin there. ``study`` came through ``get_study``."""
    entries = vars(study)["timeline_entries"]
    way = []
    for step in steps_of(study.depth):
        places = {*step.sections, step.beside, "fared" if step.beside == "components" else ""} - {""}
        holds = any(_holds(analysis, place) for place in places) or (step.beside == "events" and entries > 0)
        way.append(Passed(step, tuple(thin.says for thin in told if thin.section in places), holds))
    return way


def step_context(
    request: HttpRequest,
    study: Retrospective,
    analysis: Analysis,
    step: Step,
    bound: Mapping[str, PartForm] | None = None,
) -> dict[str, Any]:
    """The page of one step: its sections with their forms, what is thin, what comes before and after."""
    context = context_of(request, study, analysis, bound, shows_questions="questions" in step.sections)
    step = at_depth(step, study.depth)
    before, after = beside(step, study.depth)
    sections: list[Section] = [SECTIONS[key] for key in step.sections]
    parts: list[PartInOrder] = parts_in_order(analysis) if step.beside == "components" else []
    return {
        **frame(study, current="analysis"),
        **context,
        "step": step,
        "step_sections": sections,
        "way": way_through(study, analysis, context["thin"]),
        "before": before,
        "after": after,
        "parts": parts,
        "wants": step.wants,
    }


def swapped_context(
    request: HttpRequest,
    study: Retrospective,
    analysis: Analysis,
    section: str,
    step: Step | None,
    bound: Mapping[str, PartForm] | None = None,
) -> dict[str, Any]:
    """One section by itself, and what else of its page shows what was said there."""
    context = context_of(request, study, analysis, bound, shows_questions=section == "questions")
    shown = step.sections if step else tuple(SECTIONS)
    leaning = [form for form in context["forms"].values() if section in form.leans_on and form.section in shown]
    return {
        **context,
        "section": SECTIONS[section],
        "step": step,
        "leaning": leaning,
        "way": way_through(study, analysis, context["thin"]) if step else [],
        "who_reads": readers_of_work(study),
    }
