"""A question about words, its way to somebody who knows, how work is really done, and thanks that are asked for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)
ASKED = "How do people here tell hosts apart at night?"
SELECT = """element => {
  const range = document.createRange()
  range.selectNodeContents(element)
  const selection = document.getSelection()
  selection.removeAllRanges()
  selection.addRange(range)
}"""


def open_a_study(page: Page, server: Server) -> str:
    steps.sign_in(page, server, "Ana")
    steps.keep_a_note(page, server, "The copy tool printed nothing for ten minutes.")
    steps.make_it_an_incident(page, "The standby fell behind")
    study = steps.open_a_retrospective(page, "How did the standby fall behind?")
    steps.add_an_entry(page, study, "2017-01-31 23:27 UTC", "The copy tool is started. It prints nothing.")
    return study


def ask_about_the_words(page: Page, server: Server, study: str, axe: Axe) -> str:
    """By the button beside them; the key leads to the same."""
    page.goto(f"{study}timeline/")
    words = page.locator(".ev__text").first
    words.evaluate(SELECT)
    button = page.get_by_role("button", name="Ask about this", exact=True)
    expect(button).to_be_visible()
    axe(page)
    with page.expect_navigation():
        page.keyboard.press("a")
    expect(page.locator("blockquote")).to_have_text("The copy tool is started. It prints nothing.")
    page.go_back()
    words.evaluate(SELECT)
    with page.expect_navigation():
        button.click()
    assert "prints" not in page.url
    page.get_by_label("What would you like to know?").fill(ASKED)
    page.get_by_label("The whole organization").check()
    axe(page)
    steps.send(page, page.locator("main"), "Ask")
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKED)
    expect(page.locator("blockquote p")).to_have_text("The copy tool is started. It prints nothing.")
    back = page.get_by_role("link", name="its timeline")
    assert "#entry-" in str(back.get_attribute("href"))
    axe(page)
    return page.url


@pytest.mark.requirement("R-003-14", "R-003-16", "R-003-26", "R-001-48")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_somebody_outside_knows_and_how_work_is_done_is_told(
    server: Server, page: Page, browser: Browser, axe: Axe
) -> None:
    steps.gather_the_people(server)
    study = open_a_study(page, server)
    question = ask_about_the_words(page, server, study, axe)

    cy = browser.new_context(reduced_motion="reduce").new_page()
    steps.sign_in(cy, server, "Cy")
    cy.goto(f"{server.base}/questions/")
    cy.get_by_role("link", name=ASKED).click()
    expect(cy.locator("main")).not_to_contain_text("prints nothing")
    expect(cy.locator("main")).not_to_contain_text("its timeline")
    cy.get_by_label("What do you know about it?").fill("By the color of the prompt.")
    steps.send(cy, cy.locator("main"), "Answer")
    expect(cy.locator("main")).to_contain_text("Somebody outside the team knew it.")
    offer = steps.unfold(cy.locator("#ask-me"), "Ask me about this")
    offer.get_by_label("What may one ask you about it?").fill("how prompts came to look alike")
    steps.send(cy, offer, "Let colleagues ask me")
    axe(cy)

    page.goto(question)
    expect(page.locator("#ask-me")).to_contain_text("how prompts came to look alike")
    following = steps.unfold(page.locator("main"), "Ask the next question")
    following.get_by_label("The next question").fill("Since when do prompts look alike?")
    steps.send(page, following, "Ask")
    page.goto(f"{study}questions/")
    expect(page.locator(".tree__step--1")).to_contain_text("Since when do prompts look alike?")
    axe(page)

    page.goto(f"{study}work/")
    page.get_by_role("link", name="How is this really done?").click()
    page.get_by_label("What is it about?").fill("Rebuilding a replica")
    page.get_by_label("As done").fill("One waits, and looks at the load of the other side.")
    page.get_by_label("As imagined").fill("The tool reports its progress.")
    steps.unfold(page.locator("main"), "What people made for it").get_by_label("A script").fill("compare_rows.py")
    axe(page)
    steps.send(page, page.locator("main"), "Keep it")
    sides = page.locator(".asdone section")
    expect(sides).to_have_count(2)
    one, two = (sides.nth(n).bounding_box() for n in (0, 1))
    assert one
    assert two
    assert abs(one["y"] - two["y"]) < 2
    axe(page)
    note = page.url
    page.set_viewport_size({"width": 390, "height": 900})
    one, two = (sides.nth(n).bounding_box() for n in (0, 1))
    assert one
    assert two
    assert two["y"] > one["y"]
    assert steps.is_no_wider_than_the_screen(page)

    cy.goto(f"{server.base}/work/?q=compare_rows")
    cy.get_by_role("link", name="Rebuilding a replica").click()
    assert cy.url == note
    expect(cy.get_by_role("link", name="Tell it anew")).to_have_count(0)
    cy.context.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_without_script_one_asks_about_a_page_too(server: Server, browser: Browser) -> None:
    steps.gather_the_people(server)
    plain = browser.new_context(java_script_enabled=False).new_page()
    study = open_a_study(plain, server)
    plain.goto(f"{study}timeline/")
    plain.get_by_role("link", name="Ask a question about this page").click()
    plain.get_by_label("What would you like to know?").fill(ASKED)
    plain.get_by_label("The words it is about").fill("It prints nothing.")
    plain.locator("main").get_by_role("button", name="Ask", exact=True).click()
    expect(plain.locator("blockquote p")).to_have_text("It prints nothing.")
    plain.context.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_thanks_are_asked_for_and_stand_once_agreed(server: Server, page: Page, browser: Browser, axe: Axe) -> None:
    steps.gather_the_people(server)
    study = open_a_study(page, server)
    page.goto(f"{study}people/")
    steps.add_a_participant(page, "Bo", "database engineer")
    page.goto(f"{study}analysis/")
    steps.name_a_strength(page, "The command was stopped within two seconds.")
    page.goto(f"{study}analysis/")
    page.locator("#strengths").get_by_role("link", name="whose doing?").click()
    ask = steps.unfold(page.locator("main"), "Ask somebody whether they may be named")
    steps.choose(ask.get_by_label("Whose doing was it?"), "database engineer")
    steps.send(page, ask, "Ask them")
    axe(page)

    bo = browser.new_context(reduced_motion="reduce").new_page()
    steps.sign_in(bo, server, "Bo")
    bo.goto(f"{server.base}/")
    bo.get_by_role("link", name="May you be named for something that went well?").click()
    axe(bo)
    steps.send(bo, bo.locator("main"), "Yes, name me")
    bo.context.close()
    page.goto(f"{study}analysis/")
    expect(page.locator("#strengths")).to_contain_text("the doing of the database engineer")
