"""A control is a part of the system, too: somebody says which part holds it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.change import change
from secondstory.analysis.actions.remove import remove
from secondstory.analysis.models import ControlAssessment, SystemPart
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def met(study) -> ControlAssessment:
    return builders.assessment(study)


@pytest.fixture
def pager(study) -> SystemPart:
    return SystemPart.objects.create(retrospective=study, name="Pager of the night", kind="software")


@pytest.mark.requirement("R-004-41")
def test_it_is_said_once_and_can_be_said_anew(met, pager, cast) -> None:
    for _ in range(2):
        change(met, by=cast.ana, held_by=pager)
    assert ControlAssessment.objects.get().held_by == pager
    assert Event.objects.filter(kind="control_assessment.changed").count() == 1
    change(met, by=cast.ana, held_by=None)
    assert ControlAssessment.objects.get().held_by is None


def test_a_part_of_another_study_holds_nothing_here(met, cast) -> None:
    elsewhere = SystemPart.objects.create(retrospective=builders.study(cast.ana), name="Elsewhere")
    with pytest.raises(Refusal):
        change(met, by=cast.ana, held_by=elsewhere)


def test_somebody_outside_does_not_say_it(met, pager, cast) -> None:
    with pytest.raises((NotFound, NotAllowed)):
        change(met, by=cast.cy, held_by=pager)


def test_a_part_that_goes_leaves_the_control_where_it_is(met, pager, cast) -> None:
    change(met, by=cast.ana, held_by=pager)
    remove(pager, by=cast.ana)
    assert ControlAssessment.objects.get().held_by is None


def test_it_is_chosen_where_the_control_is_changed_and_shown_on_both_pages(study, met, pager, as_ana, as_cy) -> None:
    page = reverse("analysis-controls-one", args=[study.pk, met.pk])
    form = as_ana.get(page).context["form"]
    assert ("", "not said") in form.fields["held_by"].choices
    told = {**{name: form[name].value() or "" for name in form.fields}, "held_by": str(pager.pk)}
    assert as_ana.post(page, told).status_code == 302
    component = reverse("component", args=[study.pk, pager.pk])
    assert component in as_ana.get(reverse("analysis", args=[study.pk])).content.decode()
    text = as_ana.get(component).content.decode()
    assert "Controls it holds" in text
    assert met.control.name in text
    assert as_cy.post(page, told).status_code == 404


def test_where_no_part_is_named_it_is_not_asked(study, met, as_ana) -> None:
    assert "held_by" not in as_ana.get(reverse("analysis-controls-one", args=[study.pk, met.pk])).context["form"].fields
