"""The control structure drawn in the picture: once by mouse, once by keyboard alone, once without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
WORLD = """
import json
from datetime import UTC, datetime
from secondstory.analysis.models import ControlAction, Feedback, Influence, SystemPart
from secondstory.incidents.models import Incident, Retrospective, StudyRole
from secondstory.people.models import Person
from secondstory.playbook.models import ProcessVersion
at = datetime(2026, 3, 2, 10, tzinfo=UTC)
ana = Person.objects.filter(email="ana@example.org").first() or Person.objects.create_user(
    "ana@example.org", "rope bridge over quiet water", display_name="Ana"
)
incident = Incident.objects.create(title="An evening", kind="incident", created_by=ana, happened_at=at, started_at=at)
study = Retrospective.objects.create(
    title="How did the copy grow old?", incident=incident, created_by=ana, zone="UTC",
    process_version=ProcessVersion.objects.get(number=1), depth="deep",
)
StudyRole.objects.create(retrospective=study, person=ana, role="facilitator")
of = {"retrospective": study}
team = SystemPart.objects.create(**of, name="Infrastructure team", kind="team")
job = SystemPart.objects.create(**of, name="Backup job", kind="software")
bucket = SystemPart.objects.create(**of, name="Bucket", kind="data")
mail = SystemPart.objects.create(**of, name="Mail receiver", kind="supplier", is_environment=True)
ControlAction.objects.create(**of, source=team, target=job, what="sets it up")
ControlAction.objects.create(**of, source=job, target=bucket, what="dumps", deviation="not_given")
Feedback.objects.create(**of, source=job, target=team, what="mail when it did not work", state="missing")
Influence.objects.create(**of, source=mail, target=job, what="turns mail away")
print(json.dumps({"study": str(study.pk), "team": str(team.pk), "job": str(job.pk), "bucket": str(bucket.pk)}))
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("structure")).start()
    yield server
    server.kill()


@pytest.fixture
def world(running: Server) -> dict[str, Any]:
    told: dict[str, Any] = running.python(WORLD)
    return told | {"session": running.session_of("ana@example.org")}


@pytest.fixture
def opened(page: Page, running: Server, world: dict[str, Any]) -> Page:
    page.context.add_cookies([{"name": "sessionid", "value": world["session"], "url": running.base}])
    page.goto(f"{running.base}/retrospectives/{world['study']}/structure/")
    expect(page.locator("svg.cs")).to_be_visible()
    listens = "'htmx-internal-data' in document.querySelector('form[data-opener]')"
    while not page.evaluate(listens):
        page.wait_for_timeout(20)
    return page


def part(page: Page, name: str) -> Locator:
    return page.locator("a.cs-part").filter(has_text=name).first


def test_it_is_edited_in_the_picture_by_mouse(opened: Page, axe: Axe) -> None:
    page = opened
    axe(page)
    part(page, "Bucket").click()
    beside = page.locator("#chosen")
    expect(beside.get_by_role("heading", name="Bucket")).to_be_focused()
    axe(page)
    beside.get_by_label("The part").fill("Bucket for dumps")
    steps.press(beside.locator("form").first, "Keep it")
    expect(part(page, "Bucket for dumps")).to_be_visible()
    expect(page.locator("#parts table")).to_contain_text("Bucket for dumps")

    drawer = steps.unfold(beside, "Draw an arrow of feedback")
    steps.press(drawer, "Choose the other end in the picture")
    expect(page.locator("[data-wait]")).to_contain_text("Choose the other end")
    part(page, "Infrastructure team").click()
    drawer.get_by_role("textbox", name="What comes back").fill("age of the newest dump")
    drawer.get_by_label("How it was this time").select_option("late")
    steps.press(drawer, "Keep it")
    expect(page.locator("svg.cs a.cs-arrow--feedback").filter(has_text="age of the newest")).to_have_count(1)
    expect(page.locator("#feedback table")).to_contain_text("age of the newest dump")
    axe(page)

    page.locator("svg.cs a.cs-arrow--feedback").filter(has_text="age of the newest").locator(".cs-label").first.click()
    expect(beside.get_by_role("heading", name="Bucket for dumps → Infrastructure team")).to_be_focused()
    drawer = steps.unfold(beside, "Take it out")
    steps.press(drawer, "Take it out of the structure")
    expect(page.locator("svg.cs a.cs-arrow--feedback").filter(has_text="age of the newest")).to_have_count(0)
    expect(beside).to_be_empty()


