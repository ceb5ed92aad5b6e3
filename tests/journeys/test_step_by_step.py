"""The evening of 31 January 2017 carried through every step of the analysis, in the pages, by somebody who begins with
nothing but a timeline to paste. What is typed is the demonstration's story; none of it is loaded.

``WRITE_PICTURES=1`` keeps the pictures of the tutorial, and the drawn structure, in docs/pictures.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect
from tests.journeys import steps
from tests.journeys.palette import with_few_colors
from tests.journeys.server import REPOSITORY, Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
TALLEST = 1800
STORY: dict[str, Any] = yaml.safe_load((REPOSITORY / "src/secondstory/demo/stories/gitlab.yaml").read_text())
TOLD: dict[str, Any] = STORY["analysis"]
WORLD = """
import json
from datetime import UTC, datetime
from secondstory.incidents.models import Incident, Retrospective, StudyRole
from secondstory.people.models import Person
from secondstory.playbook.models import ProcessVersion
at = datetime(2017, 1, 31, 19, tzinfo=UTC)
ana = Person.objects.filter(email="ana@example.org").first() or Person.objects.create_user(
    "ana@example.org", "rope bridge over quiet water", display_name="Ana"
)
incident = Incident.objects.create(
    title="GitLab.com loses its database", kind="incident", created_by=ana, happened_at=at, started_at=at
)
study = Retrospective.objects.create(
    title="How did the only live copy come to be the one that was emptied?", incident=incident, created_by=ana,
    zone="UTC", process_version=ProcessVersion.objects.get(number=1), learning_focus="How people tell copies apart",
)
StudyRole.objects.create(retrospective=study, person=ana, role="facilitator")
print(json.dumps(str(study.pk)))
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("step-by-step")).start()
    yield server
    server.kill()


class Flow:
    """One study, from step to step. ``look`` keeps a picture of the page as it is now."""

    def __init__(self, page: Page, server: Server, axe: Axe, pictures: Path) -> None:
        self.page, self.axe, self.pictures = page, axe, pictures
        self.study = f"{server.base}/retrospectives/{server.python(WORLD)}/"
        page.context.add_cookies(
            [{"name": "sessionid", "value": server.session_of("ana@example.org"), "url": server.base}]
        )

    def begin(self, key: str) -> None:
        self.page.goto(f"{self.study}analysis/steps/{key}/")

    def go_on(self, key: str) -> None:
        """By the link at the foot of the step, as one does."""
        link = self.page.get_by_role("navigation", name="Steps").get_by_role("link", name=re.compile("^Go on to"))
        with self.page.expect_navigation():
            link.click()
        assert self.page.url.endswith(f"/steps/{key}/")

    def look(self, name: str) -> None:
        self.page.mouse.move(0, 0)
        self.page.evaluate("document.activeElement?.blur(); scrollTo(0, 0); document.fonts.ready")
        assert steps.is_no_wider_than_the_screen(self.page)
        self.axe(self.page)
        size = self.page.viewport_size or {"width": 1280, "height": 720}
        height = min(TALLEST, int(self.page.evaluate("document.documentElement.scrollHeight")))
        clip = {"x": 0, "y": 0, "width": size["width"], "height": height}
        png = self.page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]  # a FloatRect
        if os.environ.get("WRITE_PICTURES") == "1":
            blank = self.page.context.new_page()
            (REPOSITORY / "docs" / "tutorial" / "pictures" / f"step-{name}.png").write_bytes(
                with_few_colors(blank, png)
            )
            blank.close()
        else:
            (self.pictures / f"{name}.png").write_bytes(png)

    def say(self, section: str, add: str, ticked: tuple[str, ...] = (), **told: str) -> None:
        """Open the form of a section, fill in what is told, keep it, and see it stand there."""
        place = self.page.locator(f"#{section}")
        drawer = steps.unfold(place, add)
        for name, value in told.items():
            field = drawer.locator(f"[name={name}]").first
            if field.evaluate("field => field.tagName") == "SELECT":
                steps.choose(field, value)
            elif field.get_attribute("type") == "checkbox":
                field.check()
            else:
                field.fill(value)
        for words in ticked:
            drawer.get_by_label(words, exact=False).first.check()
        steps.press(drawer, "Keep it")
        shown = next(iter(told.values()))
        expect(place.locator(".saids, .controls, .missing, .tree").get_by_text(shown).first).to_be_visible()


@pytest.fixture
def flow(page: Page, running: Server, axe: Axe, tmp_path: Path) -> Flow:
    return Flow(page, running, axe, tmp_path)


