"""The stranger's test: whoever has no part in it reads no byte of what was not shared, by any address.

Every address the house knows is walked by a signed-out reader, a member of another team, and one of no team who leads,
keeps the house and owns its process, with ids, slugs and words of the world in its places. New addresses are picked up
by themselves; an address with a kind of parameter the test has never seen makes it fail until it is told how to fill it.
"""

from __future__ import annotations

import itertools
from html import unescape
from typing import Any

import pytest
from django.test import Client
from tests.architecture.every_address import addresses, filled, ids
from tests.architecture.strangers_world import SECRET, build
from tests.cast import Cast

from secondstory.analysis.models import Strength
from secondstory.people.models import Person
from secondstory.recommendations.models import AskedToo, Recommendation
from secondstory.review.models import Comment

OUTSIDERS = ("signed_out", "cy", "dee")


@pytest.fixture
def world(cast: Cast) -> Cast:
    built = build(cast)
    ids.cache_clear()
    return built


def outsider(name: str, cast: Cast) -> Client:
    client = Client(raise_request_exception=True)
    if name != "signed_out":
        client.force_login(Person.objects.get(email=f"{name}@example.org"))
    return client


def reads(client: Client, path: str, **data: Any) -> bytes:
    answer = client.get(path, data)
    assert answer.status_code < 500, f"{path} answers {answer.status_code}"
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body + str(answer.headers).encode()


@pytest.mark.walk
@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_address_gives_away_a_byte(world, who):
    client = outsider(who, world)
    walked = 0
    for address in addresses():
        if "static" in address or "logout" in address:
            continue
        for path in filled(address):
            body = reads(client, path).lower()
            # the words in the address itself may be echoed; nothing else
            assert SECRET.encode() not in body.replace(path.lower().encode(), b""), f"{who} reads it at {path}"
            walked += 1
    assert walked > 100


QUESTIONS = (SECRET, f"{SECRET[:4]}*", f'"{SECRET} study"', "study entry finding")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_search_gives_away_a_byte(world, who):
    client = outsider(who, world)
    for path, question in itertools.product(("/search/", "/library/"), QUESTIONS):
        body = unescape(reads(client, path, q=question).decode()).lower().replace(question.lower(), "")
        for word in ("signal", "entry", "study", "finding", "comment", "unpublished", "prose"):
            assert f"{SECRET} {word}" not in body


def counted() -> tuple[int, ...]:
    """What stands in Ana's studies; Cy may write in her own."""
    of_ana = {"retrospective__title__startswith": SECRET}
    return (
        Strength.objects.filter(**of_ana).count(),
        Comment.objects.filter(**{f"round__{key}": value for key, value in of_ana.items()}).count(),
        Recommendation.objects.filter(**of_ana).count(),
        AskedToo.objects.filter(**of_ana).count(),
    )


@pytest.mark.walk
@pytest.mark.parametrize("who", ["cy", "dee"])
def test_no_form_takes_a_word_from_outside(world, who):
    """Writing is refused as reading is: nothing of the study changes, and no answer tells of it."""
    client = outsider(who, world)
    before = counted()
    for address in addresses():
        if address.startswith("/accounts") or "<" not in address:
            continue
        for path in filled(address, most=12):
            answer = client.post(path, {"text": "from outside", "kind": "adaptation", "title": "from outside"})
            assert answer.status_code < 500, f"{path} answers {answer.status_code}"
            assert SECRET.encode() not in answer.content.replace(path.encode(), b""), f"{who} reads it at {path}"
    assert counted() == before


@pytest.mark.requirement("R-000-10")
def test_what_is_private_is_not_even_read_inside(world):
    """The facilitator walks every address, and reads the study's files and never Bo's own."""
    client = Client()
    client.force_login(world.ana)
    read = b"".join(reads(client, path) for address in addresses() if "copies" in address for path in filled(address))
    assert f"{SECRET} file".encode() in read
    assert f"{SECRET} private".encode() not in read


@pytest.mark.walk
def test_those_inside_do_read_it(world):
    """So that the test above cannot pass because the words are nowhere."""
    client = Client()
    client.force_login(world.ana)
    found = [
        path
        for address in addresses()
        if "logout" not in address
        for path in filled(address, most=3)
        if "static" not in path and SECRET.encode() in client.get(path).content.lower().replace(path.encode(), b"")
    ]
    assert len(found) > 8
