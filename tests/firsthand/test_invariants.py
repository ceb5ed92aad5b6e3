"""Invariants of people's own words that no single verb holds alone."""

from __future__ import annotations

import ast
import logging

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import builders
from tests.architecture.reading import modules
from tests.firsthand.conftest import SECRET

from secondstory.firsthand.actions.conversations import hold, plan_conversation, wish_to_talk, write_notes
from secondstory.firsthand.actions.quotes import approve_quote, ask_quote
from secondstory.firsthand.actions.share import share_account
from secondstory.firsthand.models import Account
from secondstory.incidents.actions.choose_display import choose_display

BLAMING = "It was my own fault. I should have checked."


def test_invariant_20_a_quiet_word_is_worked_out_for_its_author_and_kept_nowhere(story, as_ana, caplog) -> None:
    address = reverse("my-account-entries", args=[story.study.pk])
    with CaptureQueriesContext(connection) as written, caplog.at_level(logging.DEBUG):
        answer = as_ana.post(address, {"facet": "did", "text": BLAMING}, HTTP_ACCEPT="application/json")
    found = {one["said"] for one in answer.json()["quiet"]}
    assert found == {"my own fault", "I should have checked"}
    statements = " ".join(one["sql"] for one in written.captured_queries)
    for words in (*found, BLAMING):
        assert words not in statements
        assert words not in caplog.text


def test_invariant_20_nobody_else_sees_a_quiet_word(story, as_bo) -> None:
    story.entry(BLAMING)
    share_account(story.account(), "participants", by=story.ana)
    page = as_bo.get(reverse("account", args=[story.study.pk, Account.objects.get().pk])).content.decode()
    assert BLAMING in page
    assert "A quiet word" not in page


def test_invariant_29_nothing_in_the_house_sends_a_mail_of_its_own() -> None:
    """Sign-in sends its links through its library. All other mail leaves by one door, which takes titles and links that
    its reader may read at that moment (tests/notify, tests/newsletter); no step sends any of its own."""
    senders = {"send_mail", "send_mass_mail", "EmailMessage", "EmailMultiAlternatives", "mail_admins", "mail_managers"}
    found = [
        f"{path.name}:{node.lineno}"
        for path in modules()
        if path.parts[-2:] != ("notify", "letter.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Name) and node.id in senders)
        or (isinstance(node, ast.Attribute) and node.attr in senders)
        or (isinstance(node, ast.alias) and node.name in senders)
    ]
    assert found == []


def test_invariant_29_what_waits_for_somebody_is_told_without_its_words(story, as_ana) -> None:
    entry = story.entry()
    share_account(story.account(), "facilitator", by=story.ana)
    ask_quote(entry, f"{SECRET} quoted", section="", by=story.bo)
    wish_to_talk(story.eves_part, by=story.eve)
    talk = plan_conversation(story.part, by=story.bo)
    hold(talk, by=story.bo, agreed_to_notes=True)
    write_notes(talk, f"{SECRET} noted", by=story.bo)
    home = as_ana.get("/").content.decode()
    assert "quote" in home.lower()
    assert SECRET not in home
    assert mail.outbox == []


@pytest.mark.parametrize("width", ["account", "write-up", "timeline"])
def test_invariant_19_whoever_goes_back_to_their_role_is_named_nowhere(story, as_ana, width) -> None:
    """A name chosen once is not kept with what was said under it."""
    story.ana.display_name = "Anastasia Wolframite"
    story.ana.save()
    builders.write_up(story.study)
    entry = story.entry()
    choose_display(story.part, "name", by=story.ana)
    share_account(story.account(), "participants", by=story.ana)
    quote = ask_quote(entry, "It said nothing.", section="analysis", by=story.bo)
    approve_quote(quote, by=story.ana, seen=quote.sha256)
    reader = Client()
    reader.force_login(story.eve)
    address = {
        "account": reverse("account", args=[story.study.pk, entry.account_id]),
        "write-up": reverse("write-up", args=[story.study.pk]),
        "timeline": reverse("timeline", args=[story.study.pk]),
    }[width]
    assert "Anastasia Wolframite" in reader.get(address).content.decode()
    story.part.refresh_from_db()
    choose_display(story.part, "role", by=story.ana)
    page = reader.get(address).content.decode()
    assert "Anastasia" not in page
    assert "engineer at the standby" in page.lower()
