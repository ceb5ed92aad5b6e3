"""Pages of accounts: written without script, saved while one types, and kept by nobody on the way."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.firsthand.conftest import SECRET

from secondstory.firsthand.actions.quotes import ask_quote
from secondstory.firsthand.actions.share import share_account
from secondstory.firsthand.facets import SITUATION, Facet
from secondstory.firsthand.forms import TYPED
from secondstory.firsthand.models import Account, AccountEntry, EntryVersion
from secondstory.firsthand.queries import own_account, tellings
from secondstory.firsthand.views.accounts import PARTS
from secondstory.incidents.actions.choose_facilitator import choose_facilitator
from secondstory.writeup.anatomy import PARTS as ANATOMY

JSON = {"HTTP_ACCEPT": "application/json"}


def at(name: str, story, *more) -> str:
    return reverse(name, args=[story.study.pk, *more])


@pytest.fixture
def eve(story) -> Client:
    client = Client()
    client.force_login(story.eve)
    return client


@pytest.mark.requirement("R-001-18", "R-001-19")
def test_before_the_first_word_it_says_who_could_read_it(story, as_ana) -> None:
    page = as_ana.get(at("my-account", story)).content.decode()
    assert "Only you can read this now." in page
    assert "If you share it with Bo, they can read it" in page
    assert not Account.objects.exists()


def test_a_sentence_begins_the_account(story, as_ana) -> None:
    answer = as_ana.post(at("my-account-entries", story), {"facet": "saw", "text": SECRET, "when": "23:27"})
    assert answer.status_code == 303
    (one,) = own_account(Account.objects.get(), story.ana).entries
    assert (one.words.text, one.words.facet, one.words.at.hour) == (SECRET, Facet.SAW, 23)
    assert SECRET in as_ana.get(at("my-account", story)).content.decode()


def test_saved_while_one_types_it_says_so_only_after_the_commit(story, as_ana) -> None:
    words = {"facet": "did", "text": SECRET, "client_id": "abc", "seen": "0"}
    first = as_ana.post(at("my-account-entries", story), words, **JSON).json()
    again = as_ana.post(at("my-account-entries", story), words, **JSON).json()
    assert (first["number"], again["number"], AccountEntry.objects.count()) == (1, 1, 1)
    more = as_ana.post(first["url"], {**words, "text": "more", "seen": first["number"]}, **JSON).json()
    assert more["number"] == EntryVersion.objects.count() == 2


def test_two_tabs_are_told_and_lose_nothing(story, as_ana) -> None:
    words = {"facet": "did", "text": "one", "seen": "0", "client_id": "abc"}
    url = as_ana.post(at("my-account-entries", story), words, **JSON).json()["url"]
    as_ana.post(url, {**words, "text": "from one tab", "seen": "1"}, **JSON)
    other = as_ana.post(url, {**words, "text": "from the other", "seen": "1"}, **JSON)
    assert (other.status_code, other.json()["code"], other.json()["number"]) == (409, "saved_elsewhere", "2")
    page = as_ana.post(url, {**words, "text": "from the other", "seen": "1"})
    assert page.status_code == 409
    assert "from the other" in page.content.decode()
    assert as_ana.post(url, {**words, "text": "from the other", "seen": "2"}, **JSON).json()["number"] == 3


def test_a_time_that_names_no_instant_is_kept_and_told(story, as_ana) -> None:
    words = {"facet": "did", "text": SECRET, "when": "just after dinner"}
    answer = as_ana.post(at("my-account-entries", story), words, **JSON).json()
    assert "is kept as you wrote it" in answer["note"]
    assert "just after dinner" in as_ana.get(at("my-account", story)).content.decode()


@pytest.mark.requirement("R-000-38")
def test_a_quiet_word_is_for_the_author_and_stored_nowhere(story, as_ana) -> None:
    words = {"facet": "did", "text": "It was my own fault."}
    answer = as_ana.post(at("my-account-entries", story), words, **JSON).json()
    assert answer["quiet"][0]["said"] == "my own fault"


@pytest.mark.parametrize("text", ["x" * 9000, "a\x00b"])
def test_what_cannot_be_kept_is_told_and_stays_in_the_field(story, as_ana, text) -> None:
    page = as_ana.post(at("my-account-entries", story), {"facet": "did", "text": text})
    assert page.status_code == 422
    assert text.replace("\x00", "")[:2000] in page.content.decode().replace("\x00", "")
    assert as_ana.post(at("my-account-entries", story), {"facet": "did", "text": text}, **JSON).status_code == 422
    assert not AccountEntry.objects.exists()


@pytest.mark.requirement("R-001-19")
def test_the_step_is_shown_before_it_is_taken(story, as_ana, as_bo, eve) -> None:
    story.entry()
    page = as_ana.get(at("my-account-rung", story), {"to": "participants"}).content.decode()
    assert "a colleague" in page
    assert SECRET in page
    assert tellings(story.study, story.eve) == []
    as_ana.post(at("my-account-rung", story), {"to": "participants"})
    account = Account.objects.get()
    for client in (as_bo, eve):
        assert SECRET in client.get(at("account", story, account.pk)).content.decode()
    assert SECRET in as_ana.get(at("account", story, account.pk) + "?preview").content.decode()
    as_ana.post(at("my-account-rung", story), {"to": "only_me"})
    for client in (as_bo, eve):
        assert client.get(at("account", story, account.pk)).status_code == 404


def test_unsharing_while_the_facilitator_reads_closes_the_next_page(story, as_ana, as_bo) -> None:
    entry = story.entry()
    share_account(story.account(), "facilitator", by=story.ana)
    assert as_bo.get(at("account-entry-quote", story, entry.pk)).status_code == 200
    as_ana.post(at("my-account-entry-rung", story, entry.pk), {"to": "only_me"})
    asked = as_bo.post(at("account-entry-quote", story, entry.pk), {"wording": SECRET})
    assert asked.status_code == 404
    assert SECRET not in asked.content.decode()


@pytest.mark.parametrize("name", ["my-account", "my-account-markdown", "my-account-rung", "my-account-withdrawal"])
def test_one_s_own_pages_are_there_for_nobody_else(story, name, as_bo, as_cy, eve) -> None:
    story.entry()
    for client in (as_bo, as_cy):
        answer = client.get(at(name, story), {"to": "facilitator"})
        assert answer.status_code == 404
    assert SECRET not in eve.get(at(name, story), {"to": "facilitator"}).content.decode()


def test_no_page_of_it_is_kept_on_the_way(story, as_ana, as_bo) -> None:
    entry = story.entry()
    share_account(story.account(), "participants", by=story.ana)
    account = Account.objects.get()
    for client, url in (
        (as_ana, at("my-account", story)),
        (as_ana, at("my-account-entry", story, entry.pk)),
        (as_bo, at("account", story, account.pk)),
        (as_bo, at("study-accounts", story)),
    ):
        assert "no-store" in client.get(url)["Cache-Control"]


def test_an_author_who_left_reaches_their_words_and_nothing_else(story, as_ana) -> None:
    story.entry()
    story.part.left_at = builders.NOON
    story.part.save()
    page = as_ana.get(at("my-account", story)).content.decode()
    assert SECRET in page
    assert story.study.title not in page
    assert SECRET in as_ana.get(at("my-account-markdown", story)).content.decode()
    assert as_ana.get(reverse("my-accounts")).status_code == 200
    as_ana.post(at("my-account-withdrawal", story), {"erase": "yes"})
    assert SECRET not in as_ana.get(at("my-account", story)).content.decode()


def test_a_quote_is_answered_on_the_account(story, as_ana, as_bo) -> None:
    entry = story.entry()
    share_account(story.account(), "facilitator", by=story.ana)
    quote = ask_quote(entry, "It said nothing.", section="analysis", by=story.bo)
    assert "It said nothing." in as_ana.get(at("my-account", story)).content.decode()
    as_ana.post(at("quote", story, quote.pk), {"decision": "approve", "seen": quote.sha256})
    quote.refresh_from_db()
    assert quote.state == "approved"


def test_a_quote_stands_in_the_write_up_by_role(story, as_ana, as_bo) -> None:
    entry = story.entry()
    builders.write_up(story.study)
    as_ana.post(at("my-account-entry-offer", story, entry.pk), {"wording": "It said nothing.", "section": "analysis"})
    page = as_bo.get(at("write-up", story)).content.decode()
    assert "It said nothing." in page
    assert "engineer at the standby" in page


def test_the_parts_one_can_be_quoted_in_are_parts_of_the_write_up() -> None:
    assert dict(PARTS) == {key: ANATOMY[key].heading for key, _ in PARTS}


def test_conversations_run_through_their_pages(story, as_ana, as_bo) -> None:
    as_ana.post(at("conversation-wish", story))
    as_bo.post(at("conversations", story), {"participant": str(story.part.pk), "planned_at": "2026-03-05 10:00"})
    talk = story.study.conversations.get()
    url = at("conversation", story, talk.pk)
    assert as_bo.post(url, {"act": "hold", "agreed_to_notes": "on"}).status_code == 303
    as_bo.post(url, {"act": "notes", "notes": SECRET, "seen": "0"})
    assert SECRET in as_ana.get(url).content.decode()
    as_ana.post(url, {"act": "approve", "seen": "1"})
    talk.refresh_from_db()
    assert talk.approved_number == 1


def test_a_note_to_oneself_stays_on_one_s_own_page(story, as_ana, as_bo) -> None:
    as_bo.post(at("note-to-myself", story, "reaction"), {"text": SECRET})
    assert SECRET in as_bo.get(at("study-accounts", story)).content.decode()
    assert SECRET not in as_ana.get(at("study-accounts", story)).content.decode()


@pytest.mark.parametrize("many", [1, 40])
def test_an_account_takes_as_many_statements_however_long_it_is(
    story, as_ana, as_bo, many, django_assert_max_num_queries
) -> None:
    for number in range(many):
        story.entry(f"entry {number}")
    share_account(story.account(), "participants", by=story.ana)
    account = Account.objects.get()
    with django_assert_max_num_queries(14):
        as_ana.get(at("my-account", story))
    with django_assert_max_num_queries(12):
        as_bo.get(at("account", story, account.pk))
    with django_assert_max_num_queries(15):
        as_bo.get(at("study-accounts", story))


def test_what_changed_since_the_preview_is_not_shared_with_it(story, as_ana) -> None:
    entry = story.entry("as I looked at it")
    url = at("my-account-rung", story)
    seen = as_ana.get(url, {"to": "participants"}).context["seen"]
    own = at("my-account-entry", story, entry.pk)
    as_ana.post(own, {"facet": "did", "text": SECRET, "seen": "1"}, **JSON)
    answer = as_ana.post(url, {"to": "participants", "seen": seen}, follow=True)
    assert "nothing was shared" in answer.content.decode()
    assert tellings(story.study, story.eve) == []
    one = as_ana.get(own).context["seen"]
    as_ana.post(own, {"facet": "did", "text": "and more", "seen": "2"}, **JSON)
    as_ana.post(at("my-account-entry-rung", story, entry.pk), {"to": "participants", "seen": one})
    assert tellings(story.study, story.eve) == []
    seen = as_ana.get(url, {"to": "participants"}).context["seen"]
    as_ana.post(url, {"to": "participants", "seen": seen})
    assert [told.text for told in tellings(story.study, story.eve)] == ["and more"]


def test_after_a_new_facilitator_the_page_says_that_it_is_closed(story, as_ana) -> None:
    entry = story.entry()
    share_account(story.account(), "facilitator", by=story.ana)
    choose_facilitator(story.study, story.cy, by=story.bo)
    for url in (at("my-account", story), at("my-account-entry", story, entry.pk)):
        page = as_ana.get(url).content.decode()
        assert "Only you can read this now." in page
        assert "closed to both" in page
    assert f"{at('my-account-rung', story)}?to=facilitator" in as_ana.get(at("my-account", story)).content.decode()


def test_a_note_to_oneself_that_is_not_kept_stays_in_its_field(story, as_ana) -> None:
    url = at("note-to-myself", story, "care")
    for tab in ("from one tab", "from the other"):
        answer = as_ana.post(url, {"text": tab, "seen": "0"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "from the other" in page
    assert "from one tab" in page
    assert as_ana.post(url, {"text": "both", "seen": "1"}).status_code == 303
    long = as_ana.post(at("note-to-myself", story, "reaction"), {"text": "y" * 20_001, "seen": "0"})
    assert long.status_code == 422
    assert "y" * 20_001 in long.content.decode()


def test_the_opening_begun_in_two_tabs_is_told(story, as_ana) -> None:
    url = at("my-account-entries", story)
    opening = {"facet": "opening", "seen": "0"}
    as_ana.post(url, {**opening, "text": "from one tab", "client_id": "a"})
    other = as_ana.post(url, {**opening, "text": "from the other", "client_id": "b"}, **JSON)
    assert (other.status_code, other.json()["code"]) == (409, "saved_elsewhere")
    page = as_ana.post(url, {**opening, "text": "from the other", "client_id": "b"})
    assert page.status_code == 409
    assert "from the other" in page.content.decode()
    again = {**opening, "text": "from the other", "seen": other.json()["number"]}
    assert as_ana.post(other.json()["url"], again).status_code == 303


def test_an_opening_written_after_one_was_taken_out_is_there(story, as_ana) -> None:
    url = at("my-account-entries", story)
    as_ana.post(url, {"facet": "opening", "text": "the first", "client_id": "a"})
    as_ana.post(at("my-account-entry-removal", story, AccountEntry.objects.get().pk))
    as_ana.post(url, {"facet": "opening", "text": SECRET, "client_id": "b"})
    opening = own_account(Account.objects.get(), story.ana).opening
    assert opening is not None
    assert opening.words.text == SECRET


def test_back_from_signing_in_one_is_at_one_s_account(story, as_ana) -> None:
    answer = as_ana.get(at("my-account-entries", story))
    assert (answer.status_code, answer["Location"]) == (303, at("my-account", story) + "#writing")


def test_every_field_of_an_entry_is_kept_in_the_browser_until_it_is_saved(story, as_ana) -> None:
    page = as_ana.get(at("my-account", story)).content.decode()
    for name in (*TYPED, *SITUATION):
        assert f'data-draft="account-{story.study.pk}-new-{name}"' in page


def test_a_page_that_was_only_opened_does_not_say_that_what_was_sent_is_safe(story, as_ana) -> None:
    """The browser lets go of words it sent when the next page says so: not when signing in brought that page."""
    story.entry()
    assert "data-saved" not in as_ana.get(at("my-account", story)).content.decode()
    kept = as_ana.post(at("my-account-entries", story), {"facet": "did", "text": "more"}, follow=True)
    assert "data-saved" in kept.content.decode()


def test_an_entry_taken_back_between_two_questions_is_not_found(story, as_bo, monkeypatch) -> None:
    entry = story.entry()
    share_account(story.account(), "participants", by=story.ana)
    monkeypatch.setattr("secondstory.firsthand.views.accounts.tellings_of", lambda *_: [])
    assert as_bo.get(at("account-entry-quote", story, entry.pk)).status_code == 404


def test_a_browser_remembers_no_line_of_it_for_the_next_form(story, as_ana) -> None:
    """Else it offers one's own words to whoever writes at the same desk."""
    page = as_ana.get(at("my-account", story)).content.decode()
    lines = re.findall(r'<input type="text"[^>]*name="(?:when|otherwise_when)"[^>]*>', page)
    assert len(lines) == 2
    assert all('autocomplete="off"' in line for line in lines)


def test_as_many_characters_as_the_field_takes_are_taken_line_breaks_included(story, as_ana) -> None:
    text = ("x" * 99 + "\r\n") * 80
    answer = as_ana.post(at("my-account-entries", story), {"facet": "did", "text": text})
    assert answer.status_code == 303
