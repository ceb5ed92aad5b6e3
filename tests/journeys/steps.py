"""What people do in a study, one function each, so that a journey reads as its story."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from playwright.sync_api import Browser, Locator, Page
from tests.journeys.server import Server

Axe: TypeAlias = Callable[[Page], None]
PASSWORD = "rope bridge over quiet water"
THE_PEOPLE = f"""
import json
from secondstory.people.models import Person, Team, TeamMembership
storage = Team.objects.create(name="Storage", slug="storage")
billing = Team.objects.create(name="Billing", slug="billing")
for name, team, on_call in (("Ana", storage, True), ("Bo", storage, True), ("Cy", billing, False)):
    person = Person.objects.create_user(f"{{name.lower()}}@example.org", {PASSWORD!r}, display_name=name)
    TeamMembership.objects.create(team=team, person=person, on_call=on_call)
print(json.dumps("they are here"))
"""


def gather_the_people(server: Server) -> None:
    """Ana and Bo of the team Storage, both on its rota, and Cy of Billing, who can sign in with PASSWORD."""
    server.python(THE_PEOPLE)


def region(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def unfold(scope: Locator, words: str) -> Locator:
    """Open the drawer whose summary has ``words`` (if it is closed), and give it."""
    drawer = scope.locator("details").filter(has=scope.page.locator("summary", has_text=words)).last
    if drawer.get_attribute("open") is None:
        drawer.locator("summary").first.click()
    return drawer


def press(scope: Page | Locator, words: str) -> None:
    scope.get_by_role("button", name=words, exact=True).click()


def send(page: Page, scope: Page | Locator, words: str) -> None:
    """Press a button that leads to another page, and wait until that is there."""
    with page.expect_navigation():
        press(scope, words)


def choose(field: Locator, words: str) -> None:
    """The option that begins with ``words``; more may stand behind them."""
    option = field.locator("option").filter(has_text=re.compile(rf"^\s*{re.escape(words)}", re.IGNORECASE)).first
    field.select_option(option.get_attribute("value"))


# People


def sign_in(page: Page, server: Server, name: str) -> None:
    page.goto(f"{server.base}/accounts/login/")
    sign_in_here(page, name)


def sign_in_here(page: Page, name: str) -> None:
    """On the page that asks for it, which leads on to where one was going."""
    page.get_by_label("E-mail address").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    send(page, page, "Sign in")


# From one line to a study


def keep_a_note(page: Page, server: Server, text: str, *, readers: str = "") -> None:
    """Keeps it, and opens it."""
    page.goto(f"{server.base}/notes/")
    page.locator("main").get_by_label("What do you see?").fill(text)
    if readers:
        choose(unfold(page.locator("main"), "Other readers").get_by_label("Who can read it"), readers)
    send(page, page.locator("main"), "Keep it")
    page.get_by_role("link", name=f"open the note: {text}"[:50]).first.click()
    page.wait_for_url("**/notes/*-*/")


def raise_it_as_a_signal(page: Page, kind: str) -> None:
    part = region(page, "Raise it as a signal")
    choose(part.get_by_label("It was a"), kind)
    send(page, part, "Raise the signal")


def make_it_an_incident(page: Page, title: str) -> None:
    page.get_by_label("What happened, in one line").fill(title)
    send(page, page, "Make it an incident")


def open_a_retrospective(page: Page, question: str) -> str:
    """The address of the study."""
    part = page.locator("section").filter(has=page.get_by_label("What do you wonder?")).last
    unfold(part, "")
    part.get_by_label("What do you wonder?").fill(question)
    send(page, part, "Open it")
    return page.url.split("#")[0]


# Whose story it is


def choose_the_facilitator(page: Page, name: str) -> None:
    part = region(page, "Who prepares it?")
    choose(part.get_by_label("Who prepares this study?"), name)
    send(page, part, "Ask them to prepare it")


def say_how_near_one_is(page: Page, because: str) -> None:
    part = region(page, "Who prepares it?")
    part.get_by_label("I am the expert on what this happened to").check()
    part.get_by_label("why do you prepare it all the same").fill(because)
    send(page, part, "Say so")


def add_a_participant(page: Page, name: str, role: str, *involvements: str) -> None:
    drawer = unfold(region(page, "Whose story is it?"), "Add somebody")
    choose(drawer.get_by_label("Person", exact=False).first, name)
    drawer.get_by_label("What were they then?").fill(role)
    for involvement in involvements:
        drawer.get_by_label(involvement).check()
    send(page, drawer, "Add them")


def invite_everybody(page: Page) -> None:
    send(page, page, "Invite everybody who was not yet")


def say_what_we_hope_to_learn(page: Page, study: str, focus: str, *, audience: str, open_to: str = "") -> None:
    page.goto(f"{study}aims/")
    page.get_by_label("What do we hope to learn?").fill(focus)
    choose(page.get_by_label("Who will read the final text?"), audience)
    if open_to:
        choose(page.get_by_label("Who may look on until then?"), open_to)
    send(page, page, "Keep it")


def move_on(page: Page, study: str, move: str) -> None:
    page.goto(study)
    send(page, region(page, "Where it can go from here"), move)


# What happened


def paste_a_timeline(page: Page, study: str, text: str) -> Locator:
    """What is understood, beside what was typed."""
    page.goto(f"{study}timeline/pasted/")
    page.get_by_label("What happened, one entry a line").fill(text)
    return page.locator("#reading")


def answer_the_zone(page: Page, zone: str) -> None:
    page.get_by_label("Zone of its times").fill(zone)


def add_what_is_understood(page: Page) -> int:
    """How many entries the button promised."""
    button = page.get_by_role("button", name="Add").filter(has_text="entr").first
    button.wait_for()
    number = int(button.inner_text().split()[1])
    button.click()
    page.locator(".score__list").first.wait_for()
    return number


def add_an_entry(page: Page, study: str, when: str, text: str) -> None:
    """With the form, one at a time."""
    page.goto(f"{study}timeline/entries/")
    page.get_by_label("When was it?").fill(when)
    page.get_by_label("What happened?").fill(text)
    send(page, page, "Add it")


# Making sense


def _say(page: Page, section: str, add: str, **told: str) -> None:
    """Add a part to a section: ``told`` is field name → what to fill or choose."""
    drawer = unfold(page.locator(f"#{section}"), add)
    for name, value in told.items():
        field = drawer.locator(f"[name={name}]").first
        if field.evaluate("field => field.tagName") == "SELECT":
            choose(field, value)
        else:
            field.fill(value)
    press(drawer, "Keep it")
    first = next(iter(told.values()))
    page.locator(f"#{section}").get_by_text(first).first.wait_for()


def name_a_loss(page: Page, text: str) -> None:
    _say(page, "losses", "Name a loss", text=text)


def say_how_a_control_fared(page: Page, name: str, outcome: str, how: str, *, sentence: str, meant_to: str) -> None:
    _say(
        page,
        "controls",
        "Name a control",
        name=name,
        outcome=outcome,
        how=how,
        sentence=sentence,
        type=meant_to,
    )


def name_a_missing_control(page: Page, text: str, met_nothing: str) -> None:
    _say(page, "missing", "Name a missing control", text=text, met_nothing=met_nothing)


def visit_a_kind(page: Page, kind: str, found: str = "") -> None:
    """One of the seven: what was found, or that one looked and found none."""
    place = page.locator(f"#kind-{kind}")
    if found:
        drawer = unfold(place, "Name a factor")
        drawer.get_by_label("What was found").fill(found)
        press(drawer, "Keep it")
        place.get_by_text(found, exact=True).wait_for()
    else:
        place.get_by_role("button", name="Looked, none found").click()
        place.get_by_text("looked, none found", exact=True).wait_for()


def name_a_strength(page: Page, text: str) -> None:
    _say(page, "strengths", "Name something that went well", text=text)


def record_a_finding(page: Page, summary: str, about: str) -> None:
    _say(page, "findings", "Record a finding", summary=summary, about=about)


def ask_a_question(page: Page, question: str) -> None:
    _say(page, "questions", "Ask one", question=question)


# What to make better


def propose(page: Page, study: str, title: str, *, answers: str, kind: str, how: str, done_when: str) -> None:
    page.goto(f"{study}recommendations/")
    drawer = unfold(region(page, "Propose one"), "Propose a change")
    drawer.get_by_label("The change, in one line").fill(title)
    drawer.get_by_label(answers).check()
    choose(drawer.get_by_label("What kind of change"), kind)
    choose(drawer.get_by_label("How it helps"), how)
    drawer.get_by_label("Done when").fill(done_when)
    send(page, drawer, "Propose it")
    page.get_by_text(title).first.wait_for()


# Writing, and reading one another


def begin_the_write_up(page: Page, study: str) -> None:
    page.goto(f"{study}write-up/")
    send(page, page, "Begin the write-up")


def open_section(page: Page, heading: str) -> Locator:
    """The section with its editor, in place."""
    sheet = page.get_by_role("region", name=heading, exact=True).first
    sheet.locator(".sheet-of__tools a").first.click()
    sheet.get_by_role("textbox").wait_for()
    return sheet


def write_section(page: Page, heading: str, text: str) -> None:
    """In place, beside what the house draws from the study."""
    sheet = open_section(page, heading)
    sheet.get_by_role("textbox").fill(text)
    press(sheet, "Save")
    sheet.locator(".prose").get_by_text(text).wait_for()


def open_the_round(page: Page, study: str) -> None:
    page.goto(f"{study}review/")
    send(page, page, "Open the round")


def comment(page: Page, heading: str, kind: str, text: str) -> None:
    part = page.get_by_role("region", name=heading, exact=True).first
    drawer = unfold(part, "Say something about")
    drawer.get_by_role("radio", name=re.compile(rf"^{kind}\b", re.IGNORECASE)).check()
    drawer.get_by_label("What you want to say").fill(text)
    send(page, drawer, "Say it")


def answer_the_comment(page: Page, about: str, answer: str) -> None:
    it = page.get_by_role("article").filter(has_text=about)
    drawer = unfold(it, "Answer it")
    drawer.get_by_label("Answer").fill(answer)
    send(page, drawer, "Answer it")


def say_that_one_has_read_it(page: Page) -> None:
    send(page, page, "I have read it")


def say_that_one_is_ready(page: Page) -> None:
    send(page, page, "I am ready")


def close_the_review(page: Page, study: str) -> None:
    page.goto(f"{study}review/")
    send(page, region(page, "Close the review"), "Close the review")


def confirm_the_audience(page: Page, study: str) -> None:
    page.goto(f"{study}edition/")
    send(page, page, "Yes, they may read it")


def note_it_complete(page: Page, study: str) -> None:
    page.goto(f"{study}edition/")
    send(page, page, "Note: it is complete")


def finalize(page: Page, study: str) -> None:
    page.goto(f"{study}edition/")
    send(page, page, "Finalize")


def publish(page: Page, study: str, readers: str) -> None:
    page.goto(f"{study}publication/")
    page.get_by_label(readers).check()
    send(page, page, "Publish it")


# Finding and reading


def search_for(page: Page, words: str) -> None:
    """From anywhere, with the key for it."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")


def search_until_found(page: Page, words: str, title: str, patience: int = 20) -> None:
    """The index is written beside the work, so a text that was published this second may take one more look."""
    for _ in range(patience):
        search_for(page, words)
        if page.locator(".results").get_by_role("link", name=title).count():
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"‘{title}’ is not found by ‘{words}’.")


# Looking at it


def look(browser: Browser, server: Server, *, width: int, scheme: str, who: str = "") -> Page:
    """A page of that width on light or dark paper; in the demonstration, signed in as ``who``."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    page = context.new_page()
    if who:
        page.goto(f"{server.base}/accounts/login/")
        send(page, page, f"Sign in as {who}")
    return page


def look_again(page: Page, width: int, scheme: str) -> None:
    """The same page, as wide as that, on light or dark paper."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")


def is_no_wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
