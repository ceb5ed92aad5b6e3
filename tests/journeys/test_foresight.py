"""The evening of GitLab.com as the engineer at the standby knew it: nothing later is on the page, until it is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
STUDY = """
import json
from secondstory.incidents.models import Retrospective
print(json.dumps(str(Retrospective.objects.get(title__startswith="How did the only live copy").pk)))
"""
EMPTIED = "about 300 GB are gone"
LATER = (EMPTIED, "bucket for daily dumps is empty", "Waiting in silence is how the tool behaves", "eighteen hours")
ENGINEER = "engineer at the standby"


def open_replay(page: Page, server: Server) -> None:
    page.goto(f"{server.base}/retrospectives/{server.python(STUDY)}/timeline/")
    page.get_by_role("link", name="As it looked then").click()
    page.wait_for_url("**/then/")


def look_from(page: Page, who: str, at: str, beside: str = "") -> None:
    page.locator(".ahead__whose summary").click()
    steps.choose(page.get_by_label("Whose view"), who)
    if beside:
        steps.choose(page.get_by_label("Beside it"), beside)
    page.get_by_label("Day and time").fill(at)
    steps.send(page, page, "Look from there")


def clock(page: Page, says: str) -> None:
    expect(page.locator("time[data-clock]")).to_have_text(says)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_at_the_moment_of_the_second_emptying_it_made_sense(
    browser: Browser, demonstration: Server, axe: Axe, width: int, scheme: str
) -> None:
    page = steps.look(browser, demonstration, width=width, scheme=scheme, who="Fay Okafor")
    page.on("pageerror", lambda error: pytest.fail(f"A script stumbled on {page.url}: {error}"))
    open_replay(page, demonstration)
    look_from(page, ENGINEER, "2017-01-31T23:27")
    axe(page)
    assert steps.is_no_wider_than_the_screen(page)
    source = page.content()
    assert not [words for words in LATER if words in source]
    expect(page.get_by_role("heading", name=f"What the {ENGINEER} knew")).to_be_visible()
    expect(page.get_by_text("usual first step").first).to_be_visible()
    expect(page.locator("[data-mind]")).to_contain_text("Rebuilding a standby asks nobody's leave")

    for _ in range(40):
        if page.get_by_text(EMPTIED).count():
            break
        before = page.locator("[data-behaviour=foresight]").get_attribute("data-at")
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-behaviour=foresight]")).not_to_have_attribute("data-at", before or "")
    expect(page.locator(".ev--new", has_text=EMPTIED)).to_be_visible()
    axe(page)
    page.wait_for_url(re.compile("at=2017-01-31T23%3A(?!27)"))

    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text(EMPTIED)).to_have_count(0)
    assert EMPTIED not in page.content()
    page.context.close()


def test_the_slider_moves_by_keys_and_goes_back_without_a_trace(browser: Browser, demonstration: Server) -> None:
    page = steps.look(browser, demonstration, width=1280, scheme="light", who="Fay Okafor")
    open_replay(page, demonstration)
    look_from(page, ENGINEER, "2017-01-31T22:30")
    slider = page.get_by_role("slider", name="Time")
    slider.focus()
    page.keyboard.press("PageUp")
    clock(page, "23:30")
    expect(slider).to_have_attribute("aria-valuetext", "23:30 UTC")
    expect(page.get_by_text("once more and start the copy again").first).to_be_attached()
    page.keyboard.press("PageDown")
    clock(page, "22:30")
    expect(page.get_by_text("once more and start the copy again")).to_have_count(0)
    page.wait_for_url("**at=2017-01-31T22%3A30*")
    page.reload()
    clock(page, "22:30")
    page.context.close()


def test_two_people_stand_side_by_side_on_one_clock(browser: Browser, demonstration: Server, axe: Axe) -> None:
    page = steps.look(browser, demonstration, width=1280, scheme="dark", who="Fay Okafor")
    open_replay(page, demonstration)
    look_from(page, ENGINEER, "2017-01-31T23:39", beside="second engineer on call")
    axe(page)
    first, second = page.locator("[data-side='0']"), page.locator("[data-side='1']")
    expect(first.get_by_text(EMPTIED)).to_be_visible()
    expect(second.get_by_text(EMPTIED)).to_have_count(0)
    page.get_by_role("button", name="Later").click()
    expect(second.get_by_text(EMPTIED)).to_be_visible()
    expect(second.get_by_text("learned at 23:40, when told of it").last).to_be_visible()
    page.context.close()


def test_without_script_the_buttons_step_by_pages(browser: Browser, demonstration: Server) -> None:
    signed_in = steps.look(browser, demonstration, width=390, scheme="light", who="Fay Okafor")
    context = browser.new_context(java_script_enabled=False, storage_state=signed_in.context.storage_state())
    page = context.new_page()
    page.goto(f"{demonstration.base}/retrospectives/{demonstration.python(STUDY)}/timeline/then/?at=2017-01-31T22:30")
    expect(page.get_by_role("slider")).to_have_count(0)
    page.get_by_role("button", name="Later").click()
    page.wait_for_url("**at=2017-01-31T22%3A4*")
    later = page.locator("time[data-clock]").inner_text()
    page.get_by_role("button", name="Earlier").click()
    assert page.locator("time[data-clock]").inner_text() < later
    context.close()
    signed_in.context.close()
