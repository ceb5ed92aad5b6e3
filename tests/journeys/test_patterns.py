"""The demonstration's finished studies: what they share is real, shown to whoever reads them, and clean to look at."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
KNIGHT, GITLAB, S3, GATE = (
    "How did seven new servers and one old one look like eight that are alike?",
    "How did the only live copy come to be the one that was emptied?",
    "What did a command for a few servers find in its way?",
    "What made a second scan look like the careful thing to do?",
)
FINISHED = """
import json
from secondstory.incidents.models import Retrospective
from secondstory.review.models import Edition
from secondstory.review.verify import verify_edition
studies = {study.title: study for study in Retrospective.objects.filter(state="final")}
print(json.dumps({title: [str(study.pk), study.depth, verify_edition(Edition.objects.get(retrospective=study)),
    study.systemicfactors.count() + study.lookedfoundnones.count(), study.strengths.count() > 0,
    study.references.exclude(url="").count() > 0]
    for title, study in studies.items()}))
"""
ADDRESS = """
import json
from secondstory.incidents.models import Retrospective
print(json.dumps(str(Retrospective.objects.get(title={title!r}).pk)))
"""


def patterns(page: Page, server: Server, title: str) -> None:
    study = server.python(ADDRESS.format(title=title))
    page.goto(f"{server.base}/retrospectives/{study}/patterns/")


def test_three_public_cases_are_finished_studies_that_verify(demonstration: Server) -> None:
    told = demonstration.python(FINISHED)
    assert {title: facts[1] for title, facts in told.items() if title in (KNIGHT, GITLAB, S3)} == {
        KNIGHT: "deep",
        GITLAB: "deep",
        S3: "light",
    }
    for title in (KNIGHT, GITLAB, S3):
        faults, kinds, strengths, sourced = told[title][2:]
        assert faults == [], title
        assert kinds == 7, title
        assert strengths, title
        assert sourced, title


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_the_latest_of_the_three_looks_back_at_both(
    browser: Browser, demonstration: Server, axe: Axe, width: int, scheme: str
) -> None:
    page = steps.look(browser, demonstration, width=width, scheme=scheme, who="Fay Okafor")
    patterns(page, demonstration, S3)
    studies = page.locator("section[id^=study-] > div > h2")
    assert [title.strip() for title in studies.all_text_contents()] == [
        f"{GITLAB} 31 Jan 2017",
        f"{KNIGHT} 1 Aug 2012",
    ]
    for words in (
        "Runbook for rare work",
        "Drills of the way back, at today's size",
        "Automatic restore tests (#1102)",
    ):
        assert page.get_by_text(words).count(), words
    assert steps.is_no_wider_than_the_screen(page)
    axe(page)
    page.get_by_role("link", name="Changes and dynamics").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Changes and dynamics")
    assert page.get_by_text("A function out of use since 2003").count() == 1
    assert steps.is_no_wider_than_the_screen(page)
    axe(page)
    page.context.close()


def test_whoever_reads_one_of_them_sees_that_one(browser: Browser, demonstration: Server) -> None:
    """Mira reads Knight and S3, which are open to the house, and has no part in the GitLab study's pages."""
    page = steps.look(browser, demonstration, width=1280, scheme="light", who="Mira Kaya")
    patterns(page, demonstration, S3)
    assert KNIGHT in page.content()
    assert GITLAB not in page.content()
    assert "Automatic restore tests" not in page.content()
    page.context.close()


def test_a_condition_is_linked_by_keyboard_and_taken_back(browser: Browser, demonstration: Server, axe: Axe) -> None:
    page = steps.look(browser, demonstration, width=1280, scheme="light", who="Fay Okafor")
    patterns(page, demonstration, GATE)
    page.get_by_role("link", name="Met before? Scanners changed overnight").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Did an earlier study meet this?")
    axe(page)
    choice = page.get_by_role("radio", name="The service grew for years")
    choice.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="It is the same").press("Enter")
    expect(page.get_by_role("heading", name="Said to be the same")).to_be_visible()
    patterns(page, demonstration, GATE)
    assert S3 in page.content()
    page.get_by_role("link", name="Met before? Scanners changed overnight").click()
    page.get_by_role("button", name="Not the same after all").press("Enter")
    expect(page.get_by_role("heading", name="Said to be the same")).to_have_count(0)
    page.context.close()
