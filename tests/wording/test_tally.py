"""Helpful, or not here: a bare number per rule, and nothing about anybody."""

from __future__ import annotations

import pytest
from django.db import models
from django.urls import reverse

from secondstory.journal.models import Event
from secondstory.wording.models import RuleTally

RULE = "counterfactual.remedy"


def press(client, rule=RULE):
    return client.post(reverse("wording-helpful", args=[rule]), headers={"accept": "application/json"})


def test_helpful_is_one_more_for_the_rule(as_ana, as_cy):
    assert press(as_ana).status_code == press(as_cy).status_code == 200
    assert [(one.rule, one.helpful, one.not_here) for one in RuleTally.objects.all()] == [(RULE, 2, 0)]


def test_invariant_05_nothing_beside_it_tells_of_whom_or_when(as_ana):
    press(as_ana)
    fields = RuleTally._meta.get_fields()
    assert {field.name for field in fields} == {"rule", "helpful", "not_here"}
    assert not any(field.is_relation or isinstance(field, models.DateTimeField) for field in fields)
    assert not Event.objects.filter(kind__startswith="wording").exists()


def test_a_rule_that_is_not_there_takes_none(as_ana):
    assert press(as_ana, "made.up").status_code == 404
    assert not RuleTally.objects.exists()


@pytest.mark.usefixtures("cast")
def test_a_stranger_presses_nothing(stranger):
    assert press(stranger).status_code == 302
    assert not RuleTally.objects.exists()
