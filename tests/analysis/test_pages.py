"""The analysis of a study as a page: what one sees, types, and cannot reach."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.forms.parts import ANEW, NOUNS
from secondstory.analysis.models import (
    BetterNote,
    Condition,
    Constraint,
    ControlAssessment,
    Finding,
    Hazard,
    LookedFoundNone,
    Loss,
    MissingControl,
    Mystery,
    SafetyControl,
    Strength,
    SystemicFactor,
    SystemPart,
)
from secondstory.incidents.models import Retrospective


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


def page(study: Retrospective) -> str:
    return reverse("analysis", args=[study.pk])


def full(study: Retrospective, by, times: int = 1) -> None:
    """Several of everything."""
    for n in range(times):
        loss = Loss.objects.create(retrospective=study, text=f"Loss {n}")
        hazard = Hazard.objects.create(retrospective=study, text=f"Hazard {n}")
        hazard.losses.add(loss)
        Constraint.objects.create(retrospective=study, text=f"Constraint {n}").hazards.add(hazard)
        SystemPart.objects.create(retrospective=study, name=f"Part {n}", is_environment=bool(n % 2))
        builders.assessment(study)
        SystemicFactor.objects.create(retrospective=study, kind="culture", text=f"Factor {n}")
        MissingControl.objects.create(retrospective=study, text=f"Hole {n}", met_nothing="a day", hazard=hazard)
        Condition.objects.create(retrospective=study, text=f"Condition {n}")
        Strength.objects.create(retrospective=study, text=f"Strength {n}")
        finding = builders.finding(study, f"Finding {n}")
        BetterNote.objects.create(retrospective=study, text=f"Better {n}").findings.add(finding)
        asked = Mystery.objects.create(retrospective=study, question=f"Question {n}?", raised_by=by)
        Mystery.objects.create(retrospective=study, question=f"Grown {n}?", parent=asked)


def test_it_shows_what_was_said_in_its_order(study, cast, as_ana):
    full(study, cast.ana)
    text = as_ana.get(page(study)).content.decode()
    told = ["Part 0", "Loss 0", "Hazard 0", "Constraint 0", "Condition 0", "Lag pager 0", "Hole 0", "Factor 0"]
    told += ["Strength 0", "Better 0", "Finding 0", "Question 0?", "Grown 0?"]
    places = [text.index(words) for words in told]
    assert places == sorted(places)


def test_it_costs_the_same_however_much_it_holds(study, cast, as_ana, django_assert_max_num_queries):
    full(study, cast.ana)
    with django_assert_max_num_queries(18) as few:
        as_ana.get(page(study))
    full(study, cast.ana, times=6)
    with django_assert_max_num_queries(18) as many:
        as_ana.get(page(study))
    assert len(few) == len(many)


def test_an_empty_study_says_what_is_asked_and_what_is_thin(study, as_ana):
    response = as_ana.get(page(study))
    assert "What was lost, for whom, and how do we know?" in response.content.decode()
    assert "No control is named yet." in response.content.decode()


def test_a_participant_sees_what_they_may_add(study, as_bo):
    text = as_bo.get(page(study)).content.decode()
    assert reverse("analysis-strengths", args=[study.pk]) in text
    assert reverse("analysis-losses", args=[study.pk]) not in text


def test_somebody_outside_and_a_stranger_see_nothing(study, cast, as_cy, stranger):
    full(study, cast.ana)
    assert as_cy.get(page(study)).status_code == 404
    assert stranger.get(page(study)).status_code == 302
    for noun in NOUNS:
        assert as_cy.post(reverse(f"analysis-{noun}", args=[study.pk]), {"text": "x"}).status_code == 404


TYPED = {
    "parts": ({"name": "db1", "kind": "data", "is_environment": "on"}, SystemPart),
    "losses": ({"text": "Comments were lost."}, Loss),
    "hazards": ({"text": "One copy only."}, Hazard),
    "constraints": ({"text": "Two copies."}, Constraint),
    "conditions": ({"text": "The tool waits.", "level": "technical"}, Condition),
    "controls": (
        {"name": "Lag pager", "outcome": "held", "how": "It rang.", "sentence": "Wakes someone.", "type": "detect"},
        ControlAssessment,
    ),
    "factors": ({"kind": "culture", "text": "Openness is praised."}, SystemicFactor),
    "looks": ({"kind": "economics"}, LookedFoundNone),
    "missing-controls": ({"text": "A drill", "met_nothing": "a slow restore"}, MissingControl),
    "strengths": ({"text": "Stopped within seconds.", "kind": "adaptation"}, Strength),
    "better-notes": ({"text": "Hosts could look different."}, BetterNote),
    "findings": ({"summary": "It reached nobody.", "about": "together"}, Finding),
    "questions": ({"question": "Who was watching?"}, Mystery),
}
SECTION = {noun: form.section for noun, form in NOUNS.items()}


@pytest.mark.parametrize("noun", TYPED)
def test_what_is_typed_is_kept_and_leads_back_to_its_place(study, as_ana, noun):
    typed, model = TYPED[noun]
    response = as_ana.post(reverse(f"analysis-{noun}", args=[study.pk]), typed)
    assert (response.status_code, response["Location"]) == (302, f"{page(study)}#{SECTION[noun]}")
    assert model.objects.filter(retrospective=study).count() == 1


@pytest.mark.parametrize("noun", TYPED)
def test_with_htmx_the_section_itself_comes_back(study, as_ana, noun):
    typed, _ = TYPED[noun]
    response = as_ana.post(reverse(f"analysis-{noun}", args=[study.pk]), typed, headers={"HX-Request": "true"})
    text = response.content.decode()
    assert response.status_code == 200
    assert f'id="{SECTION[noun]}"' in text
    assert "<html" not in text


@pytest.mark.parametrize("noun", sorted(set(TYPED) - {"looks", "questions"}))
@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
def test_what_cannot_be_kept_comes_back_as_it_was_typed(study, as_ana, noun, htmx):
    typed, model = TYPED[noun]
    long = "still here " * 200_000
    name = next(field for field in ("name", "summary", "text") if field in typed)
    response = as_ana.post(reverse(f"analysis-{noun}", args=[study.pk]), {**typed, name: long}, headers=htmx)
    assert response.status_code == 422
    assert "still here still here" in response.content.decode()
    assert "Shorten it" in response.content.decode()
    assert not model.objects.exists()


def test_a_refusal_of_the_verb_stands_beside_its_field(study, as_ana):
    response = as_ana.post(reverse("analysis-controls", args=[study.pk]), {"name": "Lag pager", "outcome": "held"})
    assert response.status_code == 422
    assert "Say in one sentence what it does." in response.content.decode()
    assert not SafetyControl.objects.exists()


def test_a_known_control_needs_no_description(study, as_ana):
    builders.control("Lag pager", team=study.team)
    as_ana.post(reverse("analysis-controls", args=[study.pk]), {"name": "lag pager", "outcome": "held"})
    assert ControlAssessment.objects.get().control == SafetyControl.objects.get()


def test_a_control_is_not_assessed_twice_by_name(study, as_ana):
    builders.assessment(study, control=builders.control("Lag pager"), how="It rang.")
    response = as_ana.post(reverse("analysis-controls", args=[study.pk]), {"name": "Lag pager", "outcome": "held"})
    assert response.status_code == 422
    assert ControlAssessment.objects.get().how == "It rang."


def test_the_control_of_another_team_is_chosen_by_its_full_name(study, cast, as_ana):
    theirs = builders.control("Lag pager", team=cast.billing)
    assert 'value="Lag pager (Billing)"' in as_ana.get(page(study)).content.decode()
    as_ana.post(reverse("analysis-controls", args=[study.pk]), {"name": "Lag pager (Billing)", "outcome": "held"})
    assert ControlAssessment.objects.get().control == theirs


def test_no_strength_is_said_and_shown(study, as_bo):
    as_bo.post(reverse("analysis-no-strength", args=[study.pk]), {"reason": "Nobody could say."})
    assert "Nothing is named, because: Nobody could say." in as_bo.get(page(study)).content.decode()


def test_the_choices_that_lean_on_a_section_come_with_it(study, as_ana):
    response = as_ana.post(
        reverse("analysis-losses", args=[study.pk]), {"text": "Comments were lost."}, headers={"HX-Request": "true"}
    )
    text = response.content.decode()
    assert 'id="offer-hazards" hx-swap-oob="true"' in text
    assert "L-1 Comments were lost." in text


def made(noun: str, study: Retrospective, client) -> str:
    typed, model = TYPED[noun]
    client.post(reverse(f"analysis-{noun}", args=[study.pk]), typed)
    return reverse(f"analysis-{noun}-one", args=[study.pk, model.objects.get(retrospective=study).pk])


@pytest.mark.parametrize("noun", ANEW)
def test_each_part_is_said_anew(study, as_ana, noun):
    address = made(noun, study, as_ana)
    typed, model = TYPED[noun]
    assert as_ana.get(address).status_code == 200
    name = next(field for field in ("how", "name", "summary", "text") if field in typed)
    response = as_ana.post(address, {**typed, name: "Said anew."})
    assert response["Location"] == f"{page(study)}#{SECTION[noun]}"
    assert getattr(model.objects.get(), name) == "Said anew."


@pytest.mark.parametrize("noun", [*ANEW, "looks"])
def test_each_part_is_taken_out_and_taking_it_out_twice_is_fine(study, as_ana, noun):
    typed, model = TYPED[noun]
    as_ana.post(reverse(f"analysis-{noun}", args=[study.pk]), typed)
    address = reverse(f"analysis-{noun}-removal", args=[study.pk, model.objects.get().pk])
    for _ in range(2):
        assert as_ana.post(address)["Location"] == f"{page(study)}#{SECTION[noun]}"
    assert not model.objects.exists()


@pytest.mark.parametrize("noun", ANEW)
def test_nobody_outside_reaches_a_part(study, as_ana, as_cy, noun):
    address = made(noun, study, as_ana)
    assert as_cy.get(address).status_code == 404
    assert as_cy.post(f"{address}removal/").status_code == 404
    assert TYPED[noun][1].objects.count() == 1


def test_a_part_of_another_study_is_not_here(study, cast, as_ana):
    other = builders.study(cast.ana, title="Another")
    loss = Loss.objects.create(retrospective=other, text="Elsewhere.")
    assert as_ana.get(reverse("analysis-losses-one", args=[study.pk, loss.pk])).status_code == 404


def test_a_final_study_offers_nothing_to_type(study, cast, as_ana):
    full(study, cast.ana)
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=builders.NOON)
    text = as_ana.get(page(study)).content.decode()
    assert "Loss 0" in text
    assert 'class="add"' not in text
    assert as_ana.post(reverse("analysis-losses", args=[study.pk]), {"text": "Late."}).status_code == 400
    assert Loss.objects.count() == 1


def test_what_people_typed_is_shown_as_text(study, as_ana):
    as_ana.post(reverse("analysis-losses", args=[study.pk]), {"text": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in as_ana.get(page(study)).content.decode()


def test_a_question_shows_no_name(study, cast, as_ana):
    cast.bo.display_name = "Bohumila"
    cast.bo.save()
    asked = raise_mystery("Who was watching?", study=study, by=cast.bo)
    for address in (page(study), reverse("question", args=[asked.pk]), reverse("questions")):
        assert "Bohumila" not in as_ana.get(address).content.decode()


def test_two_who_change_one_part_at_once_lose_no_word(cast, as_ana):
    """The second is asked, with what they typed kept; sent again, it is meant. The same words twice are no matter."""
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    loss = Loss.objects.create(retrospective=study, text="Uploads were refused.", created_by=cast.ana)
    page = reverse("analysis-losses-one", args=[study.pk, loss.pk])
    seen = re.search(r'name="seen" value="(\w+)"', as_ana.get(page).text)[1]
    assert as_ana.post(page, {"text": "Uploads were refused for an hour.", "seen": seen}).status_code == 302
    assert as_ana.post(page, {"text": "Uploads were refused for an hour.", "seen": seen}).status_code == 302
    asked = as_ana.post(page, {"text": "Somebody's photos are gone.", "seen": seen})
    assert asked.status_code == 422
    assert "photos are gone" in asked.text
    loss.refresh_from_db()
    assert loss.text == "Uploads were refused for an hour."
    again = re.search(r'name="seen" value="(\w+)"', asked.text)[1]
    assert as_ana.post(page, {"text": "Somebody's photos are gone.", "seen": again}).status_code == 302


def test_words_about_something_that_was_taken_out_meanwhile_stay_to_be_taken_along(study, as_ana, as_cy):
    gone = Condition.objects.create(retrospective=study, text="It was late.")
    page = reverse("analysis-conditions-one", args=[study.pk, gone.pk])
    gone.delete()
    told = {"text": "It was late, and it rained.", "level": "environment", "evidence": "The log"}
    answer = as_ana.post(page, told)
    assert answer.status_code == 409
    assert all(words in answer.content.decode() for words in (told["text"], told["evidence"]))
    assert not Condition.objects.exists()
    assert as_ana.get(page).status_code == as_cy.post(page, told).status_code == 404
