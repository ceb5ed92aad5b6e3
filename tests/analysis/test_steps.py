"""The guided flow: each step asks, shows a good answer and what is thin, and never stands in the way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.urls import reverse
from tests import builders
from tests.analysis.test_pages import full
from tests.cast import Cast

from secondstory.analysis.how_deep import DEEP, IN_WORDS, LIGHT, STANDARD, suggested_depth, suggestion
from secondstory.analysis.models import ControlAssessment, LookedFoundNone, Loss, ReasonToLearn, SystemicKind
from secondstory.analysis.sections import SECTIONS
from secondstory.analysis.steps import BY_KEY, LIGHTLY, STEPS, at_depth, beside, left_out, steps_of
from secondstory.incidents.models import Retrospective


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


def at(study: Retrospective, key: str) -> str:
    return reverse("analysis-step", args=[study.pk, key])


@pytest.mark.requirement("R-004-63")
def test_every_section_of_an_analysis_has_its_step():
    assert {key for step in STEPS for key in step.sections} == set(SECTIONS)


@pytest.mark.requirement("R-004-30", "R-004-36", "R-004-60")
def test_the_numbers_are_those_of_cast():
    assert [step.number for step in STEPS] == ["1a", "1b", "1c", "1d", "1e", "1f", "1g", "2", "3", "4", "5"]


def test_a_light_study_leaves_the_structure_out_and_a_deep_one_nothing():
    assert {step.key for step in STEPS} - {step.key for step in steps_of(LIGHT)} == {"structure"}
    assert [step.key for step in left_out(LIGHT)] == ["structure"]
    assert left_out(DEEP) == []
    assert steps_of(DEEP) == list(STEPS)


def test_one_goes_from_the_first_to_the_last_step_and_back():
    for depth in IN_WORDS:
        way = steps_of(depth)
        for step, after in pairwise(way):
            assert beside(step, depth)[1] == after
            assert beside(after, depth)[0] == step
        assert beside(way[0], depth)[0] is None
        assert beside(way[-1], depth)[1] is None


def test_a_light_study_asks_of_each_control_and_not_of_each_part():
    lightly = at_depth(BY_KEY["components"], LIGHT)
    assert lightly in steps_of(LIGHT)
    assert lightly.name == "How each control fared"
    assert (lightly.number, lightly.sections) == ("3", ("controls",))
    assert at_depth(BY_KEY["components"], STANDARD) == BY_KEY["components"]


def test_a_step_that_is_left_out_leads_back_to_the_way():
    before, after = beside(BY_KEY["structure"], LIGHT)
    assert (before.key, after.key) == ("questions", "components")


def test_reasons_speak_for_a_depth_in_words_without_a_number():
    kinds = ReasonToLearn.Kind.values
    assert [suggested_depth(kinds[:n]) for n in (0, 1, 3, 6, 12)] == [LIGHT, LIGHT, STANDARD, DEEP, DEEP]
    assert suggestion([], LIGHT) == ""
    assert not any(c.isdigit() for c in suggestion(kinds, LIGHT) + suggestion(kinds, DEEP))


@pytest.mark.requirement("R-002-64", "R-003-20", "R-004-42", "R-004-70")
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_each_step_asks_and_shows_a_good_answer(study, as_ana, step):
    text = as_ana.get(at(study, step.key)).content.decode()
    for words in (step.asks, step.name):
        assert words.replace("'", "&#x27;") in text


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_a_step_costs_the_same_however_much_it_holds(study, cast, as_ana, step, django_assert_max_num_queries):
    full(study, cast.ana)
    with django_assert_max_num_queries(16) as few:
        as_ana.get(at(study, step.key))
    full(study, cast.ana, times=6)
    with django_assert_max_num_queries(16) as many:
        as_ana.get(at(study, step.key))
    assert len(few) == len(many)


def test_what_is_said_in_a_step_leads_back_to_it(study, as_ana):
    told = {"text": "An hour of uploads", "step": "loss"}
    answer = as_ana.post(reverse("analysis-losses", args=[study.pk]), told)
    assert answer["Location"] == at(study, "loss") + "#losses"
    loss = Loss.objects.get()
    page = reverse("analysis-losses-one", args=[study.pk, loss.pk]) + "?step=loss"
    assert at(study, "loss") in as_ana.get(page).content.decode()
    assert as_ana.post(page, {"text": "Two hours of uploads"})["Location"] == at(study, "loss") + "#losses"


def test_words_that_cannot_be_kept_come_back_in_their_step(study, as_ana):
    answer = as_ana.post(reverse("analysis-hazards", args=[study.pk]), {"text": "x" * 1001, "step": "hazard"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "x" * 1001 in text
    assert BY_KEY["hazard"].good in text


def test_with_htmx_the_section_keeps_its_step(study, as_ana):
    told = {"text": "An hour of uploads", "step": "loss"}
    answer = as_ana.post(reverse("analysis-losses", args=[study.pk]), told, headers={"HX-Request": "true"})
    assert b'name="step" value="loss"' in answer.content


def test_a_step_that_is_none_is_not_found(study, as_ana):
    assert as_ana.get(at(study, "verdict")).status_code == 404
    answer = as_ana.post(reverse("analysis-losses", args=[study.pk]), {"text": "Uploads", "step": "verdict"})
    assert answer["Location"].startswith(reverse("analysis", args=[study.pk]))


def test_the_way_says_what_is_thin_and_what_stands_there(study, as_ana):
    Loss.objects.create(retrospective=study, text="An hour of uploads")
    text = as_ana.get(reverse("analysis-steps", args=[study.pk])).content.decode()
    assert "No hazardous state leads to L-1 yet." in text
    assert "nothing here yet" in text


def lightly(study: Retrospective) -> Retrospective:
    study.depth = LIGHT
    study.save(update_fields=["depth"])
    return study


def test_a_light_study_says_which_number_it_leaves_out(study, as_ana):
    page = reverse("analysis-steps", args=[study.pk])
    assert "leaves out" not in as_ana.get(page).content.decode()
    lightly(study)
    text = as_ana.get(page).content.decode()
    assert f'A light study leaves out <a href="{at(study, "structure")}">2: control structure</a>.' in text
    assert LIGHTLY["components"].name in text


def test_its_third_step_offers_each_part_and_asks_for_none(study, cast, as_ana):
    full(lightly(study), cast.ana)
    text = as_ana.get(at(study, "components")).content.decode()
    assert LIGHTLY["components"].asks in text
    assert "A light study can leave this out." in text


def test_before_anything_stands_there_the_way_only_asks(study, as_ana):
    page = as_ana.get(reverse("analysis-steps", args=[study.pk]))
    assert b'class="thin"' not in page.content
    assert b"Begin with 1a: boundary" in page.content


def test_where_nothing_is_thin_the_write_up_is_next(study, cast, as_ana):
    page = reverse("analysis-steps", args=[lightly(study).pk])
    write_up = reverse("write-up", args=[study.pk])
    full(study, cast.ana, times=2)
    assert b"Go on with" in as_ana.get(page).content
    builders.entry(study)
    for kind in set(SystemicKind.values) - {"culture"}:
        LookedFoundNone.objects.create(retrospective=study, kind=kind)
    ControlAssessment.objects.update(how="It met the load and held.", outcome="held")
    text = as_ana.get(page).content.decode()
    assert f'href="{write_up}">Go on to the write-up' in text
    assert f'href="{write_up}">Go to the write-up' in as_ana.get(at(study, "improvement")).content.decode()


def test_a_page_with_one_question_asks_it_once(study, as_ana):
    asked = SECTIONS["system"].asks
    assert asked not in as_ana.get(at(study, "boundary")).context["step"].asks
    assert f"<summary>{asked}" not in as_ana.get(at(study, "boundary")).content.decode()
    assert f"<summary>{asked}" in as_ana.get(reverse("analysis", args=[study.pk])).content.decode()
    for key in SECTIONS["controls"].asks, SECTIONS["conditions"].asks:
        assert f"<summary>{key}" in as_ana.get(at(study, "protections")).content.decode()


def test_it_says_once_who_reads_a_question_before_it_is_asked(study, as_ana):
    text = as_ana.get(at(study, "questions")).content.decode()
    assert text.count("Only the people in this study can read this now") == 1


def test_a_control_of_which_nothing_is_said_yet_asks_how_it_fared(study, cast, as_ana):
    full(study, cast.ana)
    assert "Say how it fared" not in as_ana.get(at(study, "components")).content.decode()
    ControlAssessment.objects.update(how="", outcome="unknown")
    assert "Say how it fared" in as_ana.get(at(study, "components")).content.decode()


def test_ana_chooses_how_deep_and_the_reasons_come_back(study, as_ana):
    page = reverse("analysis-steps", args=[study.pk])
    told = {"depth": "deep", "reasons": ["looked_simple", "new_parts"]}
    assert as_ana.post(page, told).status_code == 302
    study.refresh_from_db()
    assert study.depth == "deep"
    form = as_ana.get(page).context["form"]
    assert (form["depth"].value(), form["reasons"].value()) == ("deep", ["looked_simple", "new_parts"])


def test_a_depth_that_is_none_comes_back_with_what_was_ticked(study, as_ana):
    answer = as_ana.post(reverse("analysis-steps", args=[study.pk]), {"depth": "9", "reasons": ["looked_simple"]})
    assert answer.status_code == 422
    assert not ReasonToLearn.objects.exists()


def test_what_somebody_else_chose_meanwhile_is_not_written_over(study, as_ana):
    page = reverse("analysis-steps", args=[study.pk])
    seen = as_ana.get(page).context["form"]["seen"].value()
    ReasonToLearn.objects.create(retrospective=study, kind="many_teams")
    answer = as_ana.post(page, {"depth": "light", "reasons": [], "seen": seen})
    assert answer.status_code == 422
    assert ReasonToLearn.objects.count() == 1


def test_bo_reads_the_way_and_leaves_the_depth(study, as_bo):
    page = reverse("analysis-steps", args=[study.pk])
    assert b"This study goes standard." in as_bo.get(page).content
    assert as_bo.post(page, {"depth": "light"}).status_code == 403


@pytest.mark.parametrize("name", ["analysis-steps", "analysis-step"])
def test_cy_finds_nothing(study, as_cy, name):
    args = [study.pk] if name == "analysis-steps" else [study.pk, "loss"]
    assert as_cy.get(reverse(name, args=args)).status_code == 404


@pytest.mark.requirement("R-002-71", "R-004-45")
def test_the_way_says_where_the_method_comes_from(study, as_ana):
    text = as_ana.get(reverse("analysis-steps", args=[study.pk])).content.decode()
    assert "CAST Handbook" in text
    assert "https://psas.scripts.mit.edu/" in text


def test_a_new_control_says_when_its_sentence_is_needed(study, as_ana):
    text = as_ana.get(at(study, "protections")).content.decode()
    label = text.partition('for="controls-sentence">')[2].partition("</label>")[0]
    assert label.endswith('<span class="field__optional">if it is new here</span>')


def test_how_a_control_fared_waits_for_the_third_step(study, cast, as_ana):
    full(study, cast.ana)
    ControlAssessment.objects.update(how="")
    says = "How did it fare: Lag pager 0?"
    assert says not in as_ana.get(at(study, "protections")).content.decode()
    assert says in as_ana.get(at(study, "components")).content.decode()
    assert says in as_ana.get(reverse("analysis", args=[study.pk])).content.decode()
    way = {one.step.key: one for one in as_ana.get(reverse("analysis-steps", args=[study.pk])).context["way"]}
    assert (says in way["protections"].thin, says in way["components"].thin) == (False, True)
