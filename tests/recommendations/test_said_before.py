"""What was recommended before in the same words is shown, with what came of it, and nothing is refused for it."""

from __future__ import annotations

import string

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import BetterNote
from secondstory.incidents.models import Retrospective
from secondstory.recommendations.actions.change import change
from secondstory.recommendations.actions.propose import park_idea, remove_idea
from secondstory.recommendations.models import EffectCheck, Recommendation, WordMark
from secondstory.recommendations.said_before import LINES, said_before, said_before_each
from secondstory.recommendations.same_words import marks_of

TITLE = "Remind everyone to look at the runbook first"
QUESTION = "What is different here?"


@pytest.fixture
def study(cast: Cast) -> Retrospective:
    study = builders.study(cast.ana, team=cast.storage, work_open_to="team")
    builders.role(study, cast.ana)
    return study


@pytest.fixture
def earlier(study) -> Recommendation:
    it = builders.recommendation(study, TITLE, status="done")
    EffectCheck.objects.create(recommendation=it, outcome="no", text="Two months on nobody opens it.")
    return it


def titles(text: str, user, **more) -> list[str]:
    return [one.title for one in said_before(text, user, **more)]


@pytest.mark.requirement("R-002-08")
def test_its_page_shows_earlier_ones_with_what_came_of_them(earlier, cast, as_ana):
    mine = builders.recommendation(
        builders.study(cast.ana, "Another night"), "Remind everybody to look at the runbook first!", status="proposed"
    )
    page = as_ana.get(reverse("recommendation", args=[mine.pk])).content.decode()
    assert reverse("recommendation", args=[earlier.pk]) in page
    assert "it does not work. Two months on nobody opens it." in page
    assert QUESTION in page


def test_a_page_of_one_that_came_first_asks_nothing(earlier, study, as_ana):
    builders.recommendation(study, TITLE.upper())
    assert QUESTION not in as_ana.get(reverse("recommendation", args=[earlier.pk])).content.decode()


def test_one_that_was_dropped_says_why(study, cast):
    builders.recommendation(study, TITLE, status="dropped", decision="not", decision_reason="It changes nothing.")
    (one,) = said_before(TITLE, cast.ana)
    assert (one.status, one.reason) == ("dropped", "It changes nothing.")


def test_other_words_are_not_found(earlier, cast):
    assert titles("Put a page in front of the runbook that says what changed", cast.ana) == []
    assert titles("…", cast.ana) == []
    assert titles("", cast.ana) == []


WORDS = st.lists(st.text(string.ascii_letters + "äöüéñ", min_size=1, max_size=9), min_size=1, max_size=9)
BETWEEN = st.text(" \t.,;:!?-–—()\"'/…", min_size=1, max_size=4)


@pytest.mark.requirement("R-002-08")
@given(words=WORDS, data=st.data())
def test_the_same_words_in_other_case_spacing_and_punctuation_have_the_same_marks(words, data):
    told = "".join(
        data.draw(BETWEEN) + data.draw(st.sampled_from([word, word.upper(), word.lower(), word.title()]))
        for word in words
    )
    assert marks_of(told) == marks_of(" ".join(words))


@given(st.text(max_size=300))
def test_any_text_has_a_few_marks_that_a_column_can_hold(text):
    marks = marks_of(text)
    assert len(marks) <= 24
    assert all(-(2**63) <= mark < 2**63 for mark in marks)


@pytest.mark.requirement("R-002-08")
@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=st.sampled_from([str.upper, str.lower, str.title, str.swapcase]), data=st.data())
def test_of_what_one_cannot_read_nothing_shines_through(cast, case, data):
    """Cy gets the same answer, in as many statements, as if Ana's study were not there."""
    study = builders.study(cast.ana, team=cast.storage, work_open_to="team")
    builders.recommendation(study, TITLE, status=data.draw(st.sampled_from(["idea", "proposed", "planned", "done"])))
    asked = f"  {case(TITLE)}{data.draw(BETWEEN)}"
    assert TITLE in titles(asked, cast.ana)
    assert TITLE in titles(asked, cast.bo)
    assert titles(asked, cast.cy) == []


SOME = ("add", "an alarm", "on the", "queue", "when it", "grows", "before anyone", "is paged")
LITTLE = st.lists(st.sampled_from(SOME), max_size=9)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(there=st.lists(LITTLE.filter(bool), max_size=8), asked=st.lists(LITTLE, min_size=1, max_size=3))
def test_it_finds_the_same_as_if_each_were_compared_with_each(study, cast, there, asked):
    for words in there:
        builders.recommendation(study, " ".join(words))
    lines = [" ".join(words) for words in asked]
    everyone = [(one.pk, marks_of(one.title)) for one in Recommendation.objects.order_by("-created_at", "-id")]
    expected = [
        [pk for pk, has in everyone if wanted and len(has & wanted) * 10 >= 6 * max(len(has), len(wanted))][:5]
        for wanted in map(marks_of, lines)
    ]
    assert [[one.id for one in told] for told in said_before_each(lines, cast.ana)] == expected


