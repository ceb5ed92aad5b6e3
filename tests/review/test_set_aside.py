"""At the end it is asked what is left, by whose choice, and what would bring it back."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests import builders

from secondstory.analysis.models import Mystery
from secondstory.exporters.shown import of_study
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.recommendations.models import Recommendation
from secondstory.review.actions.complete import finalize
from secondstory.review.actions.set_aside import set_aside
from secondstory.review.left_open import left_open
from secondstory.review.models import SetAside
from secondstory.review.reading import read_edition
from secondstory.review.standing import draft
from secondstory.review.verify import verify_edition

SAID = {
    "what": "Why the pager waited",
    "chosen_by": "the storage team, in its planning",
    "again_when": "a second page comes late",
}


@pytest.fixture
def wondering(agreed, cast) -> Retrospective:
    Mystery.objects.create(question="Why did the pager wait?", retrospective=agreed, created_by=cast.ana)
    return agreed


def page(study: Retrospective, rest: str = "") -> str:
    return f"/retrospectives/{study.pk}/edition/{rest}"


@pytest.mark.requirement("R-002-38")
def test_each_kind_that_is_left_open_is_asked_about(wondering, cast, as_ana):
    Recommendation.objects.create(retrospective=wondering, title="A louder pager", created_by=cast.ana)
    told = {one.kind: one for one in left_open(wondering, cast.ana)}
    assert told[SetAside.Kind.QUESTIONS].items == ("Why did the pager wait?",)
    assert told[SetAside.Kind.RECOMMENDATIONS].items == ("A louder pager",)
    html = as_ana.get(page(wondering)).content.decode()
    assert "Not answered yet: what we leave of open questions, recommendations without a decision" in html
    assert "A louder pager" in html


@pytest.mark.requirement("R-002-38")
def test_what_was_said_is_frozen_with_the_text_and_verifies(wondering, cast, as_ana, as_bo):
    assert as_ana.post(page(wondering, "set-aside/questions/"), SAID).status_code == 303
    assert "Chosen by" in as_bo.get(page(wondering)).content.decode()
    builders.complete_again(wondering)
    edition = finalize(wondering, by=cast.ana)
    prose = read_edition(edition).section("set_aside").prose
    assert prose == (
        "**Open questions.** We leave: Why the pager waited. Chosen by: the storage team, in its planning."
        " We take it up again when: a second page comes late."
    )
    assert verify_edition(edition) == []
    html = as_bo.get(page(wondering)).content.decode()
    assert "What we leave aside" in html
    assert "the storage team, in its planning" in html
    wondering.refresh_from_db()
    with pytest.raises(Refusal):
        set_aside(wondering, "questions", by=cast.ana, nothing=True)


def test_nothing_is_an_answer(wondering, cast):
    said = set_aside(wondering, "questions", by=cast.ana, nothing=True, what="typed before the tick")
    assert (said.nothing, said.what) == (True, "")
    assert "**Open questions.** Nothing is set aside." in repr(draft(wondering))


def test_it_can_become_final_without_an_answer(wondering, cast):
    builders.complete_again(wondering)
    assert read_edition(finalize(wondering, by=cast.ana)).section("set_aside") is None


def test_after_it_was_noted_complete_it_asks_for_the_notes_again(wondering, cast, as_ana):
    set_aside(wondering, "questions", by=cast.ana, **SAID)
    assert "changed after it was noted complete" in as_ana.get(page(wondering)).content.decode()


@pytest.mark.parametrize("field", ["what", "chosen_by", "again_when"])
def test_an_answer_says_all_three_and_keeps_what_was_typed(wondering, as_ana, field):
    answer = as_ana.post(page(wondering, "set-aside/questions/"), {**SAID, field: " "})
    assert answer.status_code == 422
    assert all(words in answer.content.decode() for name, words in SAID.items() if name != field)
    assert not SetAside.objects.exists()


def test_the_database_holds_no_half_answer(wondering):
    with pytest.raises(IntegrityError), transaction.atomic():
        SetAside.objects.create(retrospective=wondering, kind="questions", what="This")


def test_others_do_not_answer(wondering, cast, as_bo, as_cy):
    with pytest.raises(NotAllowed):
        set_aside(wondering, "questions", by=cast.bo, **SAID)
    with pytest.raises(NotFound):
        set_aside(wondering, "questions", by=cast.cy, **SAID)
    assert as_bo.post(page(wondering, "set-aside/questions/"), SAID).status_code == 403
    assert as_cy.post(page(wondering, "set-aside/questions/"), SAID).status_code == 404
    assert not SetAside.objects.exists()


def test_there_is_no_kind_of_ones_own(wondering, cast, as_ana):
    with pytest.raises(Refusal):
        set_aside(wondering, "culprits", by=cast.ana, **SAID)
    assert as_ana.post(page(wondering, "set-aside/culprits/"), SAID).status_code == 404


def test_twice_it_is_said_once_and_the_journal_knows_no_word_of_it(wondering, cast):
    first = set_aside(wondering, "questions", by=cast.ana, **SAID)
    assert set_aside(wondering, "questions", by=cast.ana, **SAID) == first
    event = Event.objects.get(kind="study.set_aside_said")
    assert event.facts == {"study": str(wondering.pk), "of": "questions"}


def test_said_differently_it_replaces_what_was_said(wondering, cast):
    set_aside(wondering, "questions", by=cast.ana, **SAID)
    set_aside(wondering, "questions", by=cast.ana, **{**SAID, "chosen_by": "the facilitator"})
    assert SetAside.objects.get().chosen_by == "the facilitator"


def test_words_that_look_like_markdown_make_no_heading(wondering, cast):
    set_aside(wondering, "questions", by=cast.ana, **{**SAID, "what": "# Big\n\n# Bigger"})
    assert draft(wondering).section("set_aside").prose.count("\n") == 0


def test_an_export_of_the_draft_holds_it_too(wondering, cast):
    set_aside(wondering, "questions", by=cast.ana, **SAID)
    fresh = Retrospective.objects.select_related("incident", "team", "process_version").get(pk=wondering.pk)
    assert "the storage team" in repr(of_study(fresh).document)
