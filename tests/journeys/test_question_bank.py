"""Questions worth asking: one asked, one wondered about, one of the team's own; with script and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)
OURS = "What did the standby show you just then?"


def beside(page: Page) -> Locator:
    return steps.region(page, "Questions worth asking")


def words(page: Page) -> list[str]:
    return beside(page).locator(".asking__words").all_inner_texts()


def one(page: Page, question: str) -> Locator:
    """A question beside the work, with what one can do with it."""
    return beside(page).get_by_role("listitem").filter(has_text=question)


def open_an_analysis(page: Page, server: Server) -> str:
    steps.sign_in(page, server, "Ana")
    steps.keep_a_note(page, server, "The copy tool printed nothing for ten minutes.")
    steps.make_it_an_incident(page, "The standby fell behind")
    study = steps.open_a_retrospective(page, "How did the standby fall behind?")
    page.goto(f"{study}analysis/")
    return page.url


@pytest.mark.requirement("R-000-36")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_question_is_asked_rated_wondered_about_and_joined_by_ones_own(server: Server, page: Page, axe: Axe) -> None:
    steps.gather_the_people(server)
    analysis = open_an_analysis(page, server)
    first = words(page)
    assert len(first) == 3
    axe(page)

    others = beside(page).get_by_role("link", name="Three others")
    others.click()
    expect(beside(page)).not_to_contain_text(first[0])
    expect(others).to_be_focused()
    assert page.url == analysis

    page.reload()
    one(page, first[0]).get_by_role("button", name="Good question").click()
    marked = one(page, first[0]).get_by_role("button", name="Good question", pressed=True)
    expect(marked).to_be_focused()
    one(page, first[0]).get_by_role("button", name="Asked").click()
    expect(beside(page)).not_to_contain_text(first[0])

    wondered = words(page)[0]
    one(page, wondered).get_by_role("link", name="Wonder about this").click()
    asked = steps.region(page, "Open questions")
    expect(asked.get_by_role("textbox").first).to_have_value(wondered)
    axe(page)
    steps.press(asked, "Keep it")
    expect(asked.locator(".tree")).to_contain_text(wondered)

    page.goto(f"{server.base}/question-bank/?for=X")
    axe(page)
    steps.region(page, "Add one of your own").get_by_label("The question").fill("Why did you restart it?")
    page.get_by_label("in the analysis").check()
    steps.send(page, page, "Add it")
    expect(page.locator(".field__error")).to_contain_text("Begin with ‘what’ or ‘how’")
    axe(page)
    page.get_by_label("The question").fill(OURS)
    steps.send(page, page, "Add it")
    expect(page.get_by_role("heading", level=1)).to_have_text(OURS)
    axe(page)
    steps.unfold(page.locator("main"), "Let it rest").get_by_label("Why it rests").fill("Everybody knows by now.")
    steps.send(page, page.locator("main"), "Let it rest")
    expect(page.locator("main")).to_contain_text("Storage: Everybody knows by now.")
    with page.expect_navigation():
        page.get_by_role("button", name="Bring it back").click()
    expect(page.locator("main")).not_to_contain_text("Everybody knows by now.")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_it_all_works_without_script(server: Server, browser: Browser) -> None:
    steps.gather_the_people(server)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    context.set_default_timeout(15_000)
    page = context.new_page()
    open_an_analysis(page, server)
    first = words(page)
    beside(page).get_by_role("link", name="Three others").click()
    assert not set(first) & set(words(page))
    beside(page).get_by_role("link", name="Three others").click()
    page.go_back()
    page.go_back()
    assert words(page) == first
    one(page, first[1]).get_by_role("button", name="Asked").click()
    page.wait_for_url("**/analysis/#worth-asking")
    assert first[1] not in words(page)
    wondered = words(page)[0]
    one(page, wondered).get_by_role("link", name="Wonder about this").click()
    asked = steps.region(page, "Open questions")
    expect(asked.get_by_role("textbox").first).to_have_value(wondered)
    context.close()
