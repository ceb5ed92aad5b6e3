"""The evening of GitLab.com as the engineer at the standby knew it: nothing later is on the page, until it is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
LATER = ("about 300 GB are gone", "bucket for daily dumps is empty", "Waiting in silence is how the tool behaves")


def open_replay(browser: Browser, server: Server, *, width: int = 1280) -> Page:
    page = steps.look(browser, server, width=width, scheme="light", who="Fay Okafor")
    page.goto(f"{server.base}/retrospectives/")
    page.get_by_role("link", name=re.compile("How did the only live copy")).first.click()
    page.get_by_role("link", name=re.compile("^Timeline")).first.click()
    page.get_by_role("link", name="As it looked then").click()
    return page


def look_from(page: Page, who: str, at: str, beside: str = "") -> None:
    page.locator(".ahead__whose summary").click()
    steps.choose(page.get_by_label("Whose view"), who)
    if beside:
        steps.choose(page.get_by_label("Beside it"), beside)
    page.get_by_label("Day and time").fill(at)
    steps.send(page, page, "Look from there")


@pytest.mark.parametrize("width", [1280, 390])
def test_at_the_moment_of_the_second_emptying_it_made_sense(
    browser: Browser, demonstration: Server, axe: Axe, width: int
) -> None:
    page = open_replay(browser, demonstration, width=width)
    look_from(page, "engineer at the standby", "2017-01-31T23:27")
    axe(page)
    assert steps.is_no_wider_than_the_screen(page)
    source = page.content()
    assert not [words for words in LATER if words in source]
    expect(page.get_by_text("usual first step").first).to_be_visible()
    expect(page.locator("[data-mind]").first).to_contain_text(re.compile("standby"))

    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("about 300 GB are gone").first).to_be_visible()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("about 300 GB are gone")).to_have_count(0)
    page.context.close()


def test_two_people_stand_side_by_side_on_one_clock(browser: Browser, demonstration: Server, axe: Axe) -> None:
    page = open_replay(browser, demonstration)
    look_from(page, "engineer at the standby", "2017-01-31T23:35", beside="second engineer on call")
    axe(page)
    first, second = page.locator("[data-side='1']"), page.locator("[data-side='2']")
    expect(first.get_by_text("about 300 GB are gone").first).to_be_visible()
    expect(second.get_by_text("about 300 GB are gone")).to_have_count(0)
    page.context.close()
