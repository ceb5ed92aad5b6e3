"""A second look at the wording: underlined while one writes, answered, asked about before the text is final, on record."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser

BEFORE = "🌊🌊 It rained in Łódź."
REWORDED = "A canary would have caught this."
KEPT = "The on-call engineer should have checked the lag."
ASKED = "The vendor calls it human error."
REASON = "These are the words of the vendor's own report."
OWN = "I should have known that the zebrafinch pager was muted; I have no idea what I was doing."

A_STUDY = f"""
import json
from tests import builders
from secondstory.people.models import Person
from secondstory.writeup.models import Section
ana, bo = (Person.objects.get(email=f"{{name}}@example.org") for name in ("ana", "bo"))
builders.grant(ana, "steward")
study = builders.ready_to_finalize(builders.study(ana), facilitator=ana, reviewer=bo)
Section.objects.filter(key="impact").update(text={BEFORE!r} + "\\r\\n\\r\\nUploads were refused.", heading="Impact")
builders.complete_again(study)
print(json.dumps(str(study.pk)))
"""
ANSWERS = """
import json
from secondstory.review.models import Edition
from secondstory.review.verify import verify_all
from secondstory.wording.models import Answer, RuleTally
edition = Edition.objects.first()
print(json.dumps({
    "answers": sorted([one.state, one.reason] for one in Answer.objects.all()),
    "tallies": [[one.rule, one.helpful, one.not_here] for one in RuleTally.objects.order_by("rule")],
    "edition": bytes(edition.canonical).decode() if edition else "",
    "verifies": verify_all(),
}))
"""


@pytest.fixture
def study(server: Server) -> str:
    """The address of a study that waits for nothing but being final."""
    steps.gather_the_people(server)
    return f"{server.base}/retrospectives/{server.python(A_STUDY)}/"


def marks(page: Page) -> list[str]:
    return page.locator(".wording-layer .wordings__mark").all_inner_texts()


def wait_for_marks(page: Page, *words: str) -> None:
    page.wait_for_function(
        "words => JSON.stringify([...document.querySelectorAll('.wording-layer .wordings__mark')]"
        ".map(one => one.textContent)) === JSON.stringify(words)",
        arg=list(words),
    )


def apart(page: Page) -> list[str]:
    """In what the layer differs from the field it lies over: words, place, size, how far along, letters."""
    told: list[str] = page.evaluate(
        """() => {
          const field = document.querySelector('form.editor textarea')
          const layer = document.querySelector('.wording-layer')
          const [a, b] = [field.getBoundingClientRect(), layer.getBoundingClientRect()]
          const pairs = {
            words: [field.value, layer.textContent.replace('\u200b', '')],
            x: [a.x, b.x], y: [a.y, b.y], height: [a.height, b.height], along: [field.scrollTop, layer.scrollTop],
            text: [field.scrollHeight, layer.scrollHeight],
          }
          for (const name of ['fontFamily', 'fontSize', 'lineHeight', 'letterSpacing', 'paddingLeft', 'paddingTop'])
            pairs[name] = [getComputedStyle(field)[name], getComputedStyle(layer)[name]]
          const near = (one, other) => one === other || Math.abs(one - other) <= 1
          return Object.entries(pairs).filter(([, pair]) => !near(...pair)).map(([name, pair]) => `${name}: ${pair.join(' / ')}`)
        }"""
    )
    return told


def write_on(page: Page, study: str, text: str) -> Locator:
    page.goto(f"{study}write-up/")
    sheet = steps.open_section(page, "Impact")
    box = sheet.get_by_role("textbox").first
    box.press("Control+End")
    page.keyboard.type(f"\n\n{text}")
    return box


def click_on(page: Page, mark: Locator) -> None:
    """As a person does: on the underlined words, in the field."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + min(box["height"], 20) / 2)


def item(page: Page, words: str) -> Locator:
    return page.locator(".wordings__item").filter(has_text=words)


