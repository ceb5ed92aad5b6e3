"""Somebody new writes down what they wonder about, asks it, begins to learn to lead, and a colleague walks along."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)
WONDER = "What does a red lamp at the gate mean?"


def ask_with_fresh_eyes(page: Page, server: Server, axe: Axe) -> None:
    page.goto(f"{server.base}/questions/")
    page.get_by_role("link", name="Write down what you wonder about").click()
    first = steps.region(page, "What surprised you?")
    first.get_by_label("For yourself").fill(WONDER)
    steps.send(page, first, "Keep it for yourself")
    axe(page)
    drawer = steps.unfold(steps.region(page, "What surprised you?"), "Ask it")
    steps.send(page, drawer, "Ask")
    expect(page.get_by_role("heading", level=1)).to_have_text(WONDER)
    expect(page.locator("main")).to_contain_text("asked with fresh eyes")


def do_an_exercise(page: Page, server: Server, axe: Axe) -> None:
    page.goto(f"{server.base}/how-we-work/learning/exercises/what-nobody-knew-yet/")
    page.get_by_label("The dispatcher ignored the obvious signs").check()
    axe(page)
    steps.send(page, page.locator("main"), "See what others would notice")
    expect(page.locator("main")).to_contain_text("you stopped here")
    axe(page)


@pytest.mark.requirement("R-002-34", "R-003-13")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_from_wondering_to_walking_along(server: Server, page: Page, browser: Browser, axe: Axe) -> None:
    steps.gather_the_people(server)
    steps.sign_in(page, server, "Ana")
    ask_with_fresh_eyes(page, server, axe)
    do_an_exercise(page, server, axe)
    page.goto(f"{server.base}/how-we-work/learning/")
    steps.send(page, page.locator("main"), "Begin")
    steps.choose(page.get_by_label("Whom would you ask?"), "Bo")
    steps.send(page, page.locator("main"), "Ask them")
    axe(page)

    bo = browser.new_context(reduced_motion="reduce").new_page()
    steps.sign_in(bo, server, "Bo")
    bo.goto(server.base)
    bo.get_by_role("link", name="Ana asks whether you would walk along").click()
    axe(bo)
    steps.send(bo, bo.locator("main"), "Yes, I will")
    expect(bo.locator("main")).to_contain_text("Nothing yet. Their notes are theirs until they show them.")
    page.reload()
    expect(page.locator("main")).to_contain_text("Bo walks along with you.")
    bo.context.close()
