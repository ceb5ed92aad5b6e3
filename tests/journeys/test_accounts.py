"""Three people tell it, each as far as they want: one to the facilitator, one to the people in the story, one to nobody.
Words are quoted with their authors' leave, the study becomes final, and one of them takes everything back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser

THE_PEOPLE = f"""
import json
from secondstory.people.models import Person
from tests import builders
for name in ("Bo", "Ana", "Eve", "Dan", "Rae"):
    Person.objects.create_user(f"{{name.lower()}}@example.org", {steps.PASSWORD!r}, display_name=name)
bo = Person.objects.get(display_name="Bo")
study = builders.study(bo, "How did the standby fall behind?", learning_focus="How we tell copies apart",
    audience="organization", state="gathering")
builders.role(study, bo)
builders.conflict_check(study, bo)
print(json.dumps(str(study.pk)))
"""
THE_REST = """
import json
from datetime import timedelta
from django.utils import timezone
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.review.models import Round
from tests import builders
study = Retrospective.objects.get()
builders.role(study, Person.objects.get(display_name="Rae"), "reviewer")
builders.entry(study)
builders.analysed(study)
builders.write_up(study, summary="A copy grew old, and nobody heard of it.")
past = timezone.now() - timedelta(days=9)
Round.objects.create(retrospective=study, opened_at=past, closes_not_before=past, closed_at=past)
study.state = "agreeing"
study.save()
print(json.dumps("ready"))
"""
TO_THE_FACILITATOR = "The copy tool said nothing for ten minutes, so I looked for something that was in its way."
TO_THE_PEOPLE = "I saw the lag grow on the second screen and took it for the spam of that week."
TO_NOBODY = "wolframite under the raised floor"


@pytest.fixture
def seat(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def take(name: str, *, phone: bool = False) -> Page:
        width, height = (390, 844) if phone else (1280, 900)
        context = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=phone, reduced_motion="reduce"
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"A script stumbled on {page.url}: {error}"))
        page.on("dialog", lambda dialog: dialog.accept())
        steps.sign_in(page, server, name)
        return page

    yield take
    for context in contexts:
        context.close()


def write(page: Page, study: str, text: str, *, kind: str, because: str = "", when: str = "") -> None:
    """One sentence, saved by itself."""
    page.goto(f"{study}accounts/mine/")
    form = page.locator("form.own__form")
    form.get_by_text(kind, exact=True).click()
    if when:
        form.get_by_label("When?").fill(when)
    form.get_by_label("In your words").fill(text)
    if because:
        form.get_by_label("It made sense because").fill(because)
    expect(page.locator(".savebar .saved")).to_contain_text("Saved", timeout=15_000)


def share(page: Page, study: str, to: str, button: str) -> None:
    page.goto(f"{study}accounts/mine/rung/?to={to}")
    steps.send(page, page, button)


def approve(page: Page, study: str) -> None:
    page.goto(f"{study}accounts/mine/")
    steps.send(page, page, "Yes, in these words")


def test_people_tell_it_as_far_as_they_want_and_take_it_back(
    server: Server, seat: Callable[..., Page], axe: Axe
) -> None:
    study = f"{server.base}/retrospectives/{server.python(THE_PEOPLE)}/"

    bo = seat("Bo")
    bo.goto(f"{study}people/")
    steps.add_a_participant(bo, "Ana", "engineer at the standby", "took part in decisions")
    steps.add_a_participant(bo, "Eve", "a colleague on call", "responded")
    steps.add_a_participant(bo, "Dan", "support", "was affected")
    steps.invite_everybody(bo)

    ana, eve, dan = (seat(name, phone=True) for name in ("Ana", "Eve", "Dan"))
    ana.goto(f"{study}accounts/mine/")
    expect(steps.region(ana, "Who can read this").get_by_text("Only you can read this now.")).to_be_visible()
    axe(ana)
    assert steps.is_no_wider_than_the_screen(ana)
    write(ana, study, TO_THE_FACILITATOR, kind="I did", when="23:27", because="it usually says why it waits")
    write(eve, study, TO_THE_PEOPLE, kind="I saw", when="just after dinner")
    write(dan, study, TO_NOBODY, kind="I assumed")
    for page in (ana, eve):
        page.goto(f"{study}accounts/mine/")
        axe(page)
        assert steps.is_no_wider_than_the_screen(page)

    ana.goto(f"{study}accounts/mine/rung/?to=facilitator")
    axe(ana)
    share(ana, study, "facilitator", "Let Bo read it")
    share(eve, study, "participants", "Let these people read it")

    dan.goto(f"{study}accounts/")
    axe(dan)
    assert TO_THE_FACILITATOR not in dan.content()
    assert TO_THE_PEOPLE in dan.content()

    for told_by in ("engineer at the standby", "a colleague on call"):
        bo.goto(f"{study}accounts/")
        axe(bo)
        assert TO_NOBODY not in bo.content()
        bo.get_by_role("link", name=f"{told_by}, in their own words").click()
        axe(bo)
        bo.get_by_role("link", name="Ask to quote").first.click()
        steps.choose(bo.get_by_label("Where they would stand"), "Analysis")
        axe(bo)
        steps.send(bo, bo, "Ask them")
    approve(ana, study)
    approve(eve, study)

    assert server.python(THE_REST) == "ready"
    rae = seat("Rae")
    steps.confirm_the_audience(bo, study)
    steps.note_it_complete(bo, study)
    steps.note_it_complete(rae, study)
    steps.finalize(bo, study)
    bo.goto(f"{study}edition/")
    expect(bo.get_by_text(TO_THE_FACILITATOR)).to_be_visible()
    expect(bo.get_by_text(TO_THE_PEOPLE)).to_be_visible()
    assert json.loads(server.run("verify", "--json").stdout.strip().splitlines()[-1])

    ana.goto(f"{study}accounts/mine/withdrawal/")
    axe(ana)
    steps.send(ana, ana, "Withdraw it, and keep it for myself")
    bo.goto(f"{study}edition/")
    axe(bo)
    expect(bo.get_by_text("withdrawn by its author").first).to_be_visible()
    assert TO_THE_FACILITATOR not in bo.content()
    expect(bo.get_by_text(TO_THE_PEOPLE)).to_be_visible()
    server.run("verify")

    for page in (bo, rae, eve):
        for path in ("", "accounts/", "timeline/", "analysis/", "write-up/", "review/", "edition/", "conversations/"):
            page.goto(f"{study}{path}")
            assert TO_NOBODY not in page.content()
    assert TO_NOBODY not in server.log.read_text()
    raw = b"".join(path.read_bytes() for path in server.home.rglob("*") if path.is_file())
    assert TO_NOBODY.encode() not in raw
    dan.goto(f"{study}accounts/mine/")
    assert TO_NOBODY in dan.content()


def test_signed_out_while_writing_one_finds_every_word_again(server: Server, seat: Callable[..., Page]) -> None:
    """The session ended, Save was pressed all the same; saving had worked before, and signing in works now."""
    study = f"{server.base}/retrospectives/{server.python(THE_PEOPLE)}/"
    bo = seat("Bo")
    bo.goto(f"{study}people/")
    steps.add_a_participant(bo, "Ana", "engineer at the standby", "took part in decisions")
    steps.invite_everybody(bo)
    ana = seat("Ana", phone=True)
    write(ana, study, TO_THE_PEOPLE, kind="I saw")
    ana.goto(f"{study}accounts/mine/")
    ana.context.clear_cookies(name="sessionid")
    form = ana.locator("form.own__form")
    form.get_by_label("In your words", exact=True).fill(TO_NOBODY)
    form.get_by_text("Around it, and what showed later").click()
    form.locator("[name=pressures]").fill("A shift that ended at eight.")
    form.get_by_role("button", name="Save", exact=True).click()
    steps.sign_in_here(ana, "Ana")
    expect(ana.locator(".notice")).to_contain_text("You are signed in as Ana.")
    expect(ana.get_by_label("In your words", exact=True)).to_have_value(TO_NOBODY)
    expect(ana.locator("[name=pressures]")).to_have_value("A shift that ended at eight.")
    ana.locator("form.own__form").get_by_role("button", name="Save", exact=True).click()
    expect(ana.locator(".notice")).to_contain_text("Saved.")
    expect(ana.get_by_text(TO_NOBODY, exact=True)).to_be_visible()
    expect(ana.locator("form.own__form").get_by_label("In your words", exact=True)).to_have_value("")
