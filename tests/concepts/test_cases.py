"""Examples from other fields: each whole, each with what it rests on, none with a person's name or a hard word."""

from __future__ import annotations

import pytest
from django.urls import reverse

from secondstory.concepts.cards import cards
from secondstory.concepts.cases import cases, cases_of
from secondstory.concepts.finding import found_for
from secondstory.language import report

pytestmark = pytest.mark.requirement("R-002-09")


@pytest.mark.parametrize("key", list(cases()))
def test_each_tells_what_happened_how_it_made_sense_what_mattered_and_what_to_ask(key):
    case = cases()[key]
    assert 30 < len(case.happened.split()) < 90
    assert 50 < len(case.sense.split()) < 130
    assert 3 <= len(case.controls) <= 5
    assert len(case.asks) == 3
    assert all(one.endswith("?") for one in case.asks)
    assert case.cards
    assert all(one.by and one.title and one.year >= case.year for one in case.sources)
    assert case.sources


@pytest.mark.parametrize("key", list(cases()))
def test_the_language_engine_asks_about_none_of_them(key):
    case = cases()[key]
    told = "\n\n".join((case.name, case.line, case.happened, case.sense, *case.controls, *case.asks))
    asked = report(told, surface="product").findings
    assert [f"{one.rule}: {told[one.start : one.end]}" for one in asked] == []


def test_they_come_from_many_fields():
    assert len({one.field for one in cases().values()}) >= 6


def test_each_leads_to_its_ideas_and_they_lead_back(client, db):
    for key, case in cases().items():
        page = client.get(reverse("case", args=[key])).text
        for card in case.cards:
            assert reverse("idea", args=[card.key]) in page
            assert reverse("case", args=[key]) in client.get(reverse("idea", args=[card.key])).text
            assert case in cases_of(card)


def test_they_stand_in_the_library_and_each_leads_to_the_next(client, db):
    listed = client.get(reverse("other-fields")).text
    assert reverse("other-fields") in client.get("/library/").text
    order = list(cases())
    for key, following in zip(order, [*order[1:], order[0]], strict=True):
        assert reverse("case", args=[key]) in listed
        assert f'<a href="{reverse("case", args=[following])}">Next' in client.get(reverse("case", args=[key])).text


def test_one_that_is_not_there_is_not_here(client, db):
    assert client.get(reverse("case", args=["nothing"])).status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("relief valve lamp", ["three-mile-island-1979"]),
        ("VALVES", ["piper-alpha-1988", "three-mile-island-1979"]),
        ('valve -platform -"relief valve"', []),
        ("chlorine OR chapanis", ["walkerton-2000", "two-levers"]),
        ("zebrafish", []),
        ("", []),
        ("-chlorine", []),
    ],
)
def test_search_finds_them(asked, found):
    assert [one.key for one in found_for(asked).cases] == found


def test_the_search_page_shows_them_and_the_ideas(client, db):
    page = client.get("/search/", {"q": "chlorine well"}).text
    assert reverse("case", args=["walkerton-2000"]) in page
    assert "Nothing that you can read" not in page
    assert reverse("idea", args=["woods-theorem"]) in client.get("/search/", {"q": "collect several"}).text
    assert len(cards()) == 25