def by_key(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {row["key"]: row.get("text") or row["name"] for row in rows if "key" in row}


def basics(flow: Flow) -> None:
    flow.begin("boundary")
    for one in TOLD["parts"]:
        ticked = ("It affects us",) if one.get("environment") else ()
        flow.say("system", "Name a part", ticked, name=one["name"], kind=one["kind"])
    flow.look("1a-boundary")
    flow.go_on("loss")
    for one in TOLD["losses"]:
        flow.say("losses", "Name a loss", text=one["text"])
    flow.go_on("hazard")
    losses = by_key(TOLD["losses"])
    for one in TOLD["hazards"]:
        flow.say("hazards", "Name a hazardous state", tuple(losses[key] for key in one["losses"]), text=one["text"])
    flow.go_on("constraints")
    hazards = by_key(TOLD["hazards"])
    for one in TOLD["constraints"]:
        ticked = tuple(hazards[key] for key in one["hazards"])
        flow.say("constraints", "Name what must stay true", ticked, text=one["text"])
    flow.go_on("events")


def events(flow: Flow) -> None:
    page = flow.page
    with page.expect_navigation():
        page.get_by_role("link", name="Begin the timeline").click()
    lines = [f"{one['at']} | {one['text']}" for one in STORY["entries"]]
    steps.paste_a_timeline(page, flow.study, "\n".join(lines))
    steps.answer_the_zone(page, "UTC")
    assert steps.add_what_is_understood(page) == len(lines)
    flow.begin("events")
    expect(page.locator("main")).to_contain_text(f"The timeline holds {len(lines)} entries")
    flow.go_on("protections")


def protections(flow: Flow) -> None:
    for one in TOLD["controls"]:
        sentence = one.get("sentence", "Tells somebody, or tells how.")
        meant = one.get("type", "detect")
        flow.say("controls", "Name a control", name=one["name"], outcome="unknown", sentence=sentence, type=meant)
    conditions = by_key(TOLD["conditions"])
    for one in TOLD["conditions"]:
        ticked = tuple(conditions[key] for key in one.get("joined", []))
        flow.say("conditions", "Name a condition", ticked, text=one["text"], level=one["level"])
    expect(flow.page.locator(".together__tie").first).to_be_attached()
    flow.look("1f-protections")
    flow.go_on("questions")
    for one in TOLD["questions"]:
        flow.say("questions", "Ask one", question=one["text"])
    flow.go_on("structure")


def arrow(flow: Flow, noun: str, adds: str, told: dict[str, str]) -> None:
    """Through the table, which asks the same as the picture."""
    place = flow.page.locator(f"#{noun}")
    drawer = steps.unfold(place, adds)
    for name in ("source", "target"):
        drawer.locator(f"select[name={name}]").select_option(label=told["from" if name == "source" else "to"])
    drawer.locator("[name=what]").fill(told["what"])
    if "deviation" in told:
        drawer.locator("[name=deviation]").select_option(told["deviation"])
    if "state" in told:
        drawer.locator("[name=state]").select_option(told["state"])
    steps.press(drawer, "Keep it")
    expect(place.locator("table")).to_contain_text(told["what"])
    expect(drawer.locator("[name=what]")).to_have_value("")
    expect(flow.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def structure(flow: Flow) -> None:
    page, told = flow.page, TOLD["structure"]
    with page.expect_navigation():
        page.get_by_role("link", name="Draw the control structure").click()
    for one in told["control"]:
        arrow(flow, "control", "Draw an arrow of control", one)
    for one in told["feedback"]:
        arrow(flow, "feedback", "Draw an arrow of feedback", one)
    for one in told["influences"]:
        arrow(flow, "influences", "Draw an influence", one)
    shown = page.locator("svg.cs")
    for one in told["control"]:
        expect(shown.locator("a.cs-arrow--control").filter(has_text=one["what"][:18]).first).to_be_attached()
    flow.look("2-structure")
    exported = page.request.get(f"{flow.study}structure.svg")
    assert exported.headers["content-type"].startswith("image/svg+xml")
    svg = exported.text()
    for one in TOLD["parts"]:
        assert one["name"].split()[0] in svg
    assert "<script" not in svg
    if os.environ.get("WRITE_PICTURES") == "1":
        (REPOSITORY / "docs" / "pictures" / "gitlab-structure.svg").write_text(svg)


def components(flow: Flow) -> None:
    flow.begin("components")
    page = flow.page
    order = page.locator("#components .said__text a").all_inner_texts()
    assert (
        order.index("db1 primary") < order.index("people rebuilding the standby") < order.index("infrastructure team")
    )
    for one in TOLD["controls"]:
        row = page.locator("#controls .control").filter(has_text=one["name"]).first
        with page.expect_navigation():
            row.get_by_role("link", name="Say how it fared").click()
        page.locator("[name=outcome]").select_option(one["outcome"])
        page.locator("[name=how]").fill(one["how"])
        steps.send(page, page.locator("#work"), "Keep it")
    for one in TOLD["components"]:
        with page.expect_navigation():
            page.locator("#components").get_by_role("link", name=one["part"], exact=True).click()
        for name in ("contribution", "believed", "actual", "information", "tools", "goals", "pressures", "history"):
            page.locator(f"[name={name}]").fill(one.get(name, ""))
        steps.send(page, page.locator("#work"), "Keep it")
        expect(page.locator("[name=believed]")).to_have_value(one["believed"])
        if one["part"].startswith("people"):
            flow.look("3-one-part")
        flow.begin("components")
    flow.go_on("whole")


def whole(flow: Flow) -> None:
    for one in TOLD["factors"]:
        steps.visit_a_kind(flow.page, one["kind"], one["text"])
    for one in TOLD["missing"]:
        flow.say("missing", "Name a missing control", text=one["text"], met_nothing=one["met_nothing"])
    flow.look("4-whole")
    flow.go_on("improvement")


def improvement(flow: Flow) -> None:
    for one in TOLD["strengths"]:
        flow.say("strengths", "Name something that went well", text=one["text"])
    for text in TOLD["better"]:
        flow.say("better", "Name something that could be better", text=text)
    first = TOLD["findings"][0]
    flow.say("findings", "Record a finding", summary=first["summary"], about="Host name in the prompt")
    flow.look("5-improvement")


def test_the_evening_is_carried_through_every_step_and_nothing_is_thin_at_the_end(flow: Flow) -> None:
    page = flow.page
    page.goto(f"{flow.study}analysis/steps/")
    page.get_by_label("It surprised people who know this well.").check()
    page.get_by_role("radio", name=re.compile("Standard")).check()
    steps.send(page, page.locator("#work"), "Keep it")
    flow.look("0-the-way")
    for part in (basics, events, protections, structure, components, whole, improvement):
        part(flow)
    page.goto(f"{flow.study}analysis/steps/")
    assert page.locator(".thin").all_inner_texts() == []
    page.goto(f"{flow.study}analysis/")
    for one in (*TOLD["losses"], *TOLD["hazards"], *TOLD["factors"], *TOLD["strengths"]):
        expect(page.locator("main")).to_contain_text(one["text"])


def test_the_light_way_goes_by_keyboard_alone(page: Page, running: Server, tmp_path: Path, axe: Axe) -> None:
    flow, keys = Flow(page, running, axe, tmp_path), page.keyboard
    flow.begin("loss")
    _tab_to(page, "Name a loss")
    keys.press("Enter")
    _tab_to_field(page, "text")
    keys.type("An hour of uploads.")
    keys.press("Enter")
    expect(page.locator("#losses .saids")).to_contain_text("An hour of uploads.")
    _tab_to(page, "Go on to 1c")
    keys.press("Enter")
    page.wait_for_url("**/steps/hazard/")
    _tab_to(page, "Name a hazardous state")
    keys.press("Enter")
    _tab_to_field(page, "text")
    keys.type("The only copy is on one host.")
    _tab_to_field(page, "losses")
    keys.press("Space")
    _tab_to(page, "Keep it")
    keys.press("Enter")
    expect(page.locator("#hazards")).to_contain_text("makes possible L-1")
    flow.begin("whole")
    for left in range(6, -1, -1):
        _tab_to(page, "Looked, none found")
        keys.press("Enter")
        expect(page.locator("#kinds .tag").get_by_text("not visited yet")).to_have_count(left)


SAYS = "document.activeElement.matches('a, button, summary') ? document.activeElement.innerText.trim() : ''"


def _tab_to(page: Page, words: str) -> None:
    """Tab on until what has the focus says ``words``."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(SAYS).startswith(words):
            return
    raise AssertionError(f"Tab leads to nothing that says {words!r}.")


def _tab_to_field(page: Page, name: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || ''") == name:
            return
    raise AssertionError(f"Tab leads to no field {name!r}.")
