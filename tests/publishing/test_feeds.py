"""Feeds: titles, links and summaries, for those who may read them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import datetime

import pytest
from tests import builders
from tests.cast import Cast

from secondstory.publishing.actions.turn_feed_key import turn_feed_key
from secondstory.publishing.feed_keys import feed_key
from secondstory.publishing.models import Publication

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(response) -> list[ET.Element]:
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(response.content)  # noqa: S314 - our own bytes
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "link"):
        assert feed.find(f"{ATOM}{name}") is not None
    found = feed.findall(f"{ATOM}entry")
    for entry in found:
        assert entry.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        datetime.fromisoformat(entry.findtext(f"{ATOM}updated", ""))
        assert entry.find(f"{ATOM}link").get("href").startswith("http")
        assert entry.find(f"{ATOM}author/{ATOM}name") is not None
    assert len({entry.findtext(f"{ATOM}id") for entry in found}) == len(found)
    return found


def titles(response) -> set[str]:
    return {entry.findtext(f"{ATOM}title", "") for entry in entries(response)}


@pytest.fixture
def four(cast: Cast) -> dict[str, Publication]:
    return {
        audience: builders.publication(
            cast.ana,
            audience,
            audience=audience,
            team=cast.storage,
            texts={"summary": "The **pump**\x0b & <its> pipe.", "impact": "Words that a feed does not tell."},
        )
        for audience in ("group", "team", "organization", "public")
    }


def test_a_stranger_gets_what_is_public(four, stranger) -> None:
    assert titles(stranger.get("/library/feed.atom")) == {"public"}
    assert titles(stranger.get("/teams/storage/feed.atom")) == {"public"}


def test_a_session_gets_what_is_theirs(four, as_bo, as_cy) -> None:
    assert titles(as_bo.get("/library/feed.atom")) == {"team", "organization", "public"}
    assert titles(as_cy.get("/library/feed.atom")) == {"organization", "public"}
    assert titles(as_cy.get("/teams/storage/feed.atom")) == {"organization", "public"}
    assert titles(as_cy.get("/teams/billing/feed.atom")) == set()


def test_a_key_gets_what_its_person_reads(four, stranger, cast) -> None:
    key = feed_key(cast.bo)
    assert titles(stranger.get(f"/library/feed.atom?key={key}")) == {"team", "organization", "public"}
    assert titles(stranger.get(f"/teams/storage/feed.atom?key={key}")) == {"team", "organization", "public"}


def test_an_old_key_gets_nothing(four, stranger, cast) -> None:
    key = feed_key(cast.bo)
    turn_feed_key(by=cast.bo)
    assert stranger.get(f"/library/feed.atom?key={key}").status_code == 404
    assert stranger.get(f"/teams/storage/feed.atom?key={key}x").status_code == 404


def test_a_key_opens_nothing_but_feeds(four, stranger, cast) -> None:
    assert stranger.get(f"/library/{four['team'].slug}/?key={feed_key(cast.bo)}").status_code == 404


def test_the_feed_does_not_tell_the_key_on(four, stranger, cast) -> None:
    key = feed_key(cast.bo)
    assert key.encode() not in stranger.get(f"/library/feed.atom?key={key}").content


def test_strangers_do_not_learn_which_teams_there_are(cast, stranger) -> None:
    assert stranger.get("/teams/billing/feed.atom").status_code == 404
    assert stranger.get("/teams/no-such-team/feed.atom").status_code == 404


def test_invariant_29_a_feed_tells_titles_and_summaries_only(four, stranger) -> None:
    (entry,) = entries(stranger.get("/library/feed.atom"))
    assert entry.findtext(f"{ATOM}summary") == "The pump & <its> pipe."
    assert b"Words that a feed does not tell" not in stranger.get("/library/feed.atom").content


def test_an_empty_feed_is_a_feed(db, stranger) -> None:
    assert entries(stranger.get("/library/feed.atom")) == []


def test_the_page_of_addresses(four, as_bo, stranger, cast) -> None:
    page = as_bo.get("/library/subscribe/").content.decode()
    assert feed_key(cast.bo) in page
    assert "/teams/storage/feed.atom" in page
    assert stranger.get("/library/subscribe/").status_code == 302
    answer = as_bo.post("/library/subscribe/key/", follow=True)
    assert feed_key(cast.bo) in answer.content.decode()
    assert feed_key(cast.bo) not in page
    assert stranger.post("/library/subscribe/key/").status_code == 302


def test_statements_do_not_grow(four, as_bo, stranger, cast, django_assert_max_num_queries) -> None:
    key = feed_key(cast.bo)
    with django_assert_max_num_queries(6):
        stranger.get(f"/teams/storage/feed.atom?key={key}")
    with django_assert_max_num_queries(6):
        as_bo.get("/library/feed.atom")
