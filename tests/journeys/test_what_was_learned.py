"""A reader writes down what a text told them, for themself; shares it; and whoever leads reads what changed, in stories."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)
TEXT = "What did a command for a few servers find in its way?"
TAKES = "A tool that stops us from taking away too much at once would have felt slow, and kind."
ASKED = "Which of our own tools takes away more than we mean?"


@pytest.mark.requirement("R-002-65", "R-002-02", "R-002-42")
def test_what_one_takes_along_is_ones_own_until_it_is_shared(browser: Browser, demonstration: Server, axe: Axe) -> None:
    ruth = steps.look(browser, demonstration, width=390, scheme="dark", who="Ruth Adeyemi")
    ruth.goto(f"{demonstration.base}/library/")
    ruth.get_by_role("link", name=TEXT).first.click()
    text = ruth.url
    part = ruth.locator("#learned")
    form = steps.unfold(part, "Write down what you take with you")
    form.get_by_label("What I take with me").fill(TAKES)
    form.get_by_label("What I still do not understand").fill(ASKED)
    steps.send(ruth, form, "Keep it")
    expect(part).to_contain_text("Only you can read this now.")
    axe(ruth)
    assert steps.is_no_wider_than_the_screen(ruth)

    mira = steps.look(browser, demonstration, width=1280, scheme="light", who="Mira Kaya")
    mira.goto(text)
    expect(mira.locator("main")).not_to_contain_text(TAKES)

    form = steps.unfold(part, "Change your note")
    form.get_by_label("Colleagues who may read this text, with my name").check()
    steps.send(ruth, form, "Keep it")
    mira.reload()
    expect(mira.locator("#learned")).to_contain_text(TAKES)
    answers = steps.unfold(mira.locator("#pulse"), "Answer without your name")
    answers.get_by_label("partly").first.check()
    steps.send(mira, answers, "Add my answer")
    expect(mira.locator("#pulse")).to_contain_text("From this browser it was answered.")
    expect(mira.locator("#pulse")).to_contain_text("told once five have")
    axe(mira)

    with ruth.expect_navigation():
        part.get_by_role("button", name="Ask it as an open question").click()
    expect(ruth.get_by_role("heading", level=1)).to_have_text(ASKED)

    ruth.goto(f"{demonstration.base}/what-changed/")
    expect(ruth.locator("main")).to_contain_text(TAKES)
    axe(ruth)
    ruth.get_by_role("link", name="Each night with a migration has a second person awake").click()
    expect(ruth.locator("main")).to_contain_text("It made room for")
    axe(ruth)
