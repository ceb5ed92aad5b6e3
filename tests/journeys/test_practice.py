"""How we work is questioned from a page, changed by a version that somebody who does the work reviews, and looked at."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
WHAT = "Keep a review open for four working days"
KEEPS = """
import json
from tests import builders
from secondstory.people.models import Person
builders.grant(Person.objects.get(email="ana@example.org"), "process_owner")
print(json.dumps("Ana keeps the process"))
"""


@pytest.mark.requirement("R-002-15", "R-002-57", "R-002-10")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_question_at_the_foot_of_a_page_changes_how_everybody_works(
    server: Server, page: Page, browser: Browser, axe: Axe
) -> None:
    steps.gather_the_people(server)
    server.python(KEEPS)

    cy = browser.new_context(reduced_motion="reduce").new_page()
    steps.sign_in(cy, server, "Cy")
    cy.goto(f"{server.base}/library/")
    cy.get_by_role("link", name="Is this unclear, missing something, or not worth it?").click()
    expect(cy.locator("main")).to_contain_text("About the page ‘library’")
    cy.goto(f"{server.base}/how-we-work/")
    cy.get_by_role("link", name="Question this step (Review)").click()
    axe(cy)
    cy.get_by_label("It is unclear").check()
    cy.get_by_label("Try", exact=True).check()
    cy.get_by_label("In one line").fill(WHAT)
    cy.get_by_label("Why", exact=True).fill("Three days are two for the early shift.")
    steps.send(cy, cy.locator("main"), "Propose it")
    expect(cy.get_by_role("heading", level=1)).to_have_text(WHAT)
    cy.goto(f"{server.base}/experience/new/")
    cy.get_by_label("What is it about?").select_option("review")
    cy.get_by_label("Try it differently").check()
    cy.get_by_label("What got in the way").fill("It closed while I slept.")
    cy.get_by_label("Leave my name off").check()
    axe(cy)
    steps.send(cy, cy.locator("main"), "Tell it")

    steps.sign_in(page, server, "Ana")
    page.get_by_role("link", name=f"Answer a proposal: {WHAT}").click()
    axe(page)
    page.get_by_role("link", name="Write the next version of the process with it").click()
    page.get_by_label("What changes, and why").fill("Four days, so that people can sleep on it.")
    page.get_by_label(WHAT).check()
    steps.unfold(page.locator("main"), "Review:").get_by_label("Open for at least, in working days").fill("4")
    axe(page)
    steps.send(page, page.locator("main"), "Keep the draft")
    expect(page.locator("main")).to_contain_text("It stays a draft until somebody who does the work")
    expect(page.get_by_role("button", name="It may hold")).to_have_count(0)

    cy.goto(server.base)
    cy.get_by_role("link", name="Would you work this way?").click()
    axe(cy)
    steps.send(cy, cy.locator("main"), "It may hold")
    cy.goto(server.base)
    cy.get_by_role("link", name=f"An answer to what you proposed: {WHAT}").click()
    expect(cy.locator("main")).to_contain_text("Version 2, from")
    cy.goto(f"{server.base}/how-we-work/")
    expect(cy.locator("ins")).to_have_text("4 working days")
    expect(cy.locator("main")).not_to_contain_text("It closed while I slept.")
    axe(cy)

    page.goto(f"{server.base}/how-we-work/")
    expect(page.locator("main")).to_contain_text("It closed while I slept.")
    page.get_by_role("link", name="The practice, looked at").click()
    axe(page)
    page.get_by_role("link", name="The question bank").click()
    page.get_by_label("Keep it").check()
    page.get_by_label("Because").fill("Talks begin with it.")
    steps.send(page, page.locator("main"), "Keep what you say")
    expect(page.locator("main")).to_contain_text("Kept: Talks begin with it.")
    axe(page)
