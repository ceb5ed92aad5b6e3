"""People of two teams talk something over, somebody looks after it, and a question comes of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)
BO_IS_A_STEWARD = """
import json
from secondstory.people.models import Person, RoleGrant
RoleGrant.objects.create(person=Person.objects.get(display_name="Bo"), role="steward")
print(json.dumps("he is"))
"""


def be(page: Page, server: Server, who: str) -> None:
    page.context.clear_cookies()
    steps.sign_in(page, server, who)


@pytest.mark.requirement("R-002-01", "R-002-54")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_it_is_talked_over_looked_after_and_followed_as_a_question(server: Server, page: Page, axe: Axe) -> None:
    steps.gather_the_people(server)
    server.python(BO_IS_A_STEWARD)
    steps.sign_in(page, server, "Ana")
    page.goto(f"{server.base}/library/")
    page.get_by_role("link", name="Talking it over").click()
    page.get_by_role("link", name="Begin a topic").click()
    page.get_by_label("What is it about?").fill("Two windows")
    page.get_by_label("What do you want to say?", exact=True).fill("He was careless, as ever. Which window was it?")
    page.get_by_label("Everyone in the organization").check()
    steps.send(page, page, "Begin it")
    topic = page.url
    steps.look_again(page, 390, "dark")
    assert steps.is_no_wider_than_the_screen(page)
    axe(page)
    steps.look_again(page, 1280, "light")

    be(page, server, "Cy")
    page.goto(topic)
    page.get_by_role("link", name="not in the spirit?").click()
    page.get_by_label("What is not in the spirit, in one sentence").fill("It tells of somebody’s character.")
    steps.send(page, page, "Tell those who moderate")
    expect(page.locator("#concern")).to_contain_text("It waits for them")
    remark = page.url.partition("#")[0]

    be(page, server, "Bo")
    page.goto(server.base)
    page.get_by_role("link", name="Somebody says: not in the spirit").click()
    page.get_by_role("link", name="Read it and decide").click()
    page.get_by_label("Hide it").check()
    page.get_by_label("Why", exact=True).fill("What did the two windows look like? Begin there.")
    axe(page)
    steps.send(page, page, "Keep what you decide")

    be(page, server, "Ana")
    page.goto(server.base)
    page.get_by_role("link", name="Words of yours in a conversation are hidden").click()
    expect(page.locator("main")).to_contain_text("Begin there.")
    page.get_by_label("Your words", exact=True).fill("Two windows looked alike. Which one was it?")
    steps.send(page, page, "Put it like this")

    be(page, server, "Bo")
    page.goto(remark)
    page.get_by_label("Why", exact=True).fill("It asks about the windows now.")
    steps.send(page, page, "Keep what you decide")

    be(page, server, "Cy")
    page.goto(topic)
    expect(page.locator("main")).not_to_contain_text("careless")
    with page.expect_navigation():
        page.get_by_role("button", name="Make it an open question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which one was it?")
    page.get_by_role("link", name="Where it was asked").click()
    expect(page.locator("main")).to_contain_text("It became an open question")
