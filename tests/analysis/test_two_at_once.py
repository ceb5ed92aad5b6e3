"""Two people at one analysis at the same moment: nobody's acknowledged words vanish unseen, no rule of the house breaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast, make_cast

from secondstory.analysis.actions.change import change
from secondstory.analysis.actions.components import analyse_component
from secondstory.analysis.actions.conditions import join_conditions
from secondstory.analysis.actions.controls import meet_control
from secondstory.analysis.actions.depth import choose_depth
from secondstory.analysis.actions.factors import look_found_none, name_factor
from secondstory.analysis.actions.findings import record_finding
from secondstory.analysis.actions.mysteries import chain
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.actions.settle import answer, set_aside
from secondstory.analysis.actions.strengths import name_condition
from secondstory.analysis.actions.structure import draw_control, draw_feedback, name_duty, take_out_part
from secondstory.analysis.actions.system import name_part
from secondstory.analysis.models import (
    ComponentAnalysis,
    Condition,
    ControlAction,
    ControlAssessment,
    Feedback,
    Finding,
    LookedFoundNone,
    Mystery,
    Responsibility,
    SafetyControl,
    SystemicFactor,
    SystemPart,
)
from secondstory.analysis.structure import tied_to
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Person, Team
from secondstory.people.refusals import Refusal


def a_study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.role(study, cast.bo, "analyst")
    return study


# What two people do at once, each on what stands in the study: its first part, condition, question and factor.


def first(model: Any, study: Retrospective) -> Any:
    found = model.objects.filter(retrospective=study).order_by("created_at", "id").first()
    if found is None:
        raise Refusal("It is gone.")
    return found


def last(model: Any, study: Retrospective) -> Any:
    found = model.objects.filter(retrospective=study).order_by("created_at", "id").last()
    if found is None:
        raise Refusal("It is gone.")
    return found


VERBS: dict[str, Callable[[Retrospective, Person], object]] = {
    "names a part": lambda study, by: name_part(study, f"A part of {by}", by=by),
    "names the same part": lambda study, by: name_part(study, "The standby", by=by),
    "changes the part": lambda study, by: change(first(SystemPart, study), by=by, name=f"Renamed by {by}"),
    "takes the part out": lambda study, by: remove(first(SystemPart, study), by=by),
    "explains the part": lambda study, by: analyse_component(first(SystemPart, study), by=by, believed=f"{by} says."),
    "draws an arrow": lambda study, by: draw_control(
        first(SystemPart, study), last(SystemPart, study), f"steered by {by}", by=by
    ),
    "draws what comes back": lambda study, by: draw_feedback(
        last(SystemPart, study), first(SystemPart, study), f"heard by {by}", by=by
    ),
    "gives a duty": lambda study, by: name_duty(first(SystemPart, study), f"{by} asks for it", by=by),
    "takes the part out with what goes with it": lambda study, by: take_out_part(
        first(SystemPart, study), by=by, with_it=len(tied_to(first(SystemPart, study)))
    ),
    "records a finding on the part": lambda study, by: record_finding(
        study, f"{by} found it.", by=by, about=first(SystemPart, study)
    ),
    "meets a control": lambda study, by: meet_control(
        study, "Lag pager", by=by, sentence="Rings.", type="detect", outcome="held", how=f"It rang for {by}."
    ),
    "names a factor": lambda study, by: name_factor(study, "culture", f"{by} saw it.", by=by),
    "looks and finds none": lambda study, by: look_found_none(study, "culture", by=by),
    "takes the factor out": lambda study, by: remove(first(SystemicFactor, study), by=by),
    "names a condition and joins it": lambda study, by: name_condition(
        study, f"It was late for {by}.", by=by, joined_with=[first(Condition, study)]
    ),
    "joins the condition with none": lambda study, by: join_conditions(first(Condition, study), [], by=by),
    "takes the condition out": lambda study, by: remove(first(Condition, study), by=by),
    "asks": lambda study, by: raise_mystery(f"How did {by} know?", study=study, by=by),
    "answers": lambda study, by: answer(first(Mystery, study), f"{by} knows.", by=by),
    "sets the question aside": lambda study, by: set_aside(first(Mystery, study), f"{by} leaves it.", by=by),
    "puts the first question under the last": lambda study, by: chain(
        first(Mystery, study), Mystery.objects.filter(retrospective=study).latest("created_at"), by=by
    ),
    "puts the last question under the first": lambda study, by: chain(
        Mystery.objects.filter(retrospective=study).latest("created_at"), first(Mystery, study), by=by
    ),
    "chooses a depth": lambda study, by: choose_depth(study, "deep", by=by, reasons=["new_parts"]),
}


def at_once(study: Retrospective, doings: list[tuple[str, Person]]) -> list[str]:
    """All of them at the same moment; returns what was acknowledged."""
    together = Barrier(len(doings))

    def do(doing: tuple[str, Person]) -> str:
        verb, by = doing
        try:
            mine = Retrospective.objects.get(pk=study.pk)
            together.wait(timeout=60)
            VERBS[verb](mine, by)
        except Refusal:
            return ""
        finally:
            connection.close()
        return f"{by} {verb}"

    with ThreadPoolExecutor(len(doings)) as pool:
        return [said for said in pool.map(do, doings) if said]


def check_the_house(study: Retrospective) -> None:
    of = {"retrospective": study}
    found = set(SystemicFactor.objects.filter(**of).values_list("kind", flat=True))
    assert not found & set(LookedFoundNone.objects.filter(**of).values_list("kind", flat=True))
    assert ControlAssessment.objects.filter(**of).count() <= 1
    assert SafetyControl.objects.filter(name="Lag pager").count() <= 1
    for finding in Finding.objects.filter(**of):
        assert finding.part is not None
    for explained in ComponentAnalysis.objects.filter(**of):
        assert explained.part.retrospective == study
    for arrow in (*ControlAction.objects.filter(**of), *Feedback.objects.filter(**of)):
        assert {arrow.source.retrospective_id, arrow.target.retrospective_id} == {study.pk}
    for duty in Responsibility.objects.filter(**of):
        assert duty.part.retrospective_id == study.pk
    for condition in Condition.objects.filter(**of):
        assert all(condition in other.joined_with.all() for other in condition.joined_with.all())
    for mystery in Mystery.objects.filter(**of):
        above, seen = mystery.parent, {mystery.pk}
        while above is not None:
            assert above.pk not in seen
            seen.add(above.pk)
            above = above.parent
        assert (mystery.state == "answered") <= bool(mystery.answer)
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == list(
        range(1, Event.objects.count() + 1)
    )


def check_nothing_is_lost(study: Retrospective, acknowledged: list[str]) -> None:
    """Words that were acknowledged are there, unless somebody took them out or said them anew in the same moment."""
    of, told = {"retrospective": study}, " / ".join(acknowledged)
    for said in acknowledged:
        who, _, verb = said.partition(" ")
        if verb == "names a part":
            assert SystemPart.objects.filter(**of, name=f"A part of {who}").exists() or "the part" in told
        if verb == "names a factor":
            named = SystemicFactor.objects.filter(**of, text=f"{who} saw it.").exists()
            assert named or "takes the factor out" in told
        if verb == "records a finding on the part":
            assert Finding.objects.filter(**of, summary=f"{who} found it.").exists()
        if verb == "names a condition and joins it":
            named = Condition.objects.filter(**of, text=f"It was late for {who}.").exists()
            assert named or "takes the condition out" in told
        if verb == "draws an arrow":
            drawn = ControlAction.objects.filter(**of, what=f"steered by {who}").exists()
            assert drawn or "takes the part out with" in told
        if verb == "asks":
            assert Mystery.objects.filter(**of, question=f"How did {who} know?").exists()
        if verb == "answers":
            asked = Mystery.objects.filter(**of, answer=f"{who} knows.")
            assert asked.exists() or Mystery.objects.filter(former_answers__text=f"{who} knows.").exists()


@pytest.mark.requirement("R-002-48")
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.sampled_from(sorted(VERBS)), min_size=2, max_size=4))
def test_whatever_two_people_do_at_once_no_rule_breaks_and_no_word_is_lost(own_database, verbs):
    cast = _the_cast()
    study = a_study(cast)
    name_part(study, "db1, the primary", by=cast.ana)
    name_condition(study, "The tool was silent.", by=cast.ana)
    for question in ("How often?", "Since when?"):
        raise_mystery(question, study=study, by=cast.ana)
    SafetyControl.objects.filter(assessments=None).delete()
    doings = [(verb, (cast.ana, cast.bo)[n % 2]) for n, verb in enumerate(verbs)]
    acknowledged = at_once(study, doings)
    check_the_house(study)
    check_nothing_is_lost(study, acknowledged)
    ControlAssessment.objects.all().delete()


def _the_cast() -> Cast:
    """The same people for each example: the database is one."""
    people = {person.display_name: person for person in Person.objects.all()}
    if not people:
        return make_cast()
    teams = {team.name: team for team in Team.objects.all()}
    return Cast(people["Ana"], people["Bo"], people["Cy"], teams["Storage"], teams["Billing"])


def _opened(client: Client, page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', client.get(page).content.decode())
    assert found
    return found[1]


FORMS: dict[str, tuple[Callable[[Retrospective, Cast], str], str]] = {
    "a condition": (
        lambda study, cast: reverse(
            "analysis-conditions-one",
            args=[study.pk, name_condition(study, "It was late.", by=cast.ana, level="team").pk],
        ),
        "text",
    ),
    "a part explained": (
        lambda study, cast: reverse("component", args=[study.pk, name_part(study, "The job", by=cast.ana).pk]),
        "believed",
    ),
    "how a control fared": (
        lambda study, cast: reverse(
            "analysis-controls-one", args=[study.pk, builders.assessment(study, how="It rang.").pk]
        ),
        "how",
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_of_four_who_save_one_form_at_the_same_moment_one_is_kept_and_three_are_asked(own_database, form):
    cast = make_cast()
    study = a_study(cast)
    begin, field = FORMS[form]
    page = begin(study, cast)
    clients = [Client() for _ in range(4)]
    for n, client in enumerate(clients):
        client.force_login((cast.ana, cast.bo)[n % 2])
    seen = _opened(clients[0], page)
    together = Barrier(len(clients))

    def save(n: int) -> tuple[int, str]:
        try:
            told = {field: f"By hand {n}.", "level": "team", "outcome": "held", "seen": seen}
            together.wait(timeout=60)
            answered = clients[n].post(page, told)
            return answered.status_code, answered.content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(save, range(len(clients))))
    assert sorted(status for status, _ in answers) == [302, 422, 422, 422]
    for n, (status, text) in enumerate(answers):
        if status == 302:
            assert f"By hand {n}." in clients[0].get(page).content.decode()
        else:
            assert f"By hand {n}." in text
