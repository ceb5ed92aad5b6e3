"""Every page that one can get to by links: nothing that a screen reader stumbles over, nothing wider than the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
MOST = 90
Look: TypeAlias = tuple[int, str]
WIDE: Look = (1280, "dark")
NARROW: Look = (390, "light")
OF_A_STUDY = re.compile(r"^/retrospectives/\*/[^*]*$")
"""Pages that look different while a study is worked on and once it is final: one of each is visited."""
NO_PAGE = re.compile(r"\.(atom|json|md|html|zip|pdf|ics|svg)$|/logout/|^/static/|^/ui/")


def kind_of(address: str) -> str:
    """The address without the names and ids in it."""
    path = urlsplit(address).path
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", path)
    path = re.sub(r"^/process/\d+", "/process/*", path)
    path = re.sub(r"^/guide/[^/]+/[^/]+", "/guide/*", path)
    path = re.sub(r"^/(other-fields|how-we-work/ideas|how-we-work/learning/exercises)/[^/]+", r"/\1/*", path)
    return re.sub(r"^/(library|teams|services|question-bank|practice)/(?!subscribe|new/)[^/]+", r"/\1/*", path)


def enough(kind: str) -> int:
    """How many pages of one kind are visited."""
    return 2 if OF_A_STUDY.match(kind) else 1


def links_on(page: Page, server: Server) -> Iterator[str]:
    for href in page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))"):
        address = urljoin(page.url, href).split("#")[0]
        path = urlsplit(address).path
        if address.startswith(server.base) and not NO_PAGE.search(path):
            yield address


def faults_of(page: Page, address: str, axe: Axe, *looks: Look) -> Iterator[str]:
    """It is opened once and looked at in every look: a phone that is turned does not load it anew, either."""
    steps.look_again(page, *looks[0])
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        yield f"{address}: {answer.status if answer else 'no answer'}"
        return
    for look in looks:
        steps.look_again(page, *look)
        yield from _faults_of(page, address, axe, look[0])


def _faults_of(page: Page, address: str, axe: Axe, width: int) -> Iterator[str]:
    if not steps.is_no_wider_than_the_screen(page):
        yield f"{address} scrolls sideways at {width}"
    try:
        axe(page)
    except AssertionError as found:
        yield f"{found} at {width}"


def test_every_page_is_clean_narrow_and_wide(browser: Browser, demonstration: Server, axe: Axe) -> None:
    page = steps.look(browser, demonstration, width=WIDE[0], scheme=WIDE[1], who="Fay Okafor")
    to_visit, seen = [f"{demonstration.base}/"], {f"{demonstration.base}/"}
    kinds: dict[str, int] = {}
    visited, faults = 0, list[str]()
    while to_visit and visited < MOST:
        address = to_visit.pop(0)
        kind = kind_of(address)
        if kinds.get(kind, 0) >= enough(kind):
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        faults += faults_of(page, address, axe, WIDE, NARROW)
        links = [link for link in links_on(page, demonstration) if link not in seen]
        to_visit += dict.fromkeys(links)
        seen.update(links)
        visited += 1
    assert not faults, "\n".join(faults)
    assert visited > 30, f"Only these were found: {sorted(kinds)}"
    assert {"/", "/library/", "/library/*/", "/retrospectives/*/timeline/", "/retrospectives/*/analysis/"} <= set(kinds)
    page.context.close()


def test_who_is_signed_out_sees_clean_pages(browser: Browser, demonstration: Server, axe: Axe) -> None:
    page = steps.look(browser, demonstration, width=NARROW[0], scheme=NARROW[1])
    for path in ("/accounts/login/", "/library/", "/how-we-work/", "/search/?q=copy", "/accounts/password/reset/"):
        assert not list(faults_of(page, f"{demonstration.base}{path}", axe, NARROW))
    page.context.close()
