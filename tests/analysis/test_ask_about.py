"""A question about words that somebody selected: the words stay with those who read their study."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.urls import NoReverseMatch, URLResolver, reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.actions.mysteries import open_question_wider
from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.analysis.actions.tie import tie_question
from secondstory.analysis.models import Mystery, SystemPart
from secondstory.analysis.places import place_of
from secondstory.firsthand import urls as firsthand
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.models import Service
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.search.index import rebuild

ASKED = "How do people here tell hosts apart at night?"
QUOTE = "The zebrafish copy tool printed nothing for ten minutes."

pytestmark = pytest.mark.requirement("R-003-14", "R-003-28")


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    return study


@pytest.fixture
def place(study) -> str:
    return reverse("timeline", args=[study.pk])


@pytest.fixture
def mystery(study, cast, place) -> Mystery:
    return raise_mystery(ASKED, by=cast.bo, quote=QUOTE, place=f"{place}#entry-17")


def at(mystery: Mystery) -> str:
    return reverse("question", args=[mystery.pk])


def test_it_keeps_the_words_and_where_they_stood(mystery, study, place):
    assert (mystery.quote, mystery.place, mystery.retrospective) == (QUOTE, f"{place}#entry-17", study)


def test_its_study_s_readers_see_them(mystery, place, as_ana):
    text = as_ana.get(at(mystery)).content.decode()
    assert QUOTE in text
    assert f'href="{place}#entry-17"' in text


def test_however_wide_the_question_is_open_the_words_stay_with_the_study(mystery, cast, as_cy, place):
    open_question_wider(mystery, to="organization", by=cast.bo)
    raise_mystery("And at noon?", parent=mystery, by=cast.cy)
    rebuild()
    names = ("questions", "home", "library", "library-feed", "offers", "work-notes", "cues")
    seen = {address: as_cy.get(address).content.decode() for address in (at(mystery), *map(reverse, names))}
    for word in ("zebrafish", "hosts"):
        answer = as_cy.get(reverse("search"), {"q": word})
        seen[word] = answer.content.decode().replace(f'value="{word}"', "").replace(f"{word} · Search", "")
    assert ASKED in seen[at(mystery)]
    assert "tell <mark>hosts</mark> apart" in seen["hosts"]
    for text in seen.values():
        assert "zebrafish" not in text
        assert place not in text
        assert str(mystery.retrospective_id) not in text
    for name in ("export-bundle", "export-markdown", "export-html", "study-questions", "study-work"):
        assert as_cy.get(reverse(name, args=[mystery.retrospective_id])).status_code == 404


def test_the_words_are_in_no_index_and_in_no_journal(mystery, as_ana):
    rebuild()
    text = as_ana.get(f"{reverse('search')}?q=zebrafish").content.decode()
    assert ASKED not in text
    assert "zebrafish" not in json.dumps([str(row) for row in Event.objects.values()])


def test_asking_twice_is_one_question(mystery, place, cast):
    assert raise_mystery(ASKED, by=cast.bo, quote=QUOTE, place=place) == mystery
    assert Event.objects.filter(kind="mystery.raised").count() == 1


def test_the_same_question_about_other_words_is_another_one(mystery, place, study, cast):
    other = raise_mystery(ASKED, by=cast.bo, quote="Ten minutes later it printed a line.", place=place)
    assert other != mystery
    assert other.quote == "Ten minutes later it printed a line."
    assert raise_mystery(ASKED, by=cast.bo, study=study) in (mystery, other)


def test_whoever_reads_the_page_may_ask_also_without_a_part(study, cast, place):
    with pytest.raises(NotFound):
        raise_mystery(ASKED, by=cast.cy, quote=QUOTE, place=place)
    Retrospective.objects.filter(pk=study.pk).update(work_open_to="organization")
    asked = raise_mystery(ASKED, by=cast.cy, quote=QUOTE, place=place)
    assert (asked.retrospective, asked.raised_by) == (study, cast.cy)


def test_a_final_study_is_asked_about_too(study, cast, place):
    Retrospective.objects.filter(pk=study.pk).update(state="final", finalized_at=builders.NOON)
    assert raise_mystery(ASKED, by=cast.bo, place=place).retrospective == study


def test_without_a_name_the_words_are_kept_and_no_name(study, cast, place):
    asked = raise_mystery(ASKED, by=cast.bo, quote=QUOTE, place=place, anonymous=True)
    assert (asked.quote, asked.raised_by, asked.created_by) == (QUOTE, None, None)


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/timeline/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "javascript:alert(1)",
        "retrospectives/",
        "/nowhere/",
        "/questions/",
        "/notes/",
        "/" + "x" * 5000,
        "/\u202egro.elpmaxe/",
        "/retrospectives/\x00/timeline/",
        " ",
    ],
)
def test_a_place_is_a_page_of_this_house_that_carries_questions(cast, address):
    with pytest.raises(Refusal) as refused:
        raise_mystery(ASKED, by=cast.bo, quote=QUOTE, place=address)
    assert refused.value.field == "place"
    assert not Mystery.objects.exists()


def named(patterns: Iterable[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_no_page_of_accounts_or_conversations_carries_questions(study, cast):
    tried = 0
    for name in named(firsthand.urlpatterns):
        for args in ([], [study.pk], [study.pk, study.pk]):
            try:
                address = reverse(name, args=args)
            except NoReverseMatch:
                continue
            tried += 1
            with pytest.raises(Refusal):
                place_of(address, cast.ana)
    assert tried > 10


def test_a_crafted_query_or_anchor_is_left_behind(study, cast, place):
    asked = raise_mystery(ASKED, by=cast.bo, place=f'{place}?next=//elsewhere.example#a"><b>')
    assert asked.place == place


def test_words_without_a_page_are_not_kept(study, cast):
    assert raise_mystery(ASKED, study=study, by=cast.bo, quote=QUOTE).quote == ""


def test_words_that_are_too_long_are_refused(cast, place):
    with pytest.raises(Refusal) as refused:
        raise_mystery(ASKED, by=cast.bo, quote="x" * 601, place=place)
    assert refused.value.field == "quote"


def test_right_to_left_words_stay_as_they_are(cast, place):
    quote = "הכלי לא הדפיס דבר"
    assert raise_mystery(ASKED, by=cast.bo, quote=quote, place=place).quote == quote


def test_a_place_of_another_study_is_refused(study, cast, place):
    other = builders.study(cast.ana, "Another one?")
    with pytest.raises(Refusal, match="belongs to another study"):
        raise_mystery(ASKED, by=cast.ana, study=other, place=place)


def test_what_an_import_brought_leads_nowhere_else(mystery, as_ana):
    for place in ("javascript:alert(1)", "https://elsewhere.example/", f"/retrospectives/{mystery.pk}/timeline/"):
        Mystery.objects.filter(pk=mystery.pk).update(place=place)
        text = as_ana.get(at(mystery)).content.decode()
        assert place not in text
        assert QUOTE in text


# what it leads into


@pytest.mark.requirement("R-003-17")
def test_it_is_tied_to_services_and_a_part(mystery, study, cast):
    service = Service.objects.create(name="Copying", slug="copying")
    part = SystemPart.objects.create(retrospective=study, name="The copy tool")
    for _ in range(2):
        tie_question(mystery, services=[service], part=part, by=cast.bo)
    assert (list(mystery.services.all()), mystery.part) == ([service], part)
    assert Event.objects.filter(kind="mystery.tied").count() == 1
    tie_question(mystery, by=cast.ana)
    assert not mystery.services.exists()


def test_nobody_outside_ties_it_and_no_part_of_another_study(mystery, study, cast):
    other = SystemPart.objects.create(retrospective=builders.study(cast.cy), name="Theirs")
    with pytest.raises(Refusal, match="belongs to another study"):
        tie_question(mystery, part=other, by=cast.bo)
    with pytest.raises(NotFound):
        tie_question(mystery, by=cast.cy)
    open_question_wider(mystery, to="organization", by=cast.bo)
    with pytest.raises(NotAllowed):
        tie_question(mystery, by=cast.cy)


def test_its_part_is_named_to_readers_of_the_study_alone(mystery, study, cast, as_ana, as_cy):
    part = SystemPart.objects.create(retrospective=study, name="The zebrafish tank")
    service = Service.objects.create(name="Copying", slug="copying")
    tie_question(mystery, services=[service], part=part, by=cast.bo)
    open_question_wider(mystery, to="organization", by=cast.bo)
    assert "The zebrafish tank" in as_ana.get(at(mystery)).content.decode()
    text = as_cy.get(at(mystery)).content.decode()
    assert "zebrafish" not in text
    assert "Copying" in text
