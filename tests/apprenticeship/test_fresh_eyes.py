"""Whoever is new is asked what they did not understand: for themself first, as a question if they like."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.cast import Cast

from secondstory.analysis.models import Mystery
from secondstory.apprenticeship.actions.fresh_eyes import ask_afresh, ask_me_later, keep_fresh_draft, let_me_be
from secondstory.apprenticeship.models import AskedAfresh, FreshDraft
from secondstory.apprenticeship.queries import words_in
from secondstory.journal.models import Event
from secondstory.people.models import Person, TeamMembership
from secondstory.people.refusals import NotFound
from secondstory.publishing.home import home_of

pytestmark = pytest.mark.requirement("R-003-13")
PAGE = "/questions/fresh-eyes/"
WORDS = "Everybody knows what a red lamp means. I do not."
QUESTION = "What does a red lamp at the gate mean?"


@pytest.fixture
def newcomer(cast: Cast) -> Person:
    """Cy has just joined Storage, which is a year old."""
    cast.storage.created_at = timezone.now() - timedelta(days=365)
    cast.storage.save()
    TeamMembership.objects.create(person=cast.cy, team=cast.storage)
    return Person.objects.get(pk=cast.cy.pk)


def is_asked(person: Person, after: int) -> bool:
    with time_machine.travel(timezone.now() + timedelta(days=after), tick=False):
        return [ask.url for ask in home_of(person).asks] == [PAGE]


def test_somebody_new_in_a_team_is_asked_after_some_days_and_not_for_ever(newcomer):
    assert [is_asked(newcomer, days) for days in (0, 3, 7, 60, 120)] == [False, False, True, True, False]


def test_who_was_there_when_the_team_was_formed_is_not_new(cast: Cast):
    assert not is_asked(cast.ana, 7)


def test_it_can_wait_or_be_left(newcomer):
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        ask_me_later(by=newcomer)
    assert [is_asked(newcomer, days) for days in (8, 22)] == [False, True]
    let_me_be(by=newcomer)
    let_me_be(by=newcomer)
    assert not is_asked(newcomer, 22)
    assert Event.objects.filter(kind="fresh_eyes.let_be").count() == 1


def test_who_says_that_they_are_new_is_asked_too(cast: Cast):
    ask_me_later(by=cast.ana)
    ask_me_later(by=cast.ana)
    assert [is_asked(cast.ana, days) for days in (1, 15)] == [False, True]
    assert Event.objects.filter(kind="fresh_eyes.later").count() == 1


def test_who_has_written_something_down_is_asked_no_more(newcomer):
    keep_fresh_draft("surprised", WORDS, by=newcomer)
    assert not is_asked(newcomer, 7)


def test_a_draft_is_for_oneself_alone(cast: Cast):
    kept = keep_fresh_draft("not-understood", WORDS, by=cast.ana)
    assert keep_fresh_draft("not-understood", WORDS, by=cast.ana) == kept
    assert words_in(kept) == WORDS
    assert b"lamp" not in bytes(kept.sealed)
    assert FreshDraft.objects.visible_to(cast.ana).get() == kept
    for other in (cast.bo, cast.cy, None):
        assert not FreshDraft.objects.visible_to(other).exists()
    event = Event.objects.get(kind="fresh_draft.written")
    assert (event.by, event.facts) == (cast.ana, {})
    assert keep_fresh_draft("not-understood", " ", by=cast.ana) is None
    assert not FreshDraft.objects.exists()
    with pytest.raises(NotFound):
        keep_fresh_draft("else", WORDS, by=cast.ana)


def test_what_is_asked_is_marked(cast: Cast):
    asked = ask_afresh(QUESTION, by=cast.ana, team=cast.storage)
    assert ask_afresh(QUESTION, by=cast.ana, team=cast.storage) == asked
    assert AskedAfresh.objects.get().mystery == asked
    assert (asked.raised_by, asked.team) == (cast.ana, cast.storage)
    assert not Mystery.objects.visible_to(cast.cy).exists()


def test_without_a_name_nothing_tells_who_asked(cast: Cast):
    keep_fresh_draft("surprised", WORDS, by=cast.ana)
    before = Event.objects.count()
    asked = ask_afresh(QUESTION, by=cast.ana, anonymous=True)
    assert (asked.raised_by, asked.created_by, AskedAfresh.objects.get().created_by) == (None, None, None)
    new = list(Event.objects.order_by("seq")[before:])
    assert [(one.kind, one.by) for one in new] == [("mystery.raised", None)]
    assert FreshDraft.objects.exists()


def test_the_mark_can_be_left_out(cast: Cast):
    ask_afresh(QUESTION, by=cast.ana, marked=False)
    assert not AskedAfresh.objects.exists()


def test_on_pages_it_is_written_down_and_asked(as_ana, as_bo, as_cy, cast):
    assert f'href="{PAGE}"' in as_ana.get("/questions/").text
    page = as_ana.get(PAGE)
    assert page["Cache-Control"] == "no-store, private"
    assert "Ask it" not in page.text
    assert as_ana.post(f"{PAGE}surprised/draft/", {"text": WORDS}).status_code == 302
    assert WORDS in as_ana.get(PAGE).text
    assert WORDS not in as_bo.get(PAGE).text
    asked = {"question": QUESTION, "audience": str(cast.storage.pk), "marked": "on"}
    assert as_ana.post(f"{PAGE}surprised/question/", {**asked, "audience": str(cast.billing.pk)}).status_code == 422
    answer = as_ana.post(f"{PAGE}surprised/question/", asked)
    assert answer.url == f"/questions/{Mystery.objects.get().pk}/"
    for path in ("/questions/", answer.url):
        assert "asked with fresh eyes" in as_bo.get(path).text
    assert as_cy.get(answer.url).status_code == 404
    assert WORDS in as_ana.get(PAGE).text


def test_on_pages_what_was_typed_stays_and_nothing_is_written_over_unseen(as_ana):
    seen = as_ana.get(PAGE).context["prompts"][0].draft["seen"].value()
    as_ana.post(f"{PAGE}surprised/draft/", {"text": "First.", "seen": seen})
    page = as_ana.post(f"{PAGE}surprised/draft/", {"text": "Second.", "seen": seen})
    assert page.status_code == 422
    assert "Second." in page.text
    assert as_ana.post(f"{PAGE}surprised/question/", {"question": ""}).status_code == 422
    assert as_ana.post(f"{PAGE}else/draft/", {"text": "So."}).status_code == 404


def test_on_pages_it_can_wait(as_ana, stranger):
    assert as_ana.post(f"{PAGE}later/").url == "/"
    assert as_ana.post(f"{PAGE}later/", {"never": "1"}).url == "/"
    assert stranger.get(PAGE).status_code == 302
