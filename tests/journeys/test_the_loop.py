"""The whole loop in a real browser: from one line somebody noted to a text that somebody else finds."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys import steps
from tests.journeys.server import REPOSITORY, Server
from tests.journeys.steps import Axe

pytestmark = pytest.mark.browser
expect.set_options(timeout=15_000)
CORPUS = Path(os.environ.get("SECONDSTORY_CORPUS", REPOSITORY.parent / "shared" / "corpus")) / "timelines_dev.jsonl"
SECTION = "T114"
INVENTED = """\
27 July 2021

14.37 Probe DOWN for:
- Search page
- Works API

AB asked if anyone knew what was going on

14:38 CD: I just ran the user script, does it update users that are there

14.39 AB: it does; this is an auth error

14.40 CD: cycling the services should work

14.43 EF: the logs look ok

14.44 Probe UP for:
- Search page
- Works API

14.47 Status page says it is over
"""


def a_timeline_as_people_write_it() -> str:
    """A real section of the corpus when it lies beside the checkout; otherwise an invented one of the same shape."""
    if not CORPUS.exists():
        return INVENTED
    with CORPUS.open() as lines:
        return str(next(row["text"] for row in map(json.loads, lines) if row["id"] == SECTION))


@pytest.fixture
def seat(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """``seat("Bo")``: a browser of their own, signed in through the sign-in page."""
    contexts: list[BrowserContext] = []

    def take(name: str, *, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, reduced_motion="reduce", java_script_enabled=javascript
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


def entries_in(server: Server) -> list[list[str]]:
    """When and what, in order."""
    found: list[list[str]] = server.python(
        "import json\nfrom secondstory.timeline.models import Entry\n"
        "rows = Entry.objects.order_by('at', 'tie', 'id').values_list('at', 'text')\n"
        "print(json.dumps([[at.isoformat() if at else '', text] for at, text in rows]))"
    )
    return found


def test_a_line_becomes_a_study_that_another_team_finds(
    server: Server, seat: Callable[..., Page], axe: Axe, browser: Browser
) -> None:
    steps.gather_the_people(server)
    ana, cy = seat("Ana"), seat("Cy")
    axe(ana)

    # One line becomes a study.
    steps.keep_a_note(ana, server, "Search answers nothing since half past two", readers="your team")
    axe(ana)
    steps.raise_it_as_a_signal(ana, "incident")
    axe(ana)
    steps.make_it_an_incident(ana, "Search answered nothing for ten minutes")
    axe(ana)
    study = steps.open_a_retrospective(ana, "What made running the user script look safe?")
    axe(ana)
    answer = cy.goto(study)
    assert answer
    assert answer.status == 404

    # Whose story it is, and who prepares it.
    ana.goto(f"{study}people/")
    steps.choose_the_facilitator(ana, "Ana")
    steps.say_how_near_one_is(ana, "Nobody else is free this week, and Bo reads with me.")
    steps.add_a_participant(ana, "Bo", "engineer on call", "noticed", "responded")
    steps.invite_everybody(ana)
    axe(ana)
    steps.say_what_we_hope_to_learn(
        ana, study, "How does one tell that a script is safe to run?", audience="the whole organization"
    )
    axe(ana)
    steps.move_on(ana, study, "Begin to gather")
    axe(ana)

    # What happened: it asks for the zone and guesses none.
    reading = steps.paste_a_timeline(ana, study, a_timeline_as_people_write_it())
    expect(reading).to_contain_text("Which zone are these times in?")
    expect(reading.get_by_role("button", name=re.compile(r"^Add \d+"))).to_have_count(0)
    axe(ana)
    steps.answer_the_zone(ana, "Europe/London")
    promised = steps.add_what_is_understood(ana)
    axe(ana)
    kept = entries_in(server)
    assert len(kept) == promised >= 7
    assert kept[0][0] == "2021-07-27T13:37:00+00:00"
    assert [at for at, _ in kept] == sorted(at for at, _ in kept)
    steps.move_on(ana, study, "Begin to make sense")

    # Making sense of it.
    ana.goto(f"{study}analysis/")
    steps.name_a_loss(ana, "Readers found nothing for ten minutes")
    steps.say_how_a_control_fared(
        ana,
        "Probe of the search page",
        "held",
        "It saw the empty answer within a minute and told the channel.",
        sentence="Asks for one known work every minute.",
        meant_to="detect",
    )
    steps.say_how_a_control_fared(
        ana,
        "Review of scripts before they run",
        "did not act",
        "The script had been reviewed a year before; running it again asked nobody.",
        sentence="A second person reads a script that touches users.",
        meant_to="prevent",
    )
    steps.say_how_a_control_fared(
        ana,
        "Rolling restart",
        "partly held",
        "It brought the new secrets in, one service after the other.",
        sentence="Starts the services anew with what is configured now.",
        meant_to="recover",
    )
    steps.name_a_missing_control(
        ana, "A dry run that says which users would change", "A script that changes users that are in use"
    )
    steps.visit_a_kind(ana, "communication", "That the script also updates was written in one head only.")
    steps.visit_a_kind(ana, "dynamics", "It had run without effect so often that it counted as harmless.")
    for kind in ("safety_information", "culture", "safety_management", "economics", "environment"):
        steps.visit_a_kind(ana, kind)
    steps.name_a_strength(ana, "Three people looked at the same log within two minutes.")
    steps.record_a_finding(
        ana,
        "Nothing shows beforehand which users the script will change.",
        about="A dry run that says which users would change",
    )
    steps.ask_a_question(ana, "Why do running services not take up a new password by themselves?")
    axe(ana)

    # What to make better.
    steps.propose(
        ana,
        study,
        "Let the user script say what it would change",
        answers="Nothing shows beforehand which users the script will change.",
        kind="software",
        how="add a control",
        done_when="Run without a flag, it prints the users and changes none.",
    )
    axe(ana)

    # The text: drawn from the study, with words in between; the summary last.
    steps.begin_the_write_up(ana, study)
    axe(ana)
    steps.write_section(ana, "Impact", "Search and single works answered nothing from 14:37 to 14:44.")
    steps.write_section(ana, "Analysis", "The user script looked like something that only reads.")
    steps.write_section(ana, "What went well", "The probe spoke before any reader did.")
    steps.write_section(ana, "Summary", "A script that also updates users was run; the services kept the old password.")
    axe(ana)

    # Review by somebody else.
    ana.goto(f"{study}review/")
    axe(ana)
    steps.open_the_round(ana, study)
    bo = seat("Bo")
    axe(bo)
    bo.goto(f"{study}review/")
    steps.comment(bo, "Impact", "change", "Pages that are not cached were down, too.")
    steps.comment(bo, "Summary", "thanks", "Now I know what the script does.")
    steps.say_that_one_is_ready(bo)
    axe(bo)
    ana.goto(f"{study}review/")
    expect(ana.get_by_text("Pages that are not cached")).to_have_count(0)
    axe(ana)
    steps.say_that_one_has_read_it(ana)
    expect(steps.region(ana, "Close the review").get_by_role("button")).to_be_disabled()
    steps.answer_the_comment(ana, "Pages", "They are named under Impact now.")
    steps.close_the_review(ana, study)

    # Final, by two people.
    expect(ana.get_by_role("button", name="Finalize")).to_be_disabled()
    axe(ana)
    steps.confirm_the_audience(ana, study)
    steps.note_it_complete(ana, study)
    steps.note_it_complete(bo, study)
    steps.finalize(ana, study)
    axe(ana)

    # Until now it was nobody's but theirs.
    answer = cy.goto(study)
    assert answer
    assert answer.status == 404
    steps.search_for(cy, "user script")
    expect(cy.locator("main")).not_to_contain_text("looked like something that only reads")
    steps.publish(ana, study, "The whole organization")
    axe(ana)

    # Somebody else finds it, and reads it.
    cy.goto(server.base)
    steps.search_until_found(cy, "user script", "What made running the user script look safe?")
    axe(cy)
    cy.locator(".results").get_by_role("link", name="What made running the user script look safe?").first.click()
    cy.wait_for_url(re.compile(r"/library/\d{4}-"))
    axe(cy)
    text = cy.locator("main")
    for said in (
        "The user script looked like something that only reads.",
        "Rolling restart",
        "A dry run that says which users would change",
        "Let the user script say what it would change",
        "Why do running services not take up a new password by themselves?",
    ):
        expect(text).to_contain_text(said)
    expect(text).not_to_contain_text(re.compile(r"\bAna\b"))
    cy.goto(f"{server.base}/library/")
    expect(cy.locator("main")).to_contain_text("What made running the user script look safe?")
    axe(cy)
    assert json.loads(server.run("verify", "--json").stdout)["problems"] == []


def test_the_first_half_needs_no_script(server: Server, seat: Callable[..., Page]) -> None:
    steps.gather_the_people(server)
    ana = seat("Ana", javascript=False)
    steps.keep_a_note(ana, server, "The copy is started and prints nothing")
    steps.raise_it_as_a_signal(ana, "surprise")
    steps.make_it_an_incident(ana, "A copy was started that nobody could see working")
    study = steps.open_a_retrospective(ana, "How does one tell that a copy is alive?")
    steps.add_an_entry(ana, study, "2017-01-31 22:46", "The copy is started. It prints nothing.")
    expect(ana.locator(".score__list")).to_contain_text("The copy is started. It prints nothing.")
    assert entries_in(server) == [["2017-01-31T22:46:00+00:00", "The copy is started. It prints nothing."]]

    reading = steps.paste_a_timeline(ana, study, "23:27 the fill of the disk is seen\n23:31 the copy is stopped")
    ana.get_by_label("Day of the first entry").fill("2017-01-31")
    steps.send(ana, reading, "Show what is understood")
    expect(ana.locator("#reading")).to_contain_text("Which zone are these times in?")
    expect(ana.get_by_label("What happened, one entry a line")).to_have_value(re.compile("^23:27 the fill"))
    steps.answer_the_zone(ana, "UTC")
    steps.send(ana, ana.locator("#reading"), "Show what is understood")
    assert steps.add_what_is_understood(ana) == 2
    assert [at for at, _ in entries_in(server)] == [f"2017-01-31T{at}:00+00:00" for at in ("22:46", "23:27", "23:31")]
