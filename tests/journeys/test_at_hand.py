"""What is at hand on every page: a line kept without a connection, and the keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)
LINE = "The graph says one thing and the replica another"


def notes_in(server: Server) -> list[str]:
    found: list[str] = server.python(
        "import json\nfrom secondstory.incidents.models import Note\n"
        "print(json.dumps(list(Note.objects.values_list('text', flat=True))))"
    )
    return found


def test_a_line_written_without_a_connection_is_sent_once(server: Server, context: BrowserContext, page: Page) -> None:
    steps.gather_the_people(server)
    steps.sign_in(page, server, "Ana")
    context.set_offline(True)
    page.keyboard.press("n")
    page.get_by_role("dialog", name="Note").get_by_label("Note").fill(LINE)
    page.keyboard.press("Enter")
    expect(page.locator("[data-note-state]")).to_contain_text("Waiting for a connection")
    expect(page.locator("[data-notes-waiting]")).to_contain_text("1 note waits", use_inner_text=False)
    assert notes_in(server) == []

    context.set_offline(False)
    expect(page.locator("[data-note-state]")).to_contain_text("Saved")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.goto(f"{server.base}/notes/")
    expect(page.locator("main")).to_contain_text(LINE)
    expect(page.locator("[data-notes-waiting]")).to_be_hidden()
    assert notes_in(server) == [LINE]


def test_keys_lead_to_search_and_to_their_own_list(server: Server, page: Page) -> None:
    steps.gather_the_people(server)
    steps.sign_in(page, server, "Ana")
    page.keyboard.press("/")
    expect(page.get_by_label("Search everything you can read")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_label("Search everything you can read")).to_have_value("?")
    page.keyboard.press("Escape")
    page.locator("h2").first.click()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("n")
    expect(page.get_by_role("dialog", name="Note").get_by_label("Note")).to_be_focused()
