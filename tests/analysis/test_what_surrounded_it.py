"""A condition or a factor that stops at what somebody did is asked what surrounded it, once, before it is kept."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import Condition, SystemicFactor
from secondstory.incidents.models import Retrospective

pytestmark = pytest.mark.requirement("R-001-46")
ACT = "The engineer failed to check which host they were on."
AROUND = "Both windows showed the same prompt, and two troubles came at once."
KINDS = {
    "conditions": (Condition, {"level": "operation", "evidence": ""}),
    "factors": (SystemicFactor, {"kind": "culture"}),
}


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana)
    builders.role(study, cast.ana)
    return study


def add(client, study, noun, **told):
    return client.post(reverse(f"analysis-{noun}", args=[study.pk]), {**KINDS[noun][1], **told})


def mark_on(response) -> str:
    (meant,) = re.findall(r'name="meant" value="(\w+)"', response.content.decode())
    return meant


@pytest.mark.parametrize("noun", KINDS)
def test_an_act_is_asked_about_once_and_no_word_is_lost(study, as_ana, noun):
    asked = add(as_ana, study, noun, text=ACT)
    assert asked.status_code == 422
    page = asked.content.decode()
    assert ACT in page
    assert "What surrounded it" in page
    assert not KINDS[noun][0].objects.exists()
    assert add(as_ana, study, noun, text=ACT, meant=mark_on(asked)).status_code == 302
    assert KINDS[noun][0].objects.get().text == ACT


@pytest.mark.parametrize("noun", KINDS)
def test_what_surrounded_it_is_kept_at_once(study, as_ana, noun):
    assert add(as_ana, study, noun, text=AROUND).status_code == 302
    assert KINDS[noun][0].objects.get().text == AROUND


def test_another_act_in_its_place_is_asked_about_anew(study, as_ana):
    asked = add(as_ana, study, "conditions", text=ACT)
    again = add(as_ana, study, "conditions", text="Nobody followed the runbook.", meant=mark_on(asked))
    assert again.status_code == 422


def test_what_stands_there_stays_until_it_is_said_anew(study, as_ana):
    found = Condition.objects.create(retrospective=study, text=ACT, level="operation")
    address = reverse("analysis-conditions-one", args=[study.pk, found.pk])
    told = {"level": "team", "evidence": "", "text": ACT}
    assert as_ana.post(address, told).status_code == 302
    asked = as_ana.post(address, {**told, "text": "Nobody followed the runbook."})
    assert asked.status_code == 422
    meant = mark_on(asked)
    assert as_ana.post(address, {**told, "text": "Nobody followed the runbook.", "meant": meant}).status_code == 302
