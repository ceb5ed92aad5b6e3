"""The evening of GitLab.com as the engineer at the standby knew it: nothing later is on the page, until it is."""

from __future__ import annotations

import re
from collections.abc import Callable

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
    page.wait_for_url("**/retrospectives/*-*/")
    page.goto(f"{page.url}timeline/then/")
    return page


def look_from(page: Page, who: str, at: str, beside: str = "") -> None:
    page.locator(".ahead__whose summary").click()
    steps.choose(page.get_by_label("Whose view"), who)
    if beside:
        steps.choose(page.get_by_label("Beside it"), beside)
    page.get_by_label("Day and time").fill(at)
    steps.send(page, page, "Look from there")


def step_until(page: Page, key: str, there: Callable[[], bool], patience: int = 30) -> None:
    """Press it, a step at a time, until what one looks for is so."""
    for _ in range(patience):
        if there():
            return
        with page.expect_response("**/timeline/then/step/**"):
            page.keyboard.press(key)
        page.wait_for_timeout(100)
    raise AssertionError(f"{patience} steps were not enough.")


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

    gone = page.get_by_text("about 300 GB are gone")
    step_until(page, "ArrowRight", lambda: gone.count() > 0)
    step_until(page, "ArrowLeft", lambda: gone.count() == 0)
    assert not [words for words in LATER[:1] if words in page.content()]
    page.context.close()


def test_two_people_stand_side_by_side_on_one_clock(browser: Browser, demonstration: Server, axe: Axe) -> None:
    page = open_replay(browser, demonstration)
    look_from(page, "engineer at the standby", "2017-01-31T23:15", beside="second engineer on call")
    axe(page)
    first, second = page.locator(".then__side").nth(0), page.locator(".then__side").nth(1)
    expect(first.get_by_text("A trace shows it in poll").first).to_be_visible()
    expect(second.get_by_text("A trace shows it in poll")).to_have_count(0)
    page.context.close()
