"""Links that lead nowhere are marked and unmarked; what only did not answer stays as it was."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.evidence.site import says, site

from secondstory.cli.commands.check_links import command
from secondstory.journal.models import Event
from secondstory.people.refusals import NotFound, Refusal
from secondstory.timeline.actions.check_links import check_links, look_at
from secondstory.timeline.actions.references import add_reference
from secondstory.timeline.models import Reference


@pytest.fixture
def server(settings):
    pages = {
        "there": says(b"words"),
        "on": says(b"", status=301, Location="/there"),
        "gone": says(b"", status=404),
        "gone-for-good": says(b"", status=410),
        "door": says(b"", status=401),
        "bad-day": says(b"", status=503),
        "into-the-cloud": says(b"", status=302, Location="http://169.254.169.254/"),
    }
    with site(**pages) as running:
        settings.INSIDE_HOSTS = [running.host]
        yield running


@pytest.fixture
def references(study, cast, server) -> dict[str, Reference]:
    return {name.strip("/"): add_reference(study, by=cast.bo, url=server.url(name)) for name in server.pages}


def gone() -> set[str]:
    return {one.url.rsplit("/", 1)[-1] for one in Reference.objects.exclude(gone_at=None)}


def test_what_leads_nowhere_is_marked_and_nothing_else(references) -> None:
    checked = check_links()
    assert gone() == {"gone", "gone-for-good"}
    assert (checked.asked, checked.works, checked.gone, checked.unclear) == (7, 2, 2, 3)


def test_twice_changes_nothing_and_the_journal_knows(references) -> None:
    check_links()
    check_links()
    events = Event.objects.filter(kind="reference.link_marked")
    assert [(event.by, event.facts["works"]) for event in events] == [(None, False)] * 2


def test_what_came_back_is_unmarked(references, server) -> None:
    check_links()
    server.pages["/gone"] = says(b"back")
    check_links()
    assert gone() == {"gone-for-good"}


def test_a_name_nobody_knows_is_gone(references, study, cast) -> None:
    add_reference(study, by=cast.bo, url="http://no-such-host.invalid/away")
    check_links()
    assert "away" in gone()


def test_a_machine_without_a_network_marks_nothing(study, cast) -> None:
    for name in ("one", "two"):
        add_reference(study, by=cast.bo, url=f"http://{name}.invalid/")
    with pytest.raises(Refusal, match="offline"):
        check_links()
    assert gone() == set()


def test_an_address_inside_is_not_asked_and_not_marked(study, cast) -> None:
    for url in ("http://169.254.169.254/", "http://[::ffff:127.0.0.1]/", "http://localhost./", "http://192.168.0.1/"):
        add_reference(study, by=cast.bo, url=url)
    assert check_links().unclear == 4
    assert gone() == set()


def test_the_mark_stands_beside_a_final_text_too(references, final_study) -> None:
    check_links()
    assert gone() == {"gone", "gone-for-good"}


def test_the_button_looks_at_one(references, cast, server) -> None:
    assert look_at(references["gone"], by=cast.bo).works is False
    assert look_at(references["door"], by=cast.bo).works is None
    assert gone() == {"gone"}
    assert len(server.heard) == 2


def test_a_stranger_has_nothing_looked_at(references, cast, server) -> None:
    with pytest.raises(NotFound):
        look_at(references["gone"], by=cast.cy)
    assert server.heard == []


def test_the_command_says_what_it_found(references) -> None:
    done = CliRunner().invoke(command, ["--json"])
    assert json.loads(done.output) == {"asked": 7, "works": 2, "gone": 2, "unclear": 3}


def test_the_command_says_when_it_is_switched_off(references, settings) -> None:
    settings.LINK_CHECKER = False
    done = CliRunner().invoke(command, [])
    assert isinstance(done.exception, Refusal)
    assert gone() == set()
