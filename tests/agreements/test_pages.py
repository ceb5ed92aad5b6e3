"""The room on pages, without script: found, written, reviewed, published, compared, retired."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.agreements.conftest import TEXT, TITLE, begin, to_come

from secondstory.agreements.actions.review import review_version
from secondstory.agreements.actions.write import write_version
from secondstory.agreements.models import Agreement, AgreementVersion

ROOM = "/agreements/"


def one(version: AgreementVersion, what: str = "") -> str:
    return f"{ROOM}{version.agreement_id}/{what}"


def told(*teams, **told: object) -> dict[str, object]:
    return {
        "title": TITLE,
        "text": TEXT,
        "whom": [str(team.pk) for team in teams],
        "look_again_on": to_come().isoformat(),
        **told,
    }


def seen_on(page) -> str:
    return page.context["form"]["seen"].value()


def test_it_is_found_from_how_we_work_and_from_a_team(as_bo, cast):
    assert f'href="{ROOM}"' in as_bo.get("/how-we-work/").text
    assert f'href="{ROOM}?team=storage"' in as_bo.get("/teams/storage/").text


def test_a_stranger_signs_in_first(stranger, published):
    for path in (ROOM, one(published), one(published, "history/"), f"{ROOM}new/"):
        assert stranger.get(path).status_code == 302


def test_the_list_says_how_each_stands(as_bo, as_cy, published, cast):
    write_version(published.agreement, "Else", "Else.", by=cast.ana, look_again_on=to_come(), why="It grew.")
    begin(cast.ana, cast.storage, title="A draft of theirs")
    mine, others = as_bo.get(ROOM).text, as_cy.get(ROOM).text
    assert "a newer draft waits" in mine
    assert "A draft of theirs" in mine
    assert TITLE in others
    assert "draft" not in others.split("<main")[1].split("</main")[0]


def test_it_is_written_reviewed_and_published(as_ana, as_bo, as_cy, cast):
    answer = as_ana.post(f"{ROOM}new/", told(cast.storage))
    version = AgreementVersion.objects.get()
    assert answer.url == one(version)
    assert "It stays a draft until somebody of Storage, other than who wrote it" in as_ana.get(one(version)).text
    assert as_cy.get(one(version)).status_code == 404
    assert as_bo.post(one(version, "versions/1/review/"), {"is_so": "so"}).status_code == 302
    assert as_ana.post(one(version, "versions/1/publication/"), {"audience": "organization"}).status_code == 302
    page = as_cy.get(one(version)).text
    assert "two people look first" in page
    assert "written and reviewed by people who do this work" in page
    assert "it is not a rule to hold against anybody" in page
    assert "Ana" not in page.split("<main")[1]


@pytest.mark.requirement("R-001-51")
def test_the_page_refuses_to_publish_what_nobody_else_reviewed(as_ana, draft):
    assert as_ana.post(one(draft, "versions/1/publication/"), {"audience": "organization"}).status_code == 400
    assert "Publish it" not in as_ana.get(one(draft)).text


@pytest.mark.requirement("R-001-51")
def test_who_is_not_of_the_practice_gets_no_button_and_no_way(as_cy, published):
    page = as_cy.get(one(published)).text
    assert "Write the next version" not in page
    assert "Retire it" not in page
    assert as_cy.get(one(published, "words/")).status_code == 403
    assert as_cy.post(one(published, "retirement/"), {"because": "No."}).status_code == 403
    assert as_cy.post(one(published, "versions/1/review/"), {"is_so": "so"}).status_code == 403


def test_who_is_in_no_team_is_told_who_writes_them(client, dee, published):
    client.force_login(dee)
    assert client.get(f"{ROOM}new/").status_code == 403
    assert "Those who do the work write these" in client.get(ROOM).text


def test_what_was_typed_stays_when_it_is_refused(as_ana, cast):
    answer = as_ana.post(f"{ROOM}new/", told(cast.storage, examples="/people/ no example"))
    assert answer.status_code == 422
    assert "is no page here that can be an example" in answer.text
    assert "two people look first" in answer.text
    answer = as_ana.post(f"{ROOM}new/", told(cast.storage, look_again_on="2020-01-01"))
    assert "Choose a day to come" in answer.text
    answer = as_ana.post(f"{ROOM}new/", told(cast.billing))
    assert answer.status_code == 422
    assert "Those who do the work write this" in answer.text
    assert "two people look first" in answer.text
    assert not Agreement.objects.exists()


def test_what_was_typed_stays_when_somebody_was_here_meanwhile(as_bo, as_ana, cast, draft):
    words = {"title": TITLE, "text": "Otherwise.", "look_again_on": to_come().isoformat(), "why": "It grew."}
    write_version(draft.agreement, TITLE, "Hers.", by=cast.ana, look_again_on=to_come(), why="It grew.")
    answer = as_bo.post(one(draft, "versions/1/review/"), {"is_so": "not-yet", "text": "At night nobody looks."})
    assert answer.status_code == 422
    assert "A newer version has been written" in answer.text
    assert "At night nobody looks." in answer.text
    as_ana.post(one(draft, "retirement/"), {"because": "The tool is gone."})
    answer = as_bo.post(one(draft, "words/"), words)
    assert answer.status_code == 422
    assert "This agreement is retired" in answer.text
    assert "Otherwise." in answer.text


def test_what_is_typed_is_kept_by_the_browser_until_it_is_saved(as_ana, as_bo, cast, draft):
    for page in (as_ana.get(f"{ROOM}new/"), as_bo.get(one(draft))):
        assert 'data-behaviour="draft-keeper wording"' in page.text
    assert "data-saved" in as_ana.post(f"{ROOM}new/", told(cast.storage, title="Else"), follow=True).text


def test_not_yet_asks_what(as_bo, as_ana, draft):
    answer = as_bo.post(one(draft, "versions/1/review/"), {"is_so": "not-yet"})
    assert answer.status_code == 422
    assert "Say what is not so yet" in answer.text
    as_bo.post(one(draft, "versions/1/review/"), {"is_so": "not-yet", "text": "At night nobody is there to look."})
    assert "At night nobody is there to look." in as_ana.get(one(draft)).text


def test_of_two_who_write_the_next_version_the_second_is_asked(as_ana, as_bo, published):
    path = one(published, "words/")
    hers, his = seen_on(as_ana.get(path)), seen_on(as_bo.get(path))
    words = {"title": TITLE, "look_again_on": to_come().isoformat(), "why": "It grew."}
    assert as_ana.post(path, {**words, "text": "Hers.", "seen": hers}).status_code == 302
    again = as_bo.post(path, {**words, "text": "His.", "seen": his})
    assert again.status_code == 422
    assert "Somebody saved something else here" in again.text
    assert "His." in again.text
    assert as_bo.post(path, {**words, "text": "His.", "seen": seen_on(again)}).status_code == 302
    assert [version.text for version in published.agreement.versions.all()] == [TEXT, "Hers.", "His."]


@pytest.mark.requirement("R-001-50")
def test_the_history_shows_what_changed_between_versions(as_bo, as_cy, published, cast):
    second = write_version(
        published.agreement,
        TITLE,
        TEXT.replace("two people", "three people"),
        by=cast.ana,
        look_again_on=to_come(90),
        why="Two were not enough at night.",
    )
    page = as_bo.get(one(published, "history/")).text
    assert "<del>two</del><ins>three</ins>" in page
    assert "Two were not enough at night." in page
    others = as_cy.get(one(published, "history/")).text
    assert "three" not in others
    assert "two people look first" in others
    assert as_bo.get(one(published, f"versions/{second.number}/")).status_code == 200
    assert as_cy.get(one(published, "versions/2/")).status_code == 404


@pytest.mark.requirement("R-001-50")
def test_it_says_when_it_is_time_to_look_again(as_cy, as_bo, published):
    assert "time to look again" not in as_cy.get(one(published)).text
    with time_machine.travel(timezone.now() + timedelta(days=181), tick=False):
        as_cy.force_login(published.created_by.__class__.objects.get(email="cy@example.org"))
        assert "time to look again" in as_cy.get(one(published)).text
        assert "time to look again" in as_cy.get(ROOM).text


def test_retired_it_says_why(as_bo, as_cy, published):
    as_bo.post(one(published, "retirement/"), {"because": "The tool is gone."})
    assert "The tool is gone." in as_cy.get(one(published)).text
    assert "retired" in as_cy.get(ROOM).text
    assert as_bo.get(one(published, "words/")).status_code == 400


def test_it_is_narrowed_to_a_team(as_cy, published):
    assert TITLE in as_cy.get(f"{ROOM}?team=storage").text
    assert TITLE not in as_cy.get(f"{ROOM}?team=billing").text


def test_pages_ask_the_same_however_much_there_is(as_bo, published, cast):
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            as_bo.get(path)
        return len(counted)

    paths = (ROOM, one(published), one(published, "history/"))
    few = [asked(path) for path in paths]
    for number in range(2, 7):
        draft = write_version(
            published.agreement, TITLE, f"Else {number}.", by=cast.ana, look_again_on=to_come(), why="It grew."
        )
        review_version(draft, is_so=True, by=cast.bo)
        begin(cast.ana, cast.storage, title=f"Another {number}")
    many = [asked(path) for path in paths]
    assert many[0] == few[0] <= 8
    assert many[2] == few[2] <= 9
    assert many[1] <= few[1] + 1 <= 13
    assert Agreement.objects.count() == 6
