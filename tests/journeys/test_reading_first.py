"""Mira reads the ferry gate by herself, then sees what others said and speaks under a name of the round; Jonah says what a
recommendation would be in his work."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
PLACES = """
import json
from secondstory.incidents.models import Retrospective
from secondstory.recommendations.models import Recommendation
gate = Retrospective.objects.get(state="reviewing")
print(json.dumps([str(gate.pk), str(Recommendation.objects.get(title__startswith="Watch the age").pk)]))
"""
OTHERS = "The noon ferry did wait once, in fog."


def test_one_reads_first_and_says_what_it_is_in_ones_work(browser: Browser, demonstration: Server, axe: Axe) -> None:
    gate, recommendation = demonstration.python(PLACES)
    mira = steps.look(browser, demonstration, width=390, scheme="dark", who="Mira Kaya")
    mira.goto(f"{demonstration.base}/retrospectives/{gate}/review/")
    expect(mira.get_by_role("heading", name="First for yourself")).to_be_visible()
    expect(mira.get_by_text(OTHERS)).to_have_count(0)
    assert steps.is_no_wider_than_the_screen(mira)
    axe(mira)
    steps.say_that_one_has_read_it(mira)
    expect(mira.get_by_text(OTHERS)).to_be_visible()
    part = mira.get_by_role("region", name="Impact", exact=True).first
    drawer = steps.unfold(part, "Say something about")
    drawer.get_by_role("radio", name=re.compile("^Add perspective")).check()
    drawer.get_by_label("What you want to say").fill("We heard of it from a driver, an hour later.")
    drawer.get_by_role("checkbox", name="Say it under a name of the round").check()
    steps.send(mira, drawer, "Say it")
    said = mira.get_by_role("article").filter(has_text="an hour later")
    expect(said).to_contain_text(re.compile(r"Reader \d+"))
    axe(mira)

    jonah = steps.look(browser, demonstration, width=1280, scheme="light", who="Jonah Weiss")
    jonah.goto(f"{demonstration.base}/recommendations/{recommendation}/")
    expect(jonah.get_by_text("not looked at by anybody close to the work")).to_be_visible()
    close = steps.region(jonah, "Looked at by somebody close to the work")
    form = steps.unfold(close, "Say what it would be in our work")
    form.get_by_role("radio", name="it makes sense").check()
    form.get_by_label("In words").fill("If it rings by day, and not at night.")
    steps.send(jonah, form, "Say it")
    expect(jonah.get_by_text("somebody of the team Storage")).to_be_visible()
    expect(jonah.get_by_text("not looked at by anybody")).to_have_count(0)
    axe(jonah)
