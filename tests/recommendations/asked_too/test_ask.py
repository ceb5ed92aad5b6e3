"""A study asks for what another one recommends: it stays one, with its owner, its day and its status."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from tests import builders
from tests.recommendations.asked_too.world import FIRST, OWN_LINE, SECOND, TITLE, WHY, at, kinds, page_of, text_of

from secondstory.analysis.actions.remove import remove
from secondstory.incidents.models import Retrospective
from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.recommendations.actions.ask_too import ask_too
from secondstory.recommendations.asked_too import may_ask_from
from secondstory.recommendations.models import AskedToo, Recommendation

pytestmark = pytest.mark.requirement("R-004-106")


def test_it_stays_one_with_its_owner_its_day_and_its_status(ask, alarm, billing, found):
    before = Recommendation.objects.filter(pk=alarm.pk).values().get()
    assert (ask.retrospective, ask.recommendation, ask.finding) == (billing, alarm, found)
    assert Recommendation.objects.filter(pk=alarm.pk).values().get() == before
    assert Recommendation.objects.count() == 1


def test_its_own_page_and_the_page_of_the_study_tell_of_each_other(ask, alarm, billing, storage, as_bo):
    there = text_of(as_bo.get(reverse("recommendation", args=[alarm.pk])))
    for told in (SECOND, WHY, "Nobody heard of the empty file."):
        assert told in there
    here = text_of(as_bo.get(page_of(billing)))
    for told in (OWN_LINE, WHY, TITLE, FIRST, "planned", "Nobody heard of the empty file."):
        assert told in here


def test_it_is_asked_for_on_a_page(billing, alarm, found, as_bo):
    other = builders.finding(billing, "The export said that it was done.")
    form = text_of(as_bo.get(at(billing, alarm)))
    assert TITLE in form
    assert str(found.pk) in form
    told = {"title": OWN_LINE, "why": WHY, "findings": [str(found.pk), str(other.pk)]}
    response = as_bo.post(at(billing, alarm), told)
    made = AskedToo.objects.get()
    assert response["Location"] == f"{page_of(billing)}#a-{made.pk}"
    assert (made.title, made.why, made.finding, list(made.more.all())) == (OWN_LINE, WHY, found, [other])


def test_invariant_06_it_grew_from_a_finding_of_the_study_that_asks(billing, alarm, storage, cast, as_bo):
    theirs = builders.finding(storage)
    for findings in ([], [theirs]):
        with pytest.raises(Refusal):
            ask_too(billing, alarm, by=cast.bo, findings=findings)
    builders.finding(billing)
    response = as_bo.post(at(billing, alarm), {"title": OWN_LINE, "findings": [str(theirs.pk)]})
    assert response.status_code == 422
    assert OWN_LINE in text_of(response)
    assert not AskedToo.objects.exists()


def test_invariant_06_the_database_holds_it(billing, storage, alarm, found):
    theirs = builders.finding(storage)
    for of, finding in ((billing, theirs), (storage, theirs)):
        with pytest.raises(DatabaseError, match="a finding of its own"), transaction.atomic():
            AskedToo.objects.create(retrospective=of, recommendation=alarm, title="x", finding=finding)
    made = AskedToo.objects.create(retrospective=billing, recommendation=alarm, title="x", finding=found)
    with pytest.raises(DatabaseError, match="a finding of its own"), transaction.atomic():
        AskedToo.objects.filter(pk=made.pk).update(finding=theirs)


def test_a_finding_that_something_was_asked_for_from_stays(ask, found, cast):
    with pytest.raises(Refusal, match="traces to this finding"):
        remove(found, by=cast.cy)


def test_asking_twice_changes_nothing_and_asking_anew_words_it_anew(ask, billing, alarm, found, cast):
    again = ask_too(billing, alarm, by=cast.bo, findings=[found], title=OWN_LINE, why=WHY)
    assert again == ask
    assert kinds() == ["recommendation.asked_too"]
    ask_too(billing, alarm, by=cast.bo, findings=[found], title="Hear of it first", why="")
    assert AskedToo.objects.get().title == "Hear of it first"
    assert kinds() == ["recommendation.asked_too", "recommendation.asked_too_anew"]


def test_the_journal_knows_the_study_that_asks_and_not_the_other_one(ask, billing, alarm, storage, cast):
    event = Event.objects.get(kind="recommendation.asked_too")
    assert (event.subject_id, event.by_id, event.facts["study"]) == (ask.pk, cast.bo.pk, str(billing.pk))
    assert str(alarm.pk) not in str(event.facts)
    assert str(storage.pk) not in str(event.facts)


def test_a_study_does_not_ask_for_its_own(storage, alarm, cast, as_ana):
    with pytest.raises(Refusal, match="recommends it itself"):
        ask_too(storage, alarm, by=cast.ana, findings=[builders.finding(storage)])
    assert as_ana.get(at(storage, alarm))["Location"] == reverse("recommendation", args=[alarm.pk])


def test_of_two_who_word_it_anew_the_second_is_asked(ask, billing, alarm, found, cast, as_ana, as_bo):
    builders.participant(billing, cast.ana)
    hers, his = (client.get(at(billing, alarm)).context["form"]["seen"].value() for client in (as_ana, as_bo))
    told = {"title": "Hear when the file stays empty", "findings": [str(found.pk)]}
    assert as_ana.post(at(billing, alarm), told | {"seen": hers}).status_code == 302
    answer = as_bo.post(at(billing, alarm), told | {"title": "Somebody hears of it", "seen": his})
    assert answer.status_code == 422
    assert "Somebody saved something else here" in text_of(answer)
    assert "Somebody hears of it" in text_of(answer)
    ask.refresh_from_db()
    assert ask.title == "Hear when the file stays empty"


@pytest.mark.parametrize("status", ["proposed", "planned", "in_progress", "done"])
def test_what_is_under_way_or_done_is_asked_for(billing, storage, found, cast, status):
    it = builders.recommendation(storage, status=status)
    assert ask_too(billing, it, by=cast.bo, findings=[found]).title == it.title


def test_of_what_was_done_it_is_asked_whether_it_reached_them(billing, storage, found, as_bo):
    it = builders.recommendation(storage, status="done")
    assert "did it reach what you found?" in text_of(as_bo.get(at(billing, it)))


def test_of_an_idea_it_is_said_that_it_is_one(billing, storage, found, cast, as_bo):
    idea = builders.recommendation(storage)
    with pytest.raises(Refusal, match="an idea so far"):
        ask_too(billing, idea, by=cast.bo, findings=[found])
    assert "an idea so far" in text_of(as_bo.get(at(billing, idea)))


def test_of_what_was_dropped_the_reason_is_told_and_one_of_their_own_is_offered(billing, storage, found, cast, as_bo):
    it = builders.recommendation(storage, status="dropped", decision="not", decision_reason="Nobody hears it at night.")
    with pytest.raises(Refusal, match="Nobody hears it at night"):
        ask_too(billing, it, by=cast.bo, findings=[found])
    text = text_of(as_bo.get(at(billing, it)))
    assert "Nobody hears it at night." in text
    assert f"{page_of(billing)}#propose" in text
    assert f"{page_of(billing)}#propose" in text_of(as_bo.get(reverse("recommendation", args=[it.pk])))


def test_dropped_later_it_says_why_where_it_was_asked_for(ask, alarm, billing, as_bo):
    Recommendation.objects.filter(pk=alarm.pk).update(status="dropped", decision_reason="The dump is gone.")
    text = text_of(as_bo.get(page_of(billing)))
    assert "The dump is gone." in text
    assert "propose one of this study’s own" in text


def test_a_stranger_to_the_study_that_asks_finds_none(billing, alarm, found, cast, as_ana):
    with pytest.raises(NotFound):
        ask_too(billing, alarm, by=cast.ana, findings=[found])
    assert as_ana.get(at(billing, alarm)).status_code == 404
    assert as_ana.post(at(billing, alarm), {"title": "x", "findings": [str(found.pk)]}).status_code == 404


def test_cy_finds_no_recommendation_to_ask_for(billing, alarm, found, cast, as_cy, stranger):
    with pytest.raises(NotFound):
        ask_too(billing, alarm, by=cast.cy, findings=[found])
    assert as_cy.get(at(billing, alarm)).status_code == 404
    assert as_cy.post(at(billing, alarm), {"title": "x", "findings": [str(found.pk)]}).status_code == 404
    assert stranger.get(at(billing, alarm)).status_code == 302


def test_who_only_reads_the_study_asks_for_nothing(storage, billing, alarm, found, cast):
    Retrospective.objects.filter(pk=billing.pk).update(work_open_to="organization")
    billing.refresh_from_db()
    with pytest.raises(NotAllowed, match="works on this study"):
        ask_too(billing, alarm, by=cast.ana, findings=[found])
    assert may_ask_from(alarm, cast.ana) == []


def test_one_is_offered_the_open_studies_one_works_on_that_do_not_ask_yet(alarm, billing, found, storage, cast):
    final = builders.study(cast.bo, "Over", state="final", finalized_at=builders.NOON)
    builders.role(final, cast.bo)
    assert may_ask_from(alarm, cast.bo) == [billing]
    assert may_ask_from(alarm, cast.ana) == []
    ask_too(billing, alarm, by=cast.bo, findings=[found])
    assert may_ask_from(alarm, cast.bo) == []


def test_an_owner_who_reads_no_more_than_the_promise_can_ask_for_it(billing, storage, found, cast, as_cy):
    it = builders.recommendation(storage, TITLE, status="planned", owner=cast.cy)
    ask_too(billing, it, by=cast.cy, findings=[found])
    text = text_of(as_cy.get(page_of(billing)))
    assert TITLE in text
    assert FIRST not in text
    assert "another study" in text
