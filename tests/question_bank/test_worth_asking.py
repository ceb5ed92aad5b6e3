"""Beside the work: at most three that fit the place, and what one can do with them there."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import builders

from secondstory.analysis.models import Mystery
from secondstory.firsthand.actions.conversations import plan_conversation
from secondstory.journal.models import Event
from secondstory.question_bank.actions.retire import retire
from secondstory.question_bank.bank import built_in
from secondstory.question_bank.models import Asked, Choice, GoodMark

BY_TEXT = {question.text: question for question in built_in()}


def three(client: Client, path: str, **data: object) -> list[str]:
    """The questions beside the work, in order."""
    page = client.get(path, data).text
    return [unescape(words) for words in re.findall(r'<p class="asking__words">(.*?)(?: <span|</p>)', page)]


@pytest.fixture
def talk(study, cast):
    return plan_conversation(study.participants.get(), by=cast.ana, interviewer=cast.ana)


def place(name: str, study, cast, talk) -> str:
    if name == "conversation":
        return reverse(name, args=[study.pk, talk.pk])
    return reverse(name, args=[study.pk])


PLACES = {
    "analysis": "X",
    "conversation": "I",
    "review": "R",
    "study-recommendations": "C",
    "write-up": "G",
}


@pytest.mark.requirement("R-000-36", "R-003-24")
@pytest.mark.parametrize("name", PLACES)
def test_each_place_of_a_study_has_three_that_are_put_there(study, cast, talk, as_ana, name):
    asked = three(as_ana, place(name, study, cast, talk))
    assert len(asked) == 3
    assert all(PLACES[name] in BY_TEXT[words].surfaces for words in asked)


@pytest.mark.parametrize("name", PLACES)
def test_three_others_come_on_the_same_address_and_keep_the_rest_of_it(study, cast, talk, as_ana, name):
    path = place(name, study, cast, talk)
    before = three(as_ana, path)
    assert f'href="{path}?others=1#worth-asking"' in as_ana.get(path).text
    assert not set(before) & set(three(as_ana, path, others="1"))
    assert f'href="{path}?show=all&amp;others=3#worth-asking"' in as_ana.get(f"{path}?show=all&others=2").text


@pytest.mark.parametrize("others", ["-1", "x", "9" * 5000, "²", "1.5"])
def test_what_is_no_turn_shows_the_first_three(study, as_ana, others):
    path = reverse("analysis", args=[study.pk])
    assert three(as_ana, path, others=others) == three(as_ana, path)


@pytest.mark.requirement("R-003-24")
def test_asked_makes_way_for_another_in_this_study(study, as_ana, as_bo):
    path = reverse("analysis", args=[study.pk])
    first = BY_TEXT[three(as_ana, path)[0]]
    answer = as_ana.post(reverse("bank-question-asked", args=[study.pk, first.key]), {"back": path})
    assert answer.url == f"{path}#worth-asking"
    assert first.text not in three(as_ana, path) + three(as_bo, path)


@pytest.mark.requirement("R-003-24")
def test_the_analysis_is_asked_about_what_is_thin(study, as_ana):
    builders.analysed(study)
    assert "What belongs to the system we control here" in three(as_ana, reverse("analysis", args=[study.pk]))[0]


def test_cy_who_looks_on_may_rate_and_not_ask(study, as_cy):
    page = as_cy.get(reverse("analysis", args=[study.pk])).text
    assert "/good/" in page
    assert "/asked/" not in page
    assert "?wonder=" not in page
    assert as_cy.post(reverse("bank-question-asked", args=[study.pk, "Q-106"])).status_code == 403
    assert not Asked.objects.exists()


def test_a_study_that_cy_does_not_read_takes_nothing_from_him(cast, as_cy):
    closed = builders.study(cast.ana)
    assert as_cy.post(reverse("bank-question-asked", args=[closed.pk, "Q-106"])).status_code == 404


def test_wondering_opens_a_question_with_its_words(study, as_ana):
    path = reverse("analysis", args=[study.pk])
    found = re.search(rf'href="({re.escape(path)}\?wonder=(Q-\d+)#questions)"', as_ana.get(path).text)
    assert found
    (question,) = [question for question in built_in() if question.key == found[2]]
    page = as_ana.get(found[1].split("#")[0]).text
    (form,) = re.findall(r'<details class="add" open>.*?</details>', page, re.DOTALL)
    assert question.text in unescape(form)
    as_ana.post(reverse("analysis-questions", args=[study.pk]), {"question": question.text})
    assert Mystery.objects.get().question == question.text


def test_wondering_about_what_one_does_not_read_opens_nothing(study, cast, own, as_cy, as_ana):
    for client, key in ((as_cy, own.key), (as_ana, "Q-999"), (as_ana, "x" * 4000)):
        page = client.get(reverse("analysis", args=[study.pk]), {"wonder": key})
        assert page.status_code == 200
        assert own.text not in page.text
        assert '<details class="add" open>' not in page.text


def test_a_teams_own_question_stands_beside_their_work_alone(study, cast, as_ana, as_cy):
    for question in built_in():
        if "C" in question.surfaces:
            retire(question.key, because="Ours say it better.", team=cast.storage, by=cast.ana)
    Choice.objects.create(key="ours", team=cast.storage, text="What of us?", purpose="recommendations", surfaces="C")
    path = reverse("study-recommendations", args=[study.pk])
    assert three(as_ana, path) == ["What of us?"]
    assert "What of us?" not in as_cy.get(path).text


@pytest.mark.requirement("R-001-23", "R-001-25", "R-001-26", "R-001-27", "R-002-25")
def test_beside_ones_own_account_nothing_is_kept(study, as_bo):
    """What somebody looked at while writing is theirs: no button, and no row in any table."""
    path = reverse("my-account", args=[study.pk])
    before = Event.objects.count(), Choice.objects.count()
    assert len(three(as_bo, path)) == 3
    page = as_bo.get(path, {"others": "1"}).text
    assert "Three others" in page
    assert "/good/" not in page
    assert "/asked/" not in page
    assert (Event.objects.count(), Choice.objects.count()) == before
    assert not Asked.objects.exists()
    assert not GoodMark.objects.exists()


def test_beside_ones_own_account_it_makes_no_difference_what_others_asked(study, as_bo, as_ana):
    path = reverse("my-account", args=[study.pk])
    before = three(as_bo, path)
    as_ana.post(reverse("bank-question-asked", args=[study.pk, BY_TEXT[before[0]].key]))
    assert three(as_bo, path) == before


def test_only_whoever_holds_a_conversation_has_questions_beside_it(study, cast, talk, as_bo, as_ana):
    path = reverse("conversation", args=[study.pk, talk.pk])
    assert len(three(as_ana, path)) == 3
    assert three(as_bo, path) == []


@pytest.mark.requirement("R-002-72")
def test_a_near_miss_and_a_note_are_asked_how_it_ended_well(cast, as_ana):
    note = builders.note(cast.ana)
    near = builders.incident(cast.ana, kind="near_miss")
    for path in (reverse("note", args=[note.pk]), reverse("incident", args=[near.pk])):
        assert {BY_TEXT[words].purpose for words in three(as_ana, path)} == {"near miss"}
    assert three(as_ana, reverse("incident", args=[builders.incident(cast.ana).pk])) == []


def test_beside_the_account_of_a_near_miss_it_may_be_asked_too(cast, as_ana):
    for question in built_in():
        if "A" in question.surfaces and question.purpose != "near miss":
            retire(question.key, because="For the test.", team=cast.storage, by=cast.ana)
    study = builders.study(
        cast.ana, incident=builders.incident(cast.ana, kind="near_miss"), work_open_to="organization"
    )
    builders.participant(study, cast.ana)
    assert {BY_TEXT[words].purpose for words in three(as_ana, reverse("my-account", args=[study.pk]))} == {"near miss"}


@pytest.mark.requirement("R-002-41")
def test_whoever_reads_an_edition_is_asked_too_signed_in_or_not(cast, as_cy, stranger):
    publication = builders.publication(cast.ana, audience="public")
    path = reverse("publication", args=[publication.slug])
    assert all("Rd" in BY_TEXT[words].surfaces for words in three(as_cy, path))
    assert len(three(stranger, path)) == 3
    page = stranger.get(path).text
    assert "/question-bank/" not in page
    assert "Three others" not in page


def test_the_page_of_one_recommendation_has_them(study, cast, as_ana):
    it = builders.recommendation(study)
    assert all("C" in BY_TEXT[words].surfaces for words in three(as_ana, reverse("recommendation", args=[it.pk])))


def test_a_form_that_came_back_shows_questions_and_no_buttons(study, as_ana):
    answer = as_ana.post(reverse("analysis-losses", args=[study.pk]), {"text": ""})
    assert answer.status_code == 422
    assert "asking__words" in answer.text
    assert "/good/" not in answer.text


def test_the_questions_cost_two_statements(study, as_ana, own):
    with CaptureQueriesContext(connection) as seen:
        as_ana.get(reverse("analysis", args=[study.pk]))
    assert len([one for one in seen.captured_queries if "question_bank" in one["sql"]]) == 2
