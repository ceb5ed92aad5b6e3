"""The ideas behind the pages: one screen each, with an example, something to try, and what each rests on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse

from secondstory.concepts.cards import cards, reading_list, sources

PACKAGE = Path(__file__).parents[2] / "src" / "secondstory"
NAMED_BY_THE_SEEDS = (
    "Allspaw",
    "Harlee",
    "Klein",
    "Kowalski",
    "Shorrock",
    "Snook",
    "Wears and Kathleen",
    "Dekker",
    "Leveson",
)


@pytest.mark.requirement("R-002-03", "R-002-58", "R-002-68")
@pytest.mark.parametrize("key", list(cards()))
def test_each_is_one_screen_with_an_example_something_to_try_and_its_sources(key: str) -> None:
    card = cards()[key]
    words = len(f"{card.line} {card.text} {card.example} {card.tries}".split())
    assert 50 < words < 160
    assert card.sources
    assert all(card_part.endswith((".", "?", ".”")) for card_part in (card.line, card.text, card.example, card.tries))


def test_every_work_is_rested_on_or_named_by_the_seeds() -> None:
    rested_on = {work for card in cards().values() for work in card.sources}
    assert [one.title for one in sources().values() if one not in rested_on and not one.is_of_the_seeds] == []


def pages_that_name_one() -> dict[str, list[str]]:
    """By template, the keys it names."""
    tag = re.compile(r"{% idea_behind ([^%]+) %}")
    named = {}
    for path in PACKAGE.rglob("templates/**/*.html"):
        if keys := [key for told in tag.findall(path.read_text()) for key in re.findall(r'"([\w-]+)"', told)]:
            named[path.stem] = keys
    return named


def test_pages_name_ideas_that_are_there() -> None:
    named = pages_that_name_one()
    assert len(named) > 8
    assert {key for keys in named.values() for key in keys} <= set(cards())


@pytest.mark.requirement("R-002-73")
@pytest.mark.django_db
def test_old_view_and_new_view_stand_on_one_card(client) -> None:
    text = client.get(reverse("idea", args=["old-view-new-view"])).content.decode()
    assert "In the old view" in text
    assert "In the new view" in text


@pytest.mark.requirement("R-004-35")
@pytest.mark.django_db
def test_the_words_of_control_theory_are_explained_in_those_of_software(client) -> None:
    text = client.get(reverse("idea", args=["control-and-feedback"])).content.decode()
    for word in ("deploy job acts", "dashboard shows", "whoever is on call"):
        assert word in text


@pytest.mark.requirement("R-002-78", "R-004-44")
@pytest.mark.django_db
def test_the_works_the_seeds_name_are_what_to_read_first(client) -> None:
    first = [work.by for work in reading_list() if work.is_of_the_seeds]
    assert [work.by for work in reading_list()][: len(first)] == first
    for name in NAMED_BY_THE_SEEDS:
        assert any(name in by for by in first), name
    text = client.get(reverse("ideas")).content.decode()
    assert text.index("Blameless PostMortems") < text.index("Engineering a Safer World")


@pytest.mark.django_db
def test_the_pages_ask_the_database_nothing_of_their_own(client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert client.get(reverse("ideas")).status_code == 200
        assert client.get(reverse("idea", args=["drift"])).status_code == 200


@pytest.mark.django_db
def test_each_leads_to_the_next_and_the_last_to_the_first(client) -> None:
    for key, following in zip(cards(), [*list(cards())[1:], next(iter(cards()))], strict=True):
        assert reverse("idea", args=[following]) in client.get(reverse("idea", args=[key])).content.decode()


@pytest.mark.django_db
def test_one_that_is_not_there_is_not_here(client) -> None:
    assert client.get(reverse("idea", args=["nothing"])).status_code == 404


@pytest.mark.django_db
def test_how_we_work_leads_there(client) -> None:
    assert reverse("ideas") in client.get(reverse("how-we-work")).content.decode()
