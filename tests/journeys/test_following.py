"""Somebody follows a team and signs up; a colleague gathers an issue; it stands there, and a mail ends with one press."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys import steps
from tests.journeys.server import Server

pytestmark = pytest.mark.browser

AN_EDITOR = """
import json
from secondstory.newsletter.models import Editor
from secondstory.people.models import Person
from secondstory.analysis.actions.work_notes import tell_work_note
bo = Person.objects.get(email="bo@example.org")
Editor.objects.create(person=bo)
tell_work_note("Restoring by hand", "One waits for the lock.", by=bo)
print(json.dumps("asked"))
"""
FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def server(tmp_path: Path, database: str) -> Iterator[Server]:
    """One that writes its mails into a folder, when it is told to."""
    server = Server(tmp_path, database, SECONDSTORY_EMAIL_BACKEND=FILES, SECONDSTORY_MAIL_THREAD="0").start()
    yield server
    server.kill()


def the_mail(server: Server) -> Message:
    server.run("mail", "send")
    (file,) = (server.home / "mail").iterdir()
    return message_from_bytes(file.read_bytes())


@pytest.mark.requirement("R-002-70")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_following_signing_up_an_issue_and_one_press(
    server: Server, browser: Browser, page: Page, axe: steps.Axe
) -> None:
    steps.gather_the_people(server)
    server.python(AN_EDITOR)
    steps.sign_in(page, server, "Cy")
    page.goto(f"{server.base}/teams/storage/")
    page.get_by_role("link", name="Follow Storage").click()
    axe(page)
    page.get_by_label("By mail, at once").check()
    steps.send(page, page, "Follow")
    expect(page.get_by_role("region", name="You follow")).to_contain_text("Storage")
    axe(page)
    page.goto(f"{server.base}/newsletter/")
    steps.send(page, page, "Get it by mail")
    axe(page)

    other = browser.new_context().new_page()
    steps.sign_in(other, server, "Bo")
    other.goto(f"{server.base}/newsletter/desk/")
    axe(other)
    steps.send(other, other, "Begin it")
    expect(other.get_by_role("region", name="What it brings")).to_contain_text("Restoring by hand")
    axe(other)
    steps.send(other, other, "It is ready")
    expect(other.get_by_role("link", name="Restoring by hand")).to_be_visible()
    axe(other)

    mail = the_mail(server)
    assert mail["To"] == "cy@example.org"
    stop = urlsplit(mail["List-Unsubscribe"].strip().strip("<>")).path
    anybody = browser.new_context().new_page()
    anybody.goto(f"{server.base}{stop}")
    steps.send(anybody, anybody, "No more of these")
    expect(anybody.get_by_role("heading", name="No more of these mails")).to_be_visible()
    page.goto(f"{server.base}/newsletter/")
    expect(page.get_by_role("button", name="Get it by mail")).to_be_visible()
    page.get_by_role("link", name="What we learned").click()
    page.get_by_role("link", name="Restoring by hand").click()
    expect(page).to_have_url(re.compile(r"/work/"))
