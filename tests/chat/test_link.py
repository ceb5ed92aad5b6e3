"""Somebody says which chat account is theirs: it was handed to that account alone, and they are signed in."""

from __future__ import annotations

import re

import pytest
import time_machine
from tests.cast import Cast

from secondstory.chat.actions.link import link_account, link_for, unlink_account
from secondstory.chat.models import ChatAccount
from secondstory.chat.said import Sender
from secondstory.config.quiet import without_secrets
from secondstory.incidents.models import Note
from secondstory.journal.models import Event
from secondstory.people.refusals import Conflict, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-003-43")
U1 = Sender("slack", "T1", "U1")


def test_it_is_linked_and_twice_is_once(cast: Cast):
    word = link_for(U1)
    assert link_account(word, by=cast.ana) == link_account(word, by=cast.ana)
    found = ChatAccount.objects.get()
    assert (found.person, found.system, found.workspace, found.account) == (cast.ana, "slack", "T1", "U1")
    event = Event.objects.get(kind="chat_account.linked")
    assert (event.by, event.facts) == (cast.ana, {})


def test_it_stays_with_whoever_linked_it(cast: Cast, linked):
    with pytest.raises(Conflict):
        link_account(link_for(U1), by=cast.cy)
    with pytest.raises(NotFound):
        unlink_account(linked, by=cast.cy)
    assert list(ChatAccount.objects.visible_to(cast.ana)) == [linked]
    assert not ChatAccount.objects.visible_to(cast.cy).exists()


def test_a_word_of_somebodys_own_making_or_an_old_one_links_nothing(cast: Cast):
    with pytest.raises(NotFound):
        link_account("slack:T1:U1", by=cast.ana)
    with time_machine.travel("2026-03-02T12:00Z", tick=False):
        word = link_for(U1)
    with time_machine.travel("2026-03-02T12:20Z", tick=False), pytest.raises(Refusal):
        link_account(word, by=cast.ana)
    assert not ChatAccount.objects.exists()


def test_it_is_taken_back(cast: Cast, linked):
    unlink_account(linked, by=cast.ana)
    assert not ChatAccount.objects.exists()
    assert Event.objects.filter(kind="chat_account.unlinked").count() == 1


def test_from_the_chat_to_the_page_and_back(slack, as_ana, as_cy, cast: Cast):
    told = slack("link").json()["text"]
    path = re.search(r"/chat/link/[^ ]+/", told)[0]
    page = as_ana.get(path)
    assert "U1" in page.text
    assert not ChatAccount.objects.exists()
    assert as_ana.post(path).url == "/chat/accounts/"
    assert "U1" in as_ana.get("/chat/accounts/").text
    assert "U1" not in as_cy.get("/chat/accounts/").text
    assert "Kept" in slack("hello there").json()["text"]
    assert Note.objects.get().created_by == cast.ana
    own = ChatAccount.objects.get()
    assert as_cy.post(f"/chat/accounts/{own.pk}/removal/").status_code == 404
    assert as_ana.post(f"/chat/accounts/{own.pk}/removal/").status_code == 302
    assert path not in without_secrets(f"GET {path}")


def test_the_page_says_when_no_chat_is_connected(as_ana):
    assert "No chat is connected here" in as_ana.get("/chat/accounts/").text
    assert 'href="/chat/accounts/"' in as_ana.get("/notes/").text


def test_a_stranger_signs_in_first(stranger, db):
    assert stranger.get(f"/chat/link/{link_for(U1)}/").status_code == 302
    assert stranger.get("/chat/accounts/").status_code == 302
