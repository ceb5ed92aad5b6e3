"""The demonstration's accounts: written, shared and quoted by their authors through the verbs that people use."""

from __future__ import annotations

import pytest
from tests.journeys.server import Server

pytestmark = pytest.mark.browser
WHO_READS_WHAT = """
import json
from secondstory.demo.load import load
from secondstory.firsthand.models import Account, Conversation, Quote
from secondstory.firsthand.queries import own_account, talks, tellings
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.review.models import Edition
from secondstory.review.reading import read_edition
from secondstory.review.verify import verify_edition
from secondstory.writeup.own_words import own_words
people = {p.email.split("@")[0]: p for p in Person.objects.filter(email__endswith="@demo.example")}
evening = Retrospective.objects.get(title__startswith="How did the only live copy")
gate = Retrospective.objects.get(title__startswith="What made a second scan")
edition = Edition.objects.get(retrospective=evening)
def told(study, who):
    return sorted({one.told_by for one in tellings(study, people[who])})
openings = {account.author.email.split("@")[0]: own_account(account, account.author).opening.words.text
            for account in Account.objects.select_related("author")}
facets = {one.kind for one in tellings(evening, people["fay"])}
print(json.dumps({
    "again": load(),
    "openings": openings,
    "evening": {who: told(evening, who) for who in ("fay", "jonah", "standby", "mira")},
    "gate": {who: told(gate, who) for who in ("fay", "tomas", "mira")},
    "facets": sorted(facets),
    "otherwise": [one.otherwise_at.strftime("%H:%M") for one in tellings(evening, people["standby"]) if one.otherwise_at],
    "quotes": [[one.text, one.told_by] for one in own_words(read_edition(edition)).values()],
    "verifies": verify_edition(edition),
    "notes": [[talk.conversation.state, bool(talk.notes)] for who in (evening, gate) for talk in talks(who, people["fay"])],
    "waiting": Quote.objects.filter(state="asked").count(),
}))
"""


@pytest.fixture(scope="module")
def told(demonstration: Server) -> dict:
    return demonstration.python(WHO_READS_WHAT)


def test_every_account_says_that_it_is_invented(told) -> None:
    assert set(told["openings"]) == {"standby", "pager", "tool", "jonah", "tomas"}
    for opening in told["openings"].values():
        assert "Invented for this demonstration" in opening


def test_three_roles_of_the_evening_tell_it_to_the_people_of_the_study(told) -> None:
    three = ["colleague who knew the copy tool", "engineer at the standby", "second engineer on call"]
    assert told["evening"] == {"fay": three, "jonah": three, "standby": three, "mira": []}
    assert {"did", "saw", "expected", "assumed", "understood", "wanted", "pressure", "decided"} <= set(told["facets"])
    assert "23:31" in told["otherwise"]


def test_one_draft_is_read_by_its_author_alone_and_one_account_by_the_facilitator(told) -> None:
    assert "reader from the storage team" not in told["evening"]["fay"]
    assert told["gate"] == {"fay": ["dispatcher on shift"], "tomas": ["dispatcher on shift"], "mira": []}


def test_two_quotes_stand_in_the_final_text_and_it_verifies(told) -> None:
    assert [by for _, by in told["quotes"]] == ["engineer at the standby"] * 2
    assert (told["verifies"], told["waiting"]) == ([], 0)


def test_one_conversation_was_approved_and_one_is_wished_for(told) -> None:
    assert told["notes"] == [["held", True], ["wished", False]]


def test_loading_it_again_changes_nothing(told) -> None:
    assert told["again"] is False