def test_an_owner_from_outside_finds_what_they_own(study, cast):
    builders.recommendation(study, TITLE, status="planned", owner=cast.cy)
    assert titles(TITLE, cast.cy) == [TITLE]


def test_while_it_is_written_the_address_answers_and_keeps_nothing(earlier, as_ana, as_cy, stranger):
    before = (Recommendation.objects.count(), WordMark.objects.count())
    address = reverse("recommendations-in-these-words")
    assert QUESTION in as_ana.post(address, {"title": TITLE.lower()}).content.decode()
    assert TITLE not in as_ana.post(address, {"title": TITLE, "of": earlier.pk}).content.decode()
    hidden = as_cy.post(address, {"title": TITLE.lower(), "of": earlier.pk}).content.decode()
    assert "None that you can read" in hidden
    assert hidden == as_cy.post(address, {"title": "Something nobody wrote"}).content.decode()
    for odd in ({}, {"title": "x" * 5000}, {"title": "\x00"}, {"title": TITLE, "of": "nobody"}):
        assert as_ana.post(address, odd).status_code == 200
    assert as_ana.get(address).status_code == 405
    assert stranger.post(address, {"title": TITLE}).status_code == 302
    assert before == (Recommendation.objects.count(), WordMark.objects.count())


def test_without_a_script_one_looks_from_the_form_and_nothing_typed_is_lost(earlier, study, as_ana):
    told = {"title": TITLE.upper(), "why": "They forget.", "look": "1"}
    answer = as_ana.post(reverse("study-proposals", args=[study.pk]), told)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert QUESTION in page
    assert "They forget." in page
    assert Recommendation.objects.count() == 1


def test_rewording_looks_back_too(earlier, study, as_ana):
    mine = builders.recommendation(study, "Something else", status="proposed")
    told = {"title": f"{TITLE}…", "kind": "other", "strategy": "add", "look": "1"}
    page = as_ana.post(reverse("recommendation-words", args=[mine.pk]), told).content.decode()
    assert QUESTION in page
    mine.refresh_from_db()
    assert mine.title == "Something else"


def test_nothing_is_refused_for_it(earlier, study, cast):
    assert park_idea(builders.study(cast.ana, "Another"), TITLE, by=cast.ana).title == TITLE


@pytest.mark.requirement("R-002-08")
def test_beside_what_could_be_better_it_stands_too(earlier, study, as_bo, cast):
    builders.role(study, cast.bo, "analyst")
    BetterNote.objects.create(retrospective=study, text="remind everyone, to look at the runbook FIRST")
    page = as_bo.get(reverse("analysis", args=[study.pk])).content.decode()
    assert reverse("recommendation", args=[earlier.pk]) in page
    assert QUESTION in page


def test_marks_follow_the_words(study, cast):
    it = park_idea(study, TITLE, by=cast.ana)
    change(it, by=cast.ana, title="A lamp beside the lever")
    assert titles(TITLE, cast.ana) == []
    assert titles("a lamp, beside the lever", cast.ana) == ["A lamp beside the lever"]
    remove_idea(it, by=cast.ana)
    assert not WordMark.objects.exists()


def test_many_at_once_and_old_ones_have_marks(study, cast):
    Recommendation.objects.bulk_create([Recommendation(retrospective=study, title=f"{TITLE} {n}") for n in range(3)])
    assert len(titles(TITLE, cast.ana)) == 3
    marks = sorted(WordMark.objects.values_list("recommendation", "hash", "of"))
    WordMark.objects.all().delete()
    import_string("secondstory.recommendations.migrations.0011_mark_words.mark")(apps, None)
    assert sorted(WordMark.objects.values_list("recommendation", "hash", "of")) == marks


def test_it_costs_the_same_however_many_there_are(study, cast, django_assert_num_queries):
    for n in range(3):
        builders.recommendation(study, f"{TITLE} {n}")
    assert cast.ana.as_reader.is_member
    with django_assert_num_queries(3):
        said_before_each([TITLE], cast.ana)
    for n in range(30):
        builders.recommendation(study, f"{TITLE} {n}", status="done")
    with django_assert_num_queries(3):
        found = said_before_each([TITLE] * (LINES + 2), cast.ana)
    assert [len(some) for some in found] == [0, 0, *[5] * LINES]
