"""What else knows that something is asked for, too: the rail, what is left open, lines said before, the search."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import builders
from tests.recommendations.asked_too.world import OWN_LINE, TITLE, at, page_of, text_of

from secondstory.analysis.models import BetterNote, SystemicFactor
from secondstory.incidents.models import Retrospective
from secondstory.incidents.querysets import RetrospectiveQuerySet
from secondstory.incidents.rail import Says, with_rail
from secondstory.publishing.answers import answer
from secondstory.recommendations.actions.ask_too import ask_too, take_ask_back
from secondstory.recommendations.actions.propose import remove_idea, set_back
from secondstory.recommendations.guards import recommendations_whole
from secondstory.recommendations.models import AskedToo, Recommendation
from secondstory.recommendations.rail import says
from secondstory.review.left_open import left_open

pytestmark = pytest.mark.requirement("R-004-106")


def test_the_rail_tells_of_it_without_where_it_stands(ask, billing):
    rows: RetrospectiveQuerySet = Retrospective.objects.filter(pk=billing.pk)
    assert says(with_rail(rows).get()) == Says("open", "1 asked for, too")


def test_it_holds_no_study_up_whatever_becomes_of_it_elsewhere(ask, billing, alarm):
    assert recommendations_whole(billing)
    Recommendation.objects.filter(pk=alarm.pk).update(status="idea")
    assert recommendations_whole(billing)
    alarm.refresh_from_db()
    AskedToo.objects.update(recommendation=None)
    assert recommendations_whole(billing)


def test_a_factor_that_something_was_asked_for_from_is_not_left_open(billing, alarm, cast):
    factor = SystemicFactor.objects.create(retrospective=billing, kind="culture", text="Nobody asks at night.")
    finding = builders.finding(billing, kind="systemic", factor=factor, missing_control=None)
    open_before = [one.items for one in left_open(billing, cast.bo)]
    assert ("Nobody asks at night.",) in open_before
    ask_too(billing, alarm, by=cast.bo, findings=[finding])
    assert ("Nobody asks at night.",) not in [one.items for one in left_open(billing, cast.bo)]


def test_set_back_and_taken_out_where_it_was_made_the_line_stays(ask, alarm, billing, cast, as_bo):
    """Whoever takes it out learns nothing of who asks; whoever asks keeps their own words."""
    set_back(alarm, by=cast.ana) if alarm.status == "proposed" else Recommendation.objects.update(status="idea")
    alarm.refresh_from_db()
    remove_idea(alarm, by=cast.ana)
    kept = AskedToo.objects.get()
    assert (kept.recommendation, kept.title, kept.finding) == (None, OWN_LINE, ask.finding)
    text = text_of(as_bo.get(page_of(billing)))
    assert OWN_LINE in text
    assert "it is there no longer" in text


def test_earlier_ones_in_the_same_words_can_be_asked_for(billing, alarm, found, as_bo, as_cy):
    typed = {"title": TITLE, "study": str(billing.pk)}
    looking = reverse("recommendations-in-these-words")
    assert at(billing, alarm) in text_of(as_bo.post(looking, typed))
    assert at(billing, alarm) in text_of(
        as_bo.post(reverse("study-proposals", args=[billing.pk]), {**typed, "look": "1"})
    )
    assert TITLE not in text_of(as_cy.post(looking, typed))
    assert "/asked-for-too/" not in text_of(as_bo.post(looking, {"title": TITLE, "study": "none"}))


def test_a_study_is_not_offered_to_ask_for_its_own_words(storage, alarm, as_ana):
    text = text_of(as_ana.post(reverse("recommendations-in-these-words"), {"title": TITLE, "study": str(storage.pk)}))
    assert TITLE in text
    assert "/asked-for-too/" not in text


def test_the_page_of_ones_own_offers_the_earlier_one(billing, alarm, found, as_bo):
    own = builders.recommendation(billing, TITLE.upper(), status="proposed")
    assert at(billing, alarm) in text_of(as_bo.get(reverse("recommendation", args=[own.pk])))


def test_beside_what_could_be_better_it_is_offered_to_those_who_work_on_the_study(billing, alarm, cast, as_bo, as_cy):
    BetterNote.objects.create(retrospective=billing, text=TITLE)
    builders.role(billing, cast.bo, "analyst")
    page = reverse("analysis", args=[billing.pk])
    assert at(billing, alarm) in text_of(as_bo.get(page))
    assert at(billing, alarm) not in text_of(as_cy.get(page))


def test_search_finds_each_side_for_those_who_read_it(ask, billing, alarm, cast):
    def hits(person, question: str) -> list[str]:
        return [hit.url for group in answer(person, question).groups for hit in group.answers]

    line, made = f"{page_of(billing)}#a-{ask.pk}", reverse("recommendation", args=[alarm.pk])
    assert hits(cast.cy, "customer") == [line]
    assert hits(cast.cy, '"newest dump"') == []
    assert hits(cast.ana, '"newest dump"') == [made]
    assert hits(cast.ana, "customer") == []
    take_ask_back(ask, by=cast.cy)
    assert hits(cast.cy, "customer") == []
