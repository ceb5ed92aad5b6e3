"""A real browser and a real server for whole stories."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests import demonstrated, migrated, throwaway
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
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found = page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations'],"
            " runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))"
            ".violations.map(v => `${v.id}: ${v.help} (${v.nodes.map(n => n.html.slice(0, 160)).join(' | ')})`)"
        )
        assert found == [], f"{page.url}\n" + "\n".join(found)

    return check


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server: the one of JOURNEYS_POSTGRES, or a throw-away one."""
    if address := os.environ.get("JOURNEYS_POSTGRES"):
        yield address
        return
    with throwaway.postgres(forgetful=True) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """'' for SQLite in the data folder, or the address of an empty PostgreSQL database."""
    if request.param == "sqlite":
        return ""
    return fresh_database(request.getfixturevalue("postgres"))


def fresh_database(address: str) -> str:
    """A new database on the server at ``address``, migrated, with nothing in it."""
    name, template = f"journey_{secrets.token_hex(6)}", migrated.postgres_template(address)
    parts = urlsplit(address)
    with psycopg.connect(address.replace("postgres://", "postgresql://", 1), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return urlunsplit(parts._replace(path=f"/{name}"))


@pytest.fixture
def server(tmp_path: Path, database: str) -> Iterator[Server]:
    """An empty installation, on either database."""
    server = Server(tmp_path, database).start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demonstration, loaded once for all tests that only read."""
    server = demonstrated.put(tmp_path_factory.mktemp("demo")).start()
    yield server
    server.kill()