def test_it_is_edited_in_the_picture_by_keyboard_alone(opened: Page) -> None:
    page = opened
    keys = page.keyboard
    page.get_by_text("Go past the picture").focus()
    keys.press("Tab")  # the frame, which one can scroll
    keys.press("Tab")  # one part of the picture, and only one
    expect(page.locator("a.cs-part:focus")).to_have_count(1)
    keys.press("Home")
    expect(part(page, "Infrastructure team")).to_be_focused()
    keys.press("ArrowDown")
    expect(part(page, "Backup job")).to_be_focused()
    keys.press("Enter")
    beside = page.locator("#chosen")
    expect(beside.get_by_role("heading", name="Backup job")).to_be_focused()

    opener = beside.locator("summary", has_text="Draw an arrow of control")
    for _ in range(30):
        keys.press("Tab")
        if opener.evaluate("one => one === document.activeElement"):
            break
    keys.press("Enter")
    aim = beside.get_by_role("button", name="Choose the other end in the picture")
    for _ in range(10):
        keys.press("Tab")
        if aim.evaluate("one => one === document.activeElement"):
            break
    keys.press("Enter")
    expect(part(page, "Backup job")).to_be_focused()
    keys.press("Enter")  # to itself
    expect(beside.get_by_role("textbox", name="By doing what")).to_be_focused()
    keys.type("tries again")
    keys.press("Enter")
    expect(page.locator("svg.cs a.cs-arrow--control").filter(has_text="tries again")).to_have_count(1)
    expect(page.locator("#control table")).to_contain_text("tries again")

    beside.get_by_label("The part").focus()
    keys.press("Escape")
    expect(beside).to_be_empty()
    expect(part(page, "Backup job")).to_be_focused()


def test_it_is_all_there_without_a_script(browser: Browser, running: Server, world: dict[str, Any]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    context.add_cookies([{"name": "sessionid", "value": world["session"], "url": running.base}])
    page = context.new_page()
    page.goto(f"{running.base}/retrospectives/{world['study']}/structure/")
    assert page.locator("svg.cs a.cs-part").count() >= 4
    assert page.locator("form[data-opener]").is_hidden()
    part(page, "Infrastructure team").click()
    page.get_by_label("The part").fill("Platform team")
    page.get_by_role("button", name="Keep it").first.click()
    expect(page.locator("#parts table")).to_contain_text("Platform team")
    expect(page.locator("svg.cs")).to_contain_text("Platform team")
    page.locator("#influences summary").click()
    form = page.locator("#influences form")
    form.get_by_label("What presses").select_option(label="Mail receiver")
    form.get_by_label("On what").select_option(label="Platform team")
    form.get_by_role("textbox", name="By what").fill("is silent")
    form.get_by_role("button", name="Keep it").click()
    expect(page.locator("#influences table")).to_contain_text("is silent")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_each_page_fits_the_screen(
    browser: Browser, running: Server, world: dict[str, Any], axe: Axe, tmp_path: Path, width: int, scheme: Any
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.add_cookies([{"name": "sessionid", "value": world["session"], "url": running.base}])
    page = context.new_page()
    structure = f"{running.base}/retrospectives/{world['study']}/structure/"
    for path in ("", f"parts/{world['job']}/"):
        page.goto(structure + path)
        assert steps.is_no_wider_than_the_screen(page), f"{path} scrolls sideways"
        axe(page)
        page.screenshot(path=tmp_path / f"{width}-{scheme}-{path.replace('/', '-')}.png", full_page=True)
    context.close()
