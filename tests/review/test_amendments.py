"""Later words beside the frozen text."""

from __future__ import annotations

import pytest

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.review.actions.amendments import accept_amendment, decline_amendment, propose_amendment
from secondstory.review.actions.complete import finalize
from secondstory.review.models import Amendment
from secondstory.review.reading import later_words
from secondstory.review.verify import verify_edition


@pytest.fixture
def edition(agreed, cast):
    return finalize(agreed, by=cast.ana)


@pytest.fixture
def made(edition, cast):
    return propose_amendment(edition, "It was six copies.", by=cast.bo, reason="A log.", section_key="summary")


def kinds(made: Amendment) -> list[str]:
    return list(Event.objects.filter(subject_id=made.pk).order_by("seq").values_list("kind", flat=True))


@pytest.mark.requirement("R-002-49", "R-004-33")
def test_accepted_it_stands_beside_the_text_and_the_journal_knows(edition, made, cast):
    assert later_words(edition) == []
    for _ in range(2):
        accept_amendment(made, by=cast.ana)
    assert [(one.section, one.text) for one in later_words(edition)] == [("summary", "It was six copies.")]
    assert kinds(made) == ["amendment.proposed", "amendment.accepted"]
    assert verify_edition(edition) == []


def test_declined_it_has_a_reason(edition, made, cast):
    with pytest.raises(Refusal) as refused:
        decline_amendment(made, "", by=cast.ana)
    assert refused.value.field == "answer"
    for _ in range(2):
        decline_amendment(made, "The log was of another day.", by=cast.ana)
    assert kinds(made) == ["amendment.proposed", "amendment.declined"]
    assert later_words(edition) == []


def test_proposed_twice_is_one(edition, made, cast):
    again = propose_amendment(edition, "It was six copies.", by=cast.bo, reason="A log.", section_key="summary")
    assert again == made
    assert kinds(made) == ["amendment.proposed"]


def test_decided_is_decided(made, cast):
    accept_amendment(made, by=cast.ana)
    with pytest.raises(Refusal, match="decided already"):
        decline_amendment(made, "No.", by=cast.ana)


def test_others_decide_nothing(made, cast):
    for verb in (lambda by: accept_amendment(made, by=by), lambda by: decline_amendment(made, "No.", by=by)):
        with pytest.raises(NotAllowed):
            verb(cast.bo)
        with pytest.raises(NotFound):
            verb(cast.cy)
    made.refresh_from_db()
    assert made.state == "proposed"


def test_a_part_that_is_not_there_has_no_amendment(edition, cast):
    with pytest.raises(Refusal, match="no such section"):
        propose_amendment(edition, "Words.", by=cast.bo, reason="So.", section_key="nowhere")
