"""A published text on paper: all of it, and nothing that only a screen needs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.journeys import steps
from tests.journeys.server import Server

pytestmark = pytest.mark.browser
ON_SCREEN_ONLY = (".masthead", ".rail", ".toc", ".foot", ".btn")


@pytest.mark.requirement("R-003-42")
def test_a_published_text_is_printed_whole_and_without_what_one_clicks(browser: Browser, demonstration: Server) -> None:
    page = steps.look(browser, demonstration, width=1280, scheme="dark", who="Fay Okafor")
    page.goto(f"{demonstration.base}/library/")
    page.get_by_role("link", name="only live copy").first.click()
    page.locator("h1").wait_for()
    page.emulate_media(media="print", color_scheme="light")
    for shape in ON_SCREEN_ONLY:
        assert not [one for one in page.locator(shape).all() if one.is_visible()], shape
    told = page.locator("main .prose, main .ev__text, main .control").all()
    assert len(told) > 10
    assert all(one.is_visible() for one in told)
    assert steps.is_no_wider_than_the_screen(page)
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/Type /Page\n") > 3
    page.context.close()