@pytest.mark.requirement("R-000-14", "R-004-130")
def test_a_wording_is_seen_reworded_kept_asked_about_and_on_record(
    server: Server, study: str, page: Page, axe: Axe, browser: Browser
) -> None:
    steps.sign_in(page, server, "Ana")
    page.goto(f"{server.base}/how-we-work/")
    page.get_by_role("link", name="What is looked for while one writes").click()
    page.get_by_label("Strict:").check()
    steps.send(page, page.get_by_role("region", name="How strict"), "Keep it")
    axe(page)

    # Typed behind emoji and lines that came with carriage returns: underlined at the right characters.
    box = write_on(page, study, f"{REWORDED} {KEPT}\n\n{ASKED}")
    wait_for_marks(page, "would have caught", "The on-call engineer should have checked", "human error")
    assert apart(page) == []
    page.set_viewport_size({"width": 420, "height": 900})
    page.wait_for_timeout(100)
    assert apart(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_timeout(100)

    # Opened by a click on the words, reworded, taken back with the browser's own undo, and reworded after all.
    click_on(page, page.locator(".wording-layer .wordings__mark").first)
    first = item(page, "would have caught")
    expect(first.locator("details")).to_have_attribute("open", "")
    axe(page)
    first.get_by_role("button", name="Helpful").click()
    first.get_by_role("button", name=re.compile("^Put this in")).first.click()
    expect(box).not_to_have_value(re.compile("canary"))
    page.keyboard.press("Control+z")
    expect(box).to_have_value(re.compile(re.escape(REWORDED)))
    wait_for_marks(page, "would have caught", "The on-call engineer should have checked", "human error")
    click_on(page, page.locator(".wording-layer .wordings__mark").first)
    item(page, "would have caught").get_by_role("button", name=re.compile("^Put this in")).first.click()
    page.keyboard.type("the graph")
    wait_for_marks(page, "The on-call engineer should have checked", "human error")
    assert box.input_value().startswith(f"{BEFORE}\n\nUploads were refused.\n\n")

    # By keyboard alone: kept with one sentence, and quiet from then on.
    kept = item(page, "should have checked")
    kept.locator("summary").focus()
    page.keyboard.press("Enter")
    kept.get_by_label("Keep it, because").fill(REASON)
    page.keyboard.press("Enter")
    wait_for_marks(page, "human error")
    expect(page.get_by_role("status").filter(has_text="Kept, with the reason.")).to_be_visible()
    sheet = page.get_by_role("region", name="Impact", exact=True).first
    steps.press(sheet, "Save")
    sheet.locator(".prose").get_by_text(KEPT).wait_for()
    write_on(page, study, "More.")
    wait_for_marks(page, "human error")

    # The gate asks for what has no answer yet, and takes 'it is not about this' as one.
    page.goto(f"{study}edition/")
    expect(page.get_by_role("button", name="Finalize")).to_be_disabled()
    page.get_by_role("link", name="Look at them").click()
    waits = page.get_by_role("region", name="Asked before the text is final")
    expect(waits.locator("mark")).to_have_text(["human error"])
    axe(page)
    steps.send(page, waits, "It is not about this")
    expect(page.get_by_text(f"kept: {REASON}")).to_be_visible()
    page.goto(f"{study}write-up/")
    steps.send(page, page.get_by_role("region", name="Summary", exact=True).first, "It still holds")
    server.python(
        "import json\nfrom tests import builders\nfrom secondstory.incidents.models import Retrospective\n"
        "builders.complete_again(Retrospective.objects.get())\nprint(json.dumps(1))"
    )
    steps.finalize(page, study)
    page.get_by_text("Wordings that were looked at and kept").wait_for()
    assert page.get_by_text(REASON).count()
    axe(page)

    told = server.python(ANSWERS)
    assert [state for state, _ in told["answers"]] == ["kept", "not_applicable", "reworded"]
    assert REASON in told["edition"]
    assert KEPT in told["edition"]
    assert told["verifies"] == []
    assert ["counterfactual.remedy", 1, 0] in told["tallies"]


def test_own_words_are_whispered_about_to_their_author_and_noted_nowhere(
    server: Server, study: str, page: Page, axe: Axe, context: BrowserContext, browser: Browser
) -> None:
    server.python(
        "import json\nfrom tests import builders\nfrom secondstory.incidents.models import Retrospective\n"
        "from secondstory.people.models import Person\n"
        "study = Retrospective.objects.get()\nRetrospective.objects.update(state='gathering')\n"
        "builders.participant(study, Person.objects.get(email='bo@example.org'))\nprint(json.dumps(1))"
    )
    steps.sign_in(page, server, "Bo")
    page.goto(f"{study}accounts/mine/")
    box = page.locator("form.own__form textarea").first
    box.wait_for()
    box.fill(OWN)
    whisper = page.get_by_text("Only you see this, and nothing of it is kept.").first
    whisper.wait_for(timeout=15_000)
    assert page.locator(".wording-layer .wordings__mark--whisper").count() >= 1
    assert page.locator(".wordings").get_by_role("button", name="Keep it").count() == 0
    axe(page)
    page.locator(".wordings__item summary").first.click()
    page.locator(".wordings__item").first.get_by_role("button", name="Not here").click()

    told = server.python(ANSWERS)
    assert (told["answers"], told["tallies"]) == ([], [])
    assert "zebrafinch" not in server.python(EVERYTHING)
    assert "zebrafinch" not in server.log.read_text()

    ana = browser.new_context().new_page()
    steps.sign_in(ana, server, "Ana")
    for place in ("", "accounts/", "write-up/wording/"):
        ana.goto(f"{study}{place}")
        assert "zebrafinch" not in ana.content()
        assert ana.locator(".wordings").count() == 0
    ana.context.close()


EVERYTHING = """
import json
from django.db import connection
said = []
with connection.cursor() as cursor:
    for table in connection.introspection.table_names():
        cursor.execute(f'SELECT * FROM "{table}"')
        said.append(repr(cursor.fetchall()))
print(json.dumps(" ".join(said)))
"""


def test_without_script_the_wording_is_a_page_away(server: Server, study: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    steps.sign_in(page, server, "Ana")
    page.goto(f"{study}write-up/")
    page.get_by_role("region", name="Impact", exact=True).first.locator(".sheet-of__tools a").first.click()
    page.get_by_role("textbox", name="Impact").fill(f"{BEFORE}\n\n{REWORDED}")
    with context.expect_page() as opened:
        page.get_by_role("button", name="Look at the wording").click()
    beside = opened.value
    expect(beside.locator("mark")).to_have_text(["would have caught"])
    beside.get_by_label("Keep it, because").fill(REASON)
    beside.get_by_role("button", name="Keep it").click()
    expect(beside.get_by_role("heading", name="Noted: kept with a reason")).to_be_visible()
    beside.close()
    expect(page.get_by_role("textbox", name="Impact")).to_have_value(f"{BEFORE}\n\n{REWORDED}")
    context.close()
