"""The catalogue: everybody reads it; what studies said of a control, only who reads those studies."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.exercises import note_exercise
from secondstory.analysis.models import SafetyControl
from secondstory.incidents.models import Retrospective
from secondstory.timeline.models import Reference

TYPED = {
    "name": "Lag pager",
    "sentence": "Wakes someone when the standby falls behind.",
    "type": "detect",
    "form": "software",
    "stage": "exists",
}


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, title="A study that others do not read")
    builders.role(study, cast.ana)
    return study


def at(control: SafetyControl) -> str:
    return reverse("control", args=[control.pk])


def test_everybody_here_reads_the_catalogue(as_cy, stranger):
    control = builders.control()
    for address in (reverse("controls"), at(control)):
        assert control.sentence in as_cy.get(address).content.decode()
        assert stranger.get(address).status_code == 302


def test_what_a_study_said_is_for_who_reads_it(study, as_ana, as_cy):
    control = builders.control()
    builders.assessment(study, control=control, how="It rang at 22:00.")
    assert "It rang at 22:00." in as_ana.get(at(control)).content.decode()
    text = as_cy.get(at(control)).content.decode()
    assert "It rang" not in text
    assert study.title not in text
    assert str(study.pk) not in text


def test_the_catalogue_comes_in_pages_and_costs_the_same(cast, as_ana, django_assert_max_num_queries):
    builders.control("Control 0", team=cast.storage)
    with django_assert_max_num_queries(8) as few:
        as_ana.get(reverse("controls"))
    for n in range(1, 40):
        builders.control(f"Control {n}", team=cast.billing)
    with django_assert_max_num_queries(8) as many:
        first = as_ana.get(reverse("controls"))
    assert len(few) == len(many)
    older = as_ana.get(f"{reverse('controls')}?before={first.context['page'].older}")
    seen = [c.name for response in (first, older) for c in response.context["page"].rows]
    assert seen == [f"Control {n}" for n in range(39, -1, -1)]


def test_a_control_page_costs_the_same(cast, as_ana, django_assert_max_num_queries):
    control = builders.control()
    builders.assessment(builders.study(cast.ana, work_open_to="organization"), control=control)
    with django_assert_max_num_queries(15) as few:
        as_ana.get(at(control))
    for n in range(8):
        other = builders.study(cast.ana, title=f"Study {n}", work_open_to="organization")
        builders.assessment(other, control=control)
    with django_assert_max_num_queries(15) as many:
        as_ana.get(at(control))
    assert len(few) == len(many)


def test_one_finds_a_control_by_a_part_of_its_name(as_ana):
    builders.control("Lag pager")
    builders.control("Daily dump")
    text = as_ana.get(f"{reverse('controls')}?q=PAGER").content.decode()
    assert "Lag pager" in text
    assert "Daily dump" not in text


def test_one_is_added_and_described_anew(as_ana):
    response = as_ana.post(reverse("controls"), TYPED)
    control = SafetyControl.objects.get()
    assert response["Location"] == at(control)
    as_ana.post(at(control), {**TYPED, "assumes": "Somebody carries the pager."})
    assert "Somebody carries the pager." in as_ana.get(at(control)).content.decode()


def test_a_name_that_is_taken_comes_back_as_typed(as_ana):
    builders.control("Lag pager")
    response = as_ana.post(reverse("controls"), {**TYPED, "sentence": "Another sentence."})
    assert response.status_code == 422
    assert "in the catalogue already" in response.content.decode()
    assert "Another sentence." in response.content.decode()


def test_another_team_does_not_describe_it(cast, as_cy):
    control = builders.control("Lag pager", team=cast.storage)
    assert "Change its description" not in as_cy.get(at(control)).content.decode()
    assert as_cy.post(at(control), TYPED).status_code == 403


def test_its_team_notes_an_exercise_and_takes_it_back(cast, as_bo):
    control = builders.control("Lag pager", team=cast.storage)
    page = reverse("control-exercises", args=[control.pk])
    answer = as_bo.post(page, {"on": "2026-03-01", "where": "staging", "how": "The stream was cut."})
    assert answer["Location"] == at(control) + "#exercised"
    text = as_bo.get(at(control)).content.decode()
    assert "The stream was cut." in text
    assert "1 Mar 2026" in text
    removal = reverse("control-exercise-removal", args=[control.pk, control.exercises.get().pk])
    for _ in range(2):
        assert as_bo.post(removal).status_code == 302
    assert not control.exercises.exists()


@pytest.mark.parametrize("told", [{"on": "2999-01-01"}, {"on": "the first of May"}, {"how": ""}, {"how": "x" * 601}])
def test_an_exercise_that_cannot_be_kept_comes_back_as_typed(as_ana, told):
    control = builders.control("Lag pager")
    typed = {"on": "2026-03-01", "where": "staging", "how": "The stream was cut.", **told}
    answer = as_ana.post(reverse("control-exercises", args=[control.pk]), typed)
    assert answer.status_code == 422
    assert all(words in answer.content.decode() for words in typed.values())
    assert not control.exercises.exists()


def test_another_team_notes_no_exercise(cast, as_cy):
    control = builders.control("Lag pager", team=cast.storage)
    exercise = note_exercise(control, "The stream was cut.", by=cast.ana)
    assert "Note an exercise" not in as_cy.get(at(control)).content.decode()
    assert as_cy.post(reverse("control-exercises", args=[control.pk]), {"how": "We saw it."}).status_code == 403
    removal = reverse("control-exercise-removal", args=[control.pk, exercise.pk])
    assert as_cy.post(removal).status_code == 403
    assert control.exercises.count() == 1


def test_the_catalogue_shows_crumple_zones_and_what_was_never_exercised(cast, as_ana):
    drilled = builders.control("Repositories apart", type="limit")
    builders.control("Daily dump", type="recover")
    builders.control("Old pager", type="detect", stage="retired")
    note_exercise(drilled, "One was taken away.", by=cast.ana, on=date(2026, 3, 1))

    def shown(show: str) -> list[str]:
        page = as_ana.get(reverse("controls"), {"show": show}).context["page"]
        return sorted(control.name for control in page.rows)

    assert shown("limit") == ["Repositories apart"]
    assert shown("never") == ["Daily dump"]
    assert len(shown("")) == len(shown("nonsense")) == 3
    assert "last exercised 1 Mar 2026" in as_ana.get(reverse("controls")).content.decode()


def test_an_address_that_leads_nowhere_says_so(as_ana):
    assert as_ana.get(reverse("control", args=[SafetyControl().pk])).status_code == 404


def test_two_who_describe_it_at_once_lose_no_word(as_ana, cast):
    known = builders.control()
    page = reverse("control", args=[known.pk])
    seen = re.search(r'name="seen" value="(\w+)"', as_ana.get(page).text)[1]
    told = {"name": known.name, "sentence": known.sentence, "type": "detect", "form": "software", "stage": "exists"}
    assert as_ana.post(page, {**told, "assumes": "Somebody carries it.", "seen": seen}).status_code == 302
    assert as_ana.post(page, {**told, "sentence": "Rings.", "seen": seen}).status_code == 422
    known.refresh_from_db()
    assert known.assumes == "Somebody carries it."


def test_what_shows_how_it_fared_is_chosen_from_the_study_s_references(study, cast, as_ana):
    assessment = builders.assessment(study, how="It rang at 22:00.")
    chat = Reference.objects.create(retrospective=study, kind="chat", title="The chat of that evening")
    Reference.objects.create(retrospective=study, kind="report", title="The report")
    page = reverse("analysis-controls-one", args=[study.pk, assessment.pk])
    told = {"outcome": "held", "how": "It rang at 22:00.", "references": [str(chat.pk)]}
    assert as_ana.post(page, told).status_code == 302
    assert list(assessment.references.all()) == [chat]
    text = as_ana.get(reverse("analysis", args=[study.pk])).content.decode()
    assert "Shown by The chat of that evening" in text
    assert as_ana.post(page, {"outcome": "held", "how": "It rang."}).status_code == 302
    assert not assessment.references.exists()


def test_a_reference_of_another_study_shows_nothing_here(study, cast, as_ana):
    assessment = builders.assessment(study, how="It rang.")
    Reference.objects.create(retrospective=study, kind="chat", title="The chat")
    theirs = Reference.objects.create(retrospective=builders.study(cast.cy, "Another"), kind="chat", title="Theirs")
    page = reverse("analysis-controls-one", args=[study.pk, assessment.pk])
    answer = as_ana.post(page, {"outcome": "held", "how": "It rang.", "references": [str(theirs.pk)]})
    assert answer.status_code == 422
    assert "Theirs" not in answer.content.decode()
    assert not assessment.references.exists()
