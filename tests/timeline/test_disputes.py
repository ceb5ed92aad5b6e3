"""Versions stand side by side, until something makes all of them true or it is said that nothing does."""

from __future__ import annotations

import pytest
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.timeline.actions.disputes import Side, add_version, explain_dispute, let_stand, open_dispute
from secondstory.timeline.models import Dispute, Entry, Version

QUESTION = "When did the load begin?"
GRAPH = Side("A spike at about 21:00.", "the graph")


@pytest.fixture
def sides(study) -> list[Entry]:
    return [builders.entry(study, "Load rises."), builders.entry(study, "Spam is suspected.", minutes=60)]


@pytest.fixture
def dispute(study, sides, cast) -> Dispute:
    return open_dispute(study, by=cast.bo, question=QUESTION, entries=sides, versions=[GRAPH])


def statuses(sides: list[Entry]) -> set[str]:
    return set(Entry.objects.filter(pk__in=[side.pk for side in sides]).values_list("status", flat=True))


def test_a_participant_opens_it(dispute, sides) -> None:
    assert list(dispute.entries.in_order()) == sides
    assert dispute.versions.get().said_by == "the graph"
    assert statuses(sides) == {"disputed"}


def test_one_version_is_no_dispute(study, sides, cast) -> None:
    with pytest.raises(Refusal, match="at least two versions"):
        open_dispute(study, by=cast.bo, question=QUESTION, entries=sides[:1])
    assert statuses(sides) == {"proposed"}


def test_sentences_alone_can_disagree(study, cast) -> None:
    dispute = open_dispute(study, by=cast.bo, question=QUESTION, versions=[GRAPH, Side("At 18:00.", "first post")])
    assert dispute.versions.count() == 2


def test_opening_it_twice_opens_it_once(study, sides, dispute, cast) -> None:
    assert open_dispute(study, by=cast.ana, question=QUESTION, entries=sides) == dispute
    assert Event.objects.filter(kind="dispute.opened").count() == 1


def test_entries_of_another_study_are_left_out(study, sides, cast) -> None:
    elsewhere = builders.entry(builders.study(cast.ana), "Not here.")
    with pytest.raises(Refusal, match="at least two"):
        open_dispute(study, by=cast.bo, question=QUESTION, entries=[sides[0], elsewhere])


def test_the_facilitator_explains_it_and_all_versions_stay(dispute, sides, cast) -> None:
    explain_dispute(dispute, explanation="Three waves.", by=cast.ana)
    explain_dispute(dispute, explanation="Three waves.", by=cast.ana)
    assert dispute.state == "explained"
    assert statuses(sides) == {"agreed"}
    assert dispute.versions.count() == 1
    assert Event.objects.filter(kind="dispute.explained").count() == 1


def test_an_entry_of_another_open_dispute_stays_disputed(study, sides, dispute, cast) -> None:
    open_dispute(study, by=cast.bo, question="Who saw it?", entries=sides[:1], versions=[GRAPH])
    explain_dispute(dispute, explanation="Three waves.", by=cast.ana)
    assert [Entry.objects.get(pk=side.pk).status for side in sides] == ["disputed", "agreed"]


def test_explaining_needs_words(dispute, cast) -> None:
    with pytest.raises(Refusal, match="let the dispute stand"):
        explain_dispute(dispute, explanation=" ", by=cast.ana)


def test_the_facilitator_lets_it_stand(dispute, sides, cast) -> None:
    let_stand(dispute, by=cast.ana)
    let_stand(dispute, by=cast.ana)
    assert Dispute.objects.get().state == "stands"
    assert statuses(sides) == {"disputed"}
    assert Event.objects.filter(kind="dispute.left_standing").count() == 1


def test_one_more_version_opens_it_again(dispute, sides, cast) -> None:
    explain_dispute(dispute, explanation="Three waves.", by=cast.ana)
    add_version(dispute, Side("It was quiet until ten.", "a responder"), by=cast.bo)
    add_version(dispute, Side("It was quiet until ten.", "a responder"), by=cast.bo)
    assert Dispute.objects.get().state == "open"
    assert Version.objects.count() == 2
    assert statuses(sides) == {"disputed"}
    assert Event.objects.filter(kind="dispute.version_added").count() == 1


def test_a_participant_neither_explains_nor_closes_it(dispute, cast) -> None:
    with pytest.raises(NotAllowed):
        explain_dispute(dispute, explanation="Three waves.", by=cast.bo)
    with pytest.raises(NotAllowed):
        let_stand(dispute, by=cast.bo)


def test_a_stranger_learns_nothing(study, sides, dispute, cast) -> None:
    for attempt in (
        lambda: open_dispute(study, by=cast.cy, question=QUESTION, entries=sides),
        lambda: add_version(dispute, GRAPH, by=cast.cy),
        lambda: explain_dispute(dispute, explanation="So.", by=cast.cy),
        lambda: let_stand(dispute, by=cast.cy),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_final_study_stays_as_it_is(dispute, final_study, cast) -> None:
    with pytest.raises(Refusal, match="final"):
        add_version(dispute, Side("Other.", "somebody"), by=cast.ana)
    with pytest.raises(Refusal, match="final"):
        explain_dispute(dispute, explanation="So.", by=cast.ana)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"question": ""}, "question"),
        ({"question": "x" * 301}, "question"),
        ({"versions": [Side("", "somebody"), GRAPH]}, "text"),
        ({"versions": [Side("Words", ""), GRAPH]}, "said_by"),
        ({"versions": [Side("NUL \x00", "x"), GRAPH]}, "text"),
    ],
)
def test_what_cannot_be_stored_is_asked_for_again(study, cast, fields, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        open_dispute(study, by=cast.bo, **{"question": QUESTION, "versions": [GRAPH, GRAPH], **fields})
    assert refused.value.field == field
    assert not Dispute.objects.exists()


def test_whoever_asks_the_same_with_another_answer_is_heard(study, sides, dispute, cast) -> None:
    """Two people opened it at once, or one pressed back and wrote more."""
    other = Side("At 18:00.", "first post")
    again = open_dispute(
        study, by=cast.ana, question=QUESTION, entries=sides, versions=[other], what_differs="An hour."
    )
    assert again == dispute
    assert {one.said_by for one in dispute.versions.all()} == {"the graph", "first post"}
    assert again.what_differs == "An hour."
    with pytest.raises(Refusal, match="asked already"):
        open_dispute(study, by=cast.bo, question=QUESTION, entries=sides, what_differs="Two hours.")
