"""A real browser and a real server for whole stories."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.journeys.server import REPOSITORY, Server

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = REPOSITORY / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page on which nothing goes wrong in silence: errors of scripts fail the test."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"A script stumbled on {page.url}: {error}"))
    page.on("dialog", lambda dialog: dialog.accept())
    return page


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """``axe(page)``: WCAG 2.2 A and AA without a finding."""
    source = AXE.read_text()

    def check(page: Page) -> None:
        page.evaluate(source)
        found = page.evaluate(
            "async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))"
            ".violations.map(v => `${v.id}: ${v.help} (${v.nodes.map(n => n.html.slice(0, 160)).join(' | ')})`)"
        )
        assert found == [], f"{page.url}\n" + "\n".join(found)

    return check


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """An empty installation."""
    server = Server(tmp_path, os.environ.get("JOURNEY_DATABASE_URL", "")).start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demonstration, loaded once for a module of tests that only read."""
    server = Server(tmp_path_factory.mktemp("demo"), SECONDSTORY_DEMO="1")
    server.run("demo")
    server.start()
    yield server
    server.kill()
