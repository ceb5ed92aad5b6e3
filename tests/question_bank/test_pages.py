"""The bank on pages: listed, narrowed, added to, rested and brought back, without script."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.question_bank.conftest import TEXT

from secondstory.question_bank.actions.mark_good import mark_good
from secondstory.question_bank.actions.retire import retire
from secondstory.question_bank.models import Choice
from secondstory.question_bank.queries import find

BANK = "/question-bank/"
KEY = "Q-011"
FIRST = "What was the very first thing that caught your attention?"


def at(key: str, what: str = "") -> str:
    return reverse(f"bank-question{what}", args=[key])


def new(team, **told: object) -> dict[str, object]:
    return {"text": TEXT, "purpose": "cues", "surfaces": ["I"], "steps": ["3"], "whom": str(team.pk), **told}


def test_it_is_found_from_how_we_work(as_bo):
    assert f'href="{BANK}"' in as_bo.get("/how-we-work/").text


def test_a_stranger_signs_in_first(stranger, db):
    for path in (BANK, at(KEY)):
        assert stranger.get(path).status_code == 302


@pytest.mark.requirement("R-000-36", "R-003-24")
def test_it_lists_all_by_what_they_are_good_for(as_bo):
    page = as_bo.get(BANK).text
    assert page.index(">Understanding<") < page.index(FIRST) < page.index(">Goals<")


@pytest.mark.requirement("R-003-24")
def test_it_is_narrowed_to_where_a_question_is_put(as_bo):
    page = as_bo.get(f"{BANK}?for=C").text
    assert FIRST not in page
    assert "What is the first change you would notice if this worked?" in page
    assert as_bo.get(f"{BANK}?for=nowhere").text.count("bank__one") == as_bo.get(BANK).text.count("bank__one")


def test_it_takes_few_statements_however_many_are_their_own(as_bo, cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(9) as few:
        as_bo.get(BANK)
    for number in range(12):
        Choice.objects.create(
            key=str(number), team=cast.storage, text=f"What of {number}?", purpose="cues", surfaces="I"
        )
    with django_assert_max_num_queries(9) as many:
        as_bo.get(BANK)
    assert len(few) == len(many)


def test_one_of_ones_own_is_added_and_shown_to_the_team_alone(as_ana, as_bo, as_cy, cast):
    answer = as_ana.post(BANK, new(cast.storage), follow=True)
    assert "Added." in answer.text
    assert "The team Storage" in answer.text or "Storage" in answer.text
    assert TEXT in as_bo.get(BANK).text
    assert "Storage’s own" in as_bo.get(BANK).text
    assert "Ana" not in as_bo.get(at(Choice.objects.get().key)).text
    assert TEXT not in as_cy.get(BANK).text
    assert as_cy.get(at(Choice.objects.get().key)).status_code == 404


def test_cy_cannot_choose_the_team_of_others(as_cy, cast):
    assert as_cy.post(BANK, new(cast.storage)).status_code == 422
    assert as_cy.post(BANK, new(cast.storage, whom="everybody")).status_code == 422
    assert not Choice.objects.exists()


@pytest.mark.requirement("R-001-35")
def test_a_why_comes_back_with_its_words_and_a_better_beginning(as_ana, cast):
    answer = as_ana.post(BANK, new(cast.storage, text="Why did you restart it?"))
    assert answer.status_code == 422
    assert "Why did you restart it?" in answer.text
    assert "Begin with ‘what’ or ‘how’" in answer.text


def test_one_that_is_there_comes_back_with_its_words(as_ana, cast):
    answer = as_ana.post(BANK, new(cast.storage, text=FIRST))
    assert answer.status_code == 422
    assert "in the bank already" in answer.text


def test_it_rests_with_a_reason_and_comes_back(as_ana, as_bo, cast):
    assert as_ana.post(at(KEY, "-rest"), {"because": "", "whom": str(cast.storage.pk)}).status_code == 422
    told = {"because": "It led nowhere with us.", "whom": str(cast.storage.pk)}
    assert "It rests." in as_ana.post(at(KEY, "-rest"), told, follow=True).text
    assert "It led nowhere with us." in as_bo.get(BANK).text
    assert "Bring it back" in as_bo.get(at(KEY)).text
    assert "It is offered again." in as_bo.post(at(KEY, "-return"), {"whom": told["whom"]}, follow=True).text
    assert find(cast.ana, KEY).rests == ()


def test_cy_brings_nothing_back_for_others(as_cy, cast):
    retire(KEY, because="It led nowhere.", team=cast.storage, by=cast.ana)
    assert as_cy.post(at(KEY, "-return"), {"whom": str(cast.storage.pk)}).status_code == 400
    assert find(cast.ana, KEY).rests


def test_a_steward_is_offered_everybody_and_others_are_not(as_ana, as_bo, cast):
    assert "everybody here" not in as_bo.get(at(KEY)).text
    builders.grant(cast.ana, "steward")
    assert "everybody here" in as_ana.get(at(KEY)).text
    as_ana.post(at(KEY, "-rest"), {"because": "Nobody liked it.", "whom": "everybody"})
    assert "For everybody: Nobody liked it." in as_bo.get(at(KEY)).text
    assert "Bring it back" not in as_bo.get(at(KEY)).text


def test_somebody_in_no_team_reads_who_adds(client, cast):
    cast.cy.memberships.all().delete()
    client.force_login(cast.cy)
    assert "A team’s people add to its questions" in client.get(BANK).text


def test_marks_are_told_in_words_and_name_nobody(as_bo, cast):
    mark_good(KEY, by=cast.ana)
    assert "called good once" in as_bo.get(BANK).text
    as_bo.post(at(KEY, "-good"))
    page = as_bo.get(at(KEY)).text
    assert "Called good 2 times." in page
    assert "Ana" not in page
    as_bo.post(at(KEY, "-good"), {"is_marked": "yes"})
    assert "Called good once." in as_bo.get(at(KEY)).text


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org", ""])
def test_a_button_never_leads_to_another_site(as_bo, back):
    assert as_bo.post(at(KEY, "-good"), {"back": back}).url == at(KEY)


def test_a_button_leads_back_to_where_it_stood(as_bo):
    assert as_bo.post(at(KEY, "-good"), {"back": "/notes/?others=2"}).url == "/notes/?others=2#worth-asking"


@pytest.mark.parametrize("what", ["", "-good", "-rest", "-return"])
def test_a_question_that_is_not_there_is_not_found(as_bo, what):
    answer = as_bo.post(at("nothing", what)) if what else as_bo.get(at("nothing"))
    assert answer.status_code == 404
