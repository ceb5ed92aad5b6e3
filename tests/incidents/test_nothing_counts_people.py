"""Invariant 5: no query and no page groups what happened by who was there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.incidents.forms import IncidentFilter

PEOPLE = ("created_by_id", "person_id", "reporter_id", "facilitator_id")


@pytest.fixture
def study(cast: Cast):
    study = builders.study(cast.ana, work_open_to="organization")
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo, involvements=["responded"])
    builders.note(cast.bo, audience="organization", incident=study.incident)
    builders.signal(cast.bo, incident=study.incident)
    return study


@pytest.mark.requirement("R-000-47")
def test_invariant_05_incidents_are_narrowed_by_things_and_never_by_people():
    assert set(IncidentFilter.base_fields) == {"team", "service", "kind", "year"}


@pytest.mark.parametrize("name", ["created_by", "created_by__id", "person", "participant", "facilitator"])
def test_invariant_05_an_address_that_asks_for_a_person_is_not_heard(as_ana: Client, cast: Cast, study, name):
    everything = as_ana.get("/incidents/").context["page"].rows
    assert as_ana.get(f"/incidents/?{name}={cast.cy.pk}").context["page"].rows == everything != []


@pytest.mark.requirement("R-000-47")
def test_invariant_05_no_statement_of_any_page_groups_by_a_person(as_ana: Client, cast: Cast, study):
    addresses = [
        *(reverse(name) for name in ("notes", "signals", "incidents", "studies")),
        reverse("incident", args=[study.incident_id]),
        *(reverse(name, args=[study.pk]) for name in ("study", "people-of-study")),
    ]
    with CaptureQueriesContext(
        connection,
    ) as said:
        for address in addresses:
            assert as_ana.get(address).status_code == 200
    grouped = [q["sql"].split("GROUP BY", 1)[1] for q in said.captured_queries if "GROUP BY" in q["sql"]]
    assert grouped  # the rail counts rows of the study, so there is something to look at
    for clause in grouped:
        assert not any(column in clause.split(")")[0] for column in PEOPLE), clause
