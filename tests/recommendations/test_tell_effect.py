"""Some weeks after it was done: what came of it?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from tests import builders

from secondstory.journal.models import Event
from secondstory.people.refusals import NotAllowed, NotFound, Refusal
from secondstory.publishing.home import home_of
from secondstory.recommendations.actions.follow_through import finish
from secondstory.recommendations.actions.tell_effect import ask_again, tell_effect
from secondstory.recommendations.models import EffectCheck, EffectLater

pytestmark = pytest.mark.requirement("R-002-52")


@pytest.fixture
def study(cast):
    made = builders.study(cast.ana, team=cast.storage)
    builders.role(made, cast.ana)
    return made


@pytest.fixture
def done(cast, study):
    """Bo carries it; Ana saw just now that it is done."""
    it = builders.recommendation(study, status="in_progress", owner=cast.bo)
    return finish(it, "Seen on every host.", by=cast.ana)


def asks(person):
    return [ask.what for ask in home_of(person).asks]


def days_on(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


ASKED = "What came of it? Tell hosts apart in every prompt"


def test_its_owner_is_asked_after_some_weeks_and_nobody_else(cast, done):
    assert asks(cast.bo) == []
    with days_on(61):
        assert asks(cast.bo) == [ASKED]
        assert ASKED not in asks(cast.ana) + asks(cast.cy)
        (ask,) = home_of(cast.bo).asks
        assert ask.url == f"/recommendations/{done.pk}/#effect"


def test_everybody_of_an_owning_team_is_asked_until_one_has_told(cast, study):
    it = builders.recommendation(study, status="in_progress", owner_team=cast.storage)
    finish(it, "Seen.", by=cast.ana)
    with days_on(61):
        assert asks(cast.bo) == [ASKED]
        tell_effect(it, "works", "The pager rang.", by=cast.ana)
        assert asks(cast.bo) == asks(cast.ana) == []


def test_how_many_days_is_a_setting(cast, done, settings):
    settings.REPORT_BACK_DAYS = 10
    with days_on(11):
        assert asks(cast.bo) == [ASKED]


def test_what_was_done_long_ago_is_let_go(cast, done):
    with days_on(60 + 366):
        assert asks(cast.bo) == []


def test_told_it_is_asked_no_more_and_the_journal_knows(cast, done):
    with days_on(61):
        tell_effect(done, "partly", "It rang *twice*.", by=cast.bo, evidence_url="https://graphs.example/1")
        assert asks(cast.bo) == []
    event = Event.objects.filter(kind="recommendation.effect_told").get()
    assert event.facts["outcome"] == "partly"
    assert "twice" not in str(event.facts)


def test_twice_is_once_and_anew_stands_beside_it(cast, done):
    for _ in range(2):
        tell_effect(done, "works", "It rang.", by=cast.bo)
    assert EffectCheck.objects.count() == 1
    tell_effect(done, "gone", "The host was rebuilt without it.", by=cast.bo)
    assert [one.outcome for one in done.effects.all()] == ["works", "gone"]


def test_too_early_to_say_it_asks_again_on_that_day(cast, done):
    with days_on(61):
        for _ in range(2):
            ask_again(done, timezone.localdate() + timedelta(days=30), by=cast.bo)
        assert asks(cast.bo) == []
        assert EffectLater.objects.count() == 1
    with days_on(91):
        assert asks(cast.bo) == [ASKED]


def test_a_day_that_is_over_is_no_day_to_ask_again(cast, done):
    for days in (0, -1, 800):
        with pytest.raises(Refusal, match="a day to come"):
            ask_again(done, timezone.localdate() + timedelta(days=days), by=cast.bo)


def test_whoever_does_not_carry_it_does_not_tell(cast, done):
    with pytest.raises(NotFound):
        tell_effect(done, "works", "It rang.", by=cast.cy)
    builders.role(done.retrospective, cast.cy, "reviewer")
    for verb in (
        lambda: tell_effect(done, "works", "It rang.", by=cast.cy),
        lambda: ask_again(done, timezone.localdate() + timedelta(days=9), by=cast.cy),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_before_it_is_done_nothing_came_of_it(cast, study):
    it = builders.recommendation(study, status="planned", owner=cast.bo)
    with pytest.raises(Refusal, match="once it is done"):
        tell_effect(it, "works", "It rang.", by=cast.bo)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"outcome": "great", "text": "Words."}, "outcome"),
        ({"outcome": "works", "text": " "}, "text"),
        ({"outcome": "works", "text": "x" * 4001}, "text"),
        ({"outcome": "works", "text": "Words.", "evidence_url": "javascript:alert(1)"}, "evidence_url"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(cast, done, as_bo, told, field):
    with pytest.raises(Refusal) as refused:
        tell_effect(done, by=cast.bo, **told)
    assert refused.value.field == field
    answer = as_bo.post(f"/recommendations/{done.pk}/effect/", told)
    assert answer.status_code == 422
    assert not EffectCheck.objects.exists()


def test_it_stands_on_its_page_its_study_and_its_control(cast, study, as_ana, as_bo):
    assessment = builders.assessment(study)
    found = builders.finding(study)
    type(found).objects.filter(pk=found.pk).update(kind="control", missing_control=None, assessment=assessment)
    it = builders.recommendation(study, status="in_progress", owner=cast.bo)
    it.traces.create(finding=found)
    finish(it, "Seen.", by=cast.ana)
    assert (
        as_bo.post(f"/recommendations/{it.pk}/effect/", {"outcome": "no", "text": "It rang unheard."}).status_code
        == 302
    )
    for path in (
        f"/recommendations/{it.pk}/",
        f"/retrospectives/{study.pk}/recommendations/",
        f"/controls/{assessment.control_id}/",
    ):
        assert "It rang unheard." in as_ana.get(path).content.decode(), path


def test_readers_of_the_text_alone_read_nothing_of_it(cast, as_cy):
    text = builders.publication(cast.ana, team=cast.storage)
    it = builders.recommendation(text.retrospective, status="in_progress", owner=cast.bo)
    finish(it, "Seen.", by=cast.ana)
    tell_effect(it, "works", "zebrafish", by=cast.bo)
    assert "zebrafish" not in as_cy.get(f"/library/{text.slug}/").content.decode()
    assert as_cy.get(f"/recommendations/{it.pk}/").status_code == 404
