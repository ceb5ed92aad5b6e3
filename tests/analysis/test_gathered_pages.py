"""What studies said of one kind of factor and of one service: only those one reads."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import Condition, Mystery, SystemicFactor, WorkNote
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Service


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, "A study that others do not read")
    builders.role(study, cast.ana)
    return study


@pytest.fixture
def service(study: Retrospective) -> Service:
    service = Service.objects.create(name="uploads", slug="uploads", about="takes files in")
    study.incident.services.add(service)
    return service


def kind(value: str) -> str:
    return reverse("factor-kind", args=[value])


@pytest.mark.requirement("R-004-124")
def test_a_kind_gathers_its_factors_for_whoever_reads_the_studies(study, as_ana, as_cy, stranger):
    SystemicFactor.objects.create(retrospective=study, kind="culture", text="Silence was praised.")
    SystemicFactor.objects.create(retrospective=study, kind="dynamics", text="Names drifted.")
    text = as_ana.get(kind("culture")).content.decode()
    assert "Silence was praised." in text
    assert study.title in text
    assert "Names drifted." not in text
    hidden = as_cy.get(kind("culture")).content.decode()
    assert "Silence" not in hidden
    assert str(study.pk) not in hidden
    assert stranger.get(kind("culture")).status_code == 302
    assert as_ana.get(kind("of-no-kind")).status_code == 404


def test_an_earlier_study_it_was_met_in_is_named_to_whoever_reads_it(study, cast, as_ana, as_bo):
    builders.participant(study, cast.bo)
    earlier = builders.study(cast.ana, "The earlier one")
    then = SystemicFactor.objects.create(retrospective=earlier, kind="dynamics", text="Then.")
    SystemicFactor.objects.create(retrospective=study, kind="culture", text="Now.").seen_before.add(then)
    assert "The earlier one" in as_ana.get(kind("culture")).content.decode()
    text = as_bo.get(kind("culture")).content.decode()
    assert "Now." in text
    assert "The earlier one" not in text


def test_a_kind_comes_in_pages_and_costs_the_same(study, as_ana, django_assert_max_num_queries):
    SystemicFactor.objects.create(retrospective=study, kind="culture", text="Factor 0")
    with django_assert_max_num_queries(8) as few:
        as_ana.get(kind("culture"))
    for n in range(1, 40):
        SystemicFactor.objects.create(retrospective=study, kind="culture", text=f"Factor {n}")
    with django_assert_max_num_queries(8) as many:
        text = as_ana.get(kind("culture")).content.decode()
    assert len(few) == len(many)
    assert "Factor 39" in text
    assert "Factor 0<" not in text
    assert "?before=" in text
    assert as_ana.get(kind("culture"), {"before": "nonsense"}).status_code == 400


@pytest.mark.requirement("R-001-22", "R-004-124")
def test_a_service_gathers_what_met_it(study, service, cast, as_ana, as_cy, stranger):
    at = reverse("service-met", args=[service.slug])
    Condition.objects.create(retrospective=study, text="It was night.")
    builders.control("Upload alarm").services.add(service)
    asked = Mystery.objects.create(question="Who looks at it at night?", retrospective=study, raised_by=cast.ana)
    asked.services.add(service)
    told = WorkNote.objects.create(
        topic="Emptying the queue", done="By hand, at noon.", audience="group", told_by=cast.ana
    )
    told.services.add(service)
    text = as_ana.get(at).content.decode()
    gathered = (study.title, "It was night.", "Upload alarm", "Who looks at it at night?", "Emptying the queue")
    for words in gathered:
        assert words in text
    assert [words in as_cy.get(at).content.decode() for words in gathered] == [False, False, True, False, False]
    assert stranger.get(at).status_code == 302
    assert as_ana.get(reverse("service-met", args=["of-no-name"])).status_code == 404
    assert at in as_ana.get(reverse("service", args=[service.slug])).content.decode()


def test_a_service_costs_the_same_however_much_met_it(study, service, cast, as_ana, django_assert_max_num_queries):
    at = reverse("service-met", args=[service.slug])
    Condition.objects.create(retrospective=study, text="It was night.")
    with django_assert_max_num_queries(12) as few:
        as_ana.get(at)
    for n in range(20):
        other = builders.study(cast.ana, f"Study {n}")
        other.incident.services.add(service)
        Condition.objects.create(retrospective=other, text=f"Condition {n}")
    with django_assert_max_num_queries(12) as many:
        as_ana.get(at)
    assert len(few) == len(many)
