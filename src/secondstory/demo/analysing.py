"""The analysis of a story, told through the verbs of that room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secondstory.analysis.actions.change import change
from secondstory.analysis.actions.components import TOLD, analyse_component
from secondstory.analysis.actions.conditions import join_conditions
from secondstory.analysis.actions.controls import assess_control, find_control, keep_control, name_missing_control
from secondstory.analysis.actions.credit import agree_to_credit, propose_credit
from secondstory.analysis.actions.depth import note_reason
from secondstory.analysis.actions.exercises import note_exercise
from secondstory.analysis.actions.factors import look_found_none, name_factor
from secondstory.analysis.actions.findings import record_finding
from secondstory.analysis.actions.kept_structure import keep_structure
from secondstory.analysis.actions.mysteries import open_question_wider
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.seen_before import link_seen_before
from secondstory.analysis.actions.settle import answer, declare_unanswerable, set_aside
from secondstory.analysis.actions.strengths import name_better_note, name_condition, name_strength
from secondstory.analysis.actions.structure import draw_control, draw_feedback, draw_influence, name_duty
from secondstory.analysis.actions.system import name_constraint, name_hazard, name_loss, name_part
from secondstory.analysis.models import Condition, SystemicFactor, SystemPart
from secondstory.demo.knowing import tell_sign, tell_work

if TYPE_CHECKING:
    from secondstory.demo.study import Telling

# What a finding can be about; one that names none of these is about how parts worked together.
TARGETS = ("control", "factor", "missing", "part")


class Analysing:
    def __init__(self, telling: Telling) -> None:
        self.of, self.study, self.by, self.known = telling, telling.study, telling.by, telling.known
        self.told = telling.story["analysis"]

    def tell(self) -> None:
        self._basics()
        self._structure()
        self._found()
        for told in self.told.get("work_notes", ()):
            tell_work(told, self.of.cast, by=self.by, study=self.study)
        for told in self.told.get("cues", ()):
            tell_sign(told, self.of.cast, by=self.by, study=self.study)

    def _basics(self) -> None:
        study, by, known, told = self.study, self.by, self.known, self.told
        for kind in told.get("reasons", ()):
            note_reason(study, kind, by=by)
        for part in told["parts"]:
            known[part["name"]] = name_part(
                study, part["name"], by=by, kind=part["kind"], is_environment=part.get("environment", False)
            )
        for loss in told["losses"]:
            known[loss["key"]] = name_loss(study, loss["text"], by=by, is_near=loss.get("near", False))
        for hazard in told["hazards"]:
            losses = [known[key] for key in hazard["losses"]]
            known[hazard["key"]] = name_hazard(study, hazard["text"], by=by, losses=losses)
        for constraint in told["constraints"]:
            known[constraint.get("key", constraint["text"])] = name_constraint(
                study, constraint["text"], by=by, hazards=[known[key] for key in constraint["hazards"]]
            )

    def _structure(self) -> None:
        """Who steers whom, what comes back, what presses, who holds which duty; and some parts in full."""
        by, known, told = self.by, self.known, self.told
        drawn = told.get("structure", {})
        for duty in drawn.get("duties", ()):
            constraints = [known[key] for key in duty.get("keeps", ())]
            name_duty(known[duty["part"]], duty["text"], by=by, constraints=constraints)
        for arrow in drawn.get("control", ()):
            draw_control(
                known[arrow["from"]], known[arrow["to"]], arrow["what"], by=by,
                deviation=arrow.get("deviation", "as_intended"), on_paper_only=arrow.get("on_paper", False),
            )  # fmt: skip
        for arrow in drawn.get("feedback", ()):
            draw_feedback(
                known[arrow["from"]], known[arrow["to"]], arrow["what"], by=by,
                state=arrow["state"], delay=arrow.get("delay", ""),
            )  # fmt: skip
        for arrow in drawn.get("influences", ()):
            draw_influence(known[arrow["from"]], known[arrow["to"]], arrow["what"], by=by)
        if service := drawn.get("keep_for"):
            keep_structure(self.study, self.of.cast.services[service], by=by)
        for component in told.get("components", ()):
            words = {name: component[name] for name in TOLD if name in component}
            analyse_component(known[component["part"]], by=by, **words)

    def _found(self) -> None:
        study, by, known, told = self.study, self.by, self.known, self.told
        for control in told["controls"]:
            self._control(control)
        for factor in told["factors"]:
            known[factor["key"]] = name_factor(study, factor["kind"], factor["text"], by=by)
            self._seen_before(factor, known[factor["key"]])
        for kind in told.get("none_found", ()):
            look_found_none(study, kind, by=by)
        for missing in told["missing"]:
            known[missing["key"]] = name_missing_control(
                study,
                missing["text"],
                by=by,
                met_nothing=missing["met_nothing"],
                hazard=known.get(missing.get("hazard", "")),
                believed_to_exist=missing.get("believed", False),
            )
        for condition in told.get("conditions", ()):
            self._condition(condition)
        for strength in told["strengths"]:
            self._strength(strength)
        for finding in told["findings"]:
            about = next((known[finding[target]] for target in TARGETS if target in finding), None)
            known[finding["key"]] = record_finding(study, finding["summary"], by=by, about=about)
        for text in told.get("better", ()):
            name_better_note(study, text, by=by)
        for question in told["questions"]:
            self._question(question)

    def _strength(self, told: dict[str, Any]) -> None:
        """Whose doing it was stands there once that person says yes; a story may leave that open."""
        strength = name_strength(self.study, told["text"], by=self.by, kind=told["kind"])
        if role := told.get("credit"):
            participant = self.of.there[role]
            credit = propose_credit(strength, participant, by=self.by)
            if told.get("agrees") and participant.person is not None:
                agree_to_credit(credit, by=participant.person)

    def _control(self, told: dict[str, Any]) -> None:
        team = self.of.cast.teams[self.of.told["team"]]
        control = find_control(told["name"], team) if told.get("reuse") else None
        if control is None:
            control = keep_control(
                told["name"],
                by=self.by,
                sentence=told["sentence"],
                type=told["type"],
                form=told.get("form", "software"),
                team=team,
                services=[self.of.cast.services[name] for name in told.get("services", ())],
            )
        met = assess_control(self.study, control, by=self.by, outcome=told["outcome"], how=told["how"])
        if part := told.get("held_by"):
            change(met, by=self.by, held_by=SystemPart.objects.get(retrospective=self.study, name=part))
        self.known[told.get("key", told["name"])] = met
        for exercise in told.get("exercises", ()):
            note_exercise(control, exercise["how"], by=self.by, on=exercise.get("on"), where=exercise.get("where", ""))

    def _condition(self, told: dict[str, Any]) -> None:
        condition = name_condition(
            self.study, told["text"], by=self.by, level=told["level"], evidence=told.get("evidence", "")
        )
        if others := [self.known[key] for key in told.get("joined", ())]:
            join_conditions(condition, others, by=self.by)
        if "key" in told:
            self.known[told["key"]] = condition
        self._seen_before(told, condition)

    def _seen_before(self, told: dict[str, Any], part: SystemicFactor | Condition) -> None:
        for key in told.get("seen_before", ()):
            link_seen_before(part, self.of.earlier[key], by=self.by)

    def _question(self, told: dict[str, Any]) -> None:
        mystery = raise_mystery(
            told["text"], by=self.by, study=self.study, parent=self.known.get(told.get("parent", ""))
        )
        if told.get("open_to"):
            open_question_wider(mystery, to=told["open_to"], by=self.by)
        if told.get("answer"):
            answer(mystery, told["answer"], by=self.by)
        if told.get("unanswerable"):
            declare_unanswerable(mystery, told["unanswerable"], by=self.by)
        if told.get("set_aside"):
            set_aside(mystery, told["set_aside"], by=self.by)
        if told.get("key"):
            self.known[told["key"]] = mystery
