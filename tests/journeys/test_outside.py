"""From a final text to one that a stranger reads: what is proposed goes, somebody else looks, and it is taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
FINAL = """
import json
from tests import builders
from secondstory.people.models import Person
ana, bo = Person.objects.get(email="ana@example.org"), Person.objects.get(email="bo@example.org")
study = builders.study(ana, "How did db-07.prod.internal fall behind?")
builders.role(study, ana)
builders.participant(study, bo, role_label="engineer on call")
builders.write_up(study, summary="Bo saw on db-07.prod.internal (10.0.0.7) that nothing moved.")
builders.edition(study)
print(json.dumps(str(study.pk)))
"""


@pytest.mark.requirement("R-002-53", "R-002-77")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_version_for_outside(server: Server, page: Page, browser: Browser, axe: Axe) -> None:
    steps.gather_the_people(server)
    study = server.python(FINAL)
    steps.sign_in(page, server, "Ana")
    page.goto(f"{server.base}/retrospectives/{study}/publication/")
    page.get_by_role("link", name="A version for everyone outside").click()
    steps.send(page, page, "Prepare a version for outside")
    text = page.locator("article.beside__text")
    expect(text).to_contain_text("host A")
    expect(text).not_to_contain_text("10.0.0.7")
    axe(page)
    steps.send(page, page, "Take all that are not decided")
    further = page.get_by_role("form", name="Redact further words")
    further.get_by_label("Words that are to go, too").fill("nothing moved")
    further.get_by_label("What stands instead").fill("it stood still")
    steps.send(page, further, "Redact these, too")
    expect(text).to_contain_text("it stood still")
    there = page.url.split("#")[0]

    bo = browser.new_context(reduced_motion="reduce").new_page()
    steps.sign_in(bo, server, "Bo")
    for own in ("bylines/", "my-hours/", "my-hours/letter/", "outside/asked/", f"retrospectives/{study}/time/"):
        bo.goto(f"{server.base}/{own}")
        axe(bo)
    bo.goto(there)
    steps.send(bo, bo, "I read it, and it may go out so")
    page.goto(there)
    steps.send(page, page, "Let it go out to everyone")
    page.get_by_role("link", name="As everyone reads it").click()
    address = page.url

    outside = browser.new_context(reduced_motion="reduce").new_page()
    outside.goto(f"{server.base}/outside/")
    outside.get_by_role("link", name="How did host A fall behind?").click()
    assert outside.url == address
    expect(outside.locator("main")).to_contain_text("engineer on call saw on host A")
    axe(outside)
    page.goto(there)
    leaving = steps.unfold(page.locator("#out"), "Withdraw it")
    steps.send(page, leaving, "Withdraw this version")
    answer = outside.goto(address)
    assert answer is not None
    assert answer.status == 410
