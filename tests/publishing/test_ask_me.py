"""'Ask me about this': whoever was part of it says so themself, colleagues see it, and nobody outside does."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import builders
from tests.cast import Cast

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.actions.change_audience import change_audience
from secondstory.publishing.actions.invite_questions import invite_questions, take_back_invitation
from secondstory.publishing.actions.withdraw import withdraw
from secondstory.publishing.models import AskMe, Publication

pytestmark = pytest.mark.requirement("R-001-32", "R-000-24", "R-001-40")


@pytest.fixture
def published(cast: Cast) -> Publication:
    text = builders.publication(cast.ana, "The pump", team=cast.storage)
    builders.participant(text.retrospective, cast.bo)
    return text


def seen_by(client: Client, text: Publication) -> str:
    return client.get(f"/library/{text.slug}/").content.decode()


def test_a_colleague_reads_whom_they_may_ask_and_about_what(published, cast, as_cy) -> None:
    invite_questions(published, "how the hand-over works", by=cast.bo)
    shown = seen_by(as_cy, published)
    assert "how the hand-over works" in shown
    assert f"mailto:{cast.bo.email}" in shown


def test_nobody_outside_reads_it_however_widely_the_text_is_published(published, cast, stranger) -> None:
    invite_questions(published, "how the hand-over works", by=cast.bo)
    change_audience(published, to="public", by=cast.ana)
    shown = seen_by(stranger, published)
    assert "The copy grew old" in shown
    assert "hand-over works" not in shown
    assert cast.bo.email not in shown


def test_whoever_may_not_read_the_text_reads_none_of_it(published, cast) -> None:
    change_audience(published, to="team", by=cast.ana)
    invite_questions(published, "how the hand-over works", by=cast.bo)
    assert list(AskMe.objects.visible_to(cast.cy)) == []
    with pytest.raises(NotFound):
        invite_questions(published, "anything", by=cast.cy)


def test_nobody_invites_who_had_no_part_in_it(published, cast, as_cy) -> None:
    with pytest.raises(NotAllowed, match="had a part"):
        invite_questions(published, "anything", by=cast.cy)
    assert "Ask me about this" not in seen_by(as_cy, published)
    assert as_cy.post(f"/library/{published.slug}/invitation/", {"about": "anything"}).status_code == 403
    assert not AskMe.objects.exists()


def test_said_again_it_is_said_anew_and_told_once(published, cast) -> None:
    invite_questions(published, "one thing", by=cast.bo)
    invite_questions(published, "another thing", by=cast.bo)
    invite_questions(published, "another thing", by=cast.bo)
    assert [one.about for one in AskMe.objects.all()] == ["another thing"]
    assert Event.objects.filter(kind="publication.questions_invited").count() == 1
    assert "another thing" not in str(list(Event.objects.values()))


def test_taken_back_it_is_gone_and_twice_is_safe(published, cast, as_bo, as_cy) -> None:
    invite_questions(published, "how the hand-over works", by=cast.bo)
    for _ in range(2):
        answer = as_bo.post(f"/library/{published.slug}/invitation/removal/", follow=True)
        assert answer.status_code == 200
    assert "hand-over works" not in seen_by(as_cy, published)
    assert Event.objects.filter(kind="publication.questions_declined").count() == 1


def test_it_can_be_taken_back_without_a_part_any_more(published, cast) -> None:
    invite_questions(published, "how the hand-over works", by=cast.bo)
    published.retrospective.participants.update(left_at=builders.NOON)
    take_back_invitation(published, by=cast.bo)
    assert not AskMe.objects.exists()


def test_somebody_who_left_the_organization_is_not_named(published, cast) -> None:
    invite_questions(published, "how the hand-over works", by=cast.bo)
    cast.bo.is_active = False
    cast.bo.save()
    assert list(AskMe.objects.visible_to(cast.cy)) == []


def test_withdrawn_with_the_text_it_is_shown_to_nobody(published, cast) -> None:
    invite_questions(published, "how the hand-over works", by=cast.bo)
    withdraw(published, by=cast.ana)
    assert list(AskMe.objects.visible_to(cast.ana)) == []
    take_back_invitation(published, by=cast.bo)


@pytest.mark.parametrize("about", ["", "   ", "x" * 201])
def test_what_cannot_be_kept_comes_back_as_typed(published, cast, as_bo, about: str) -> None:
    answer = as_bo.post(f"/library/{published.slug}/invitation/", {"about": about})
    assert answer.status_code == 422
    assert about.strip() in answer.content.decode()
    with pytest.raises(Refusal):
        invite_questions(published, about, by=cast.bo)


def test_it_is_offered_and_done_on_the_page(published, as_bo, as_ana) -> None:
    assert "Ask me about this" in seen_by(as_bo, published)
    answer = as_bo.post(f"/library/{published.slug}/invitation/", {"about": "reading a lag graph"}, follow=True)
    assert "Take my name away" in answer.content.decode()
    assert "Take my name away" not in seen_by(as_ana, published)
