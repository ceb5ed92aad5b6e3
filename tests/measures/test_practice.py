"""A team looks at its own practice: what its own studies show, as whoever looks may read it, and its own words, kept."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import Condition, ControlExercise, Mystery
from secondstory.journal.models import Event
from secondstory.measures.actions.say_how_it_is import say_how_it_is
from secondstory.measures.known import known_before
from secondstory.measures.models import TeamReading, TeamWord
from secondstory.measures.practice import STATEMENTS, look_at
from secondstory.people.models import Team
from secondstory.people.refusals import NotFound, Refusal
from secondstory.recommendations.models import Recommendation, StatusChange

pytestmark = pytest.mark.requirement("R-002-07")
PAGE = "/teams/storage/practice/"
SAID = "Only when it was the copy tool."


def final(by, title: str, **told):
    text = builders.publication(by, title, **told)
    study = text.retrospective
    study.incident.happened_at = timezone.now() - timedelta(days=10)
    study.incident.save()
    return study


@pytest.fixture
def study(cast: Cast):
    return final(cast.ana, "The standby", team=cast.storage, work_open_to="team")


def lines(cast: Cast, key: str, by=None) -> list[str]:
    (shown,) = [one for one in look_at(cast.storage, by or cast.bo) if one.statement.key == key]
    return [line.text for line in shown.lines]


# who looks


def test_its_people_see_it_and_those_of_teams_within_it(study, cast, as_bo):
    assert as_bo.get(PAGE).status_code == 200
    assert PAGE in as_bo.get(reverse("team", args=["storage"])).content.decode()
    within = Team.objects.create(name="Replicas", slug="replicas", parent=cast.storage)
    within.memberships.create(person=cast.cy)
    assert look_at(cast.storage, cast.cy)


def test_it_is_not_there_for_anybody_else_whatever_their_role(study, cast, as_cy, stranger):
    for role in ("leader", "steward", "process_owner"):
        builders.grant(cast.cy, role)
    assert as_cy.get(PAGE).status_code == 404
    assert as_cy.post(f"{PAGE}signals/", {"really": SAID}).status_code == 404
    assert PAGE not in as_cy.get(reverse("team", args=["storage"])).content.decode()
    assert stranger.get(PAGE).status_code == 302
    assert not TeamWord.objects.visible_to(cast.cy).exists()


def test_it_holds_no_grade_and_no_other_team(study, cast, as_bo):
    shown = re.sub(r"<[^>]+>", " ", as_bo.get(PAGE).content.decode())
    assert not re.search(r"\b\d+\s*(%|of \d|/ ?\d)", shown)
    assert "Billing" not in shown


# what the studies show


def test_whose_view_is_in_it(study, cast):
    builders.participant(study, cast.bo, involvements=["responded"])
    (line,) = lines(cast, "several-views")
    assert line.startswith("The standby: somebody who responded; nobody who took part in decisions")


def test_which_controls_were_left_open(study, cast):
    builders.assessment(study, control=builders.control("Explained"))
    builders.assessment(study, control=builders.control("Left open"), outcome="unknown")
    assert lines(cast, "controls-explained") == ["Left open, in The standby"]


def test_where_it_is_silent_after_a_promise(study, cast):
    long_ago = timezone.localdate() - timedelta(days=60)
    for title, at in (("Silent", None), ("Spoken of", timezone.now())):
        it = builders.recommendation(study, title, status="planned", target_date=long_ago)
        if at:
            StatusChange.objects.create(recommendation=it, source="planned", target="planned", created_at=at)
    builders.recommendation(study, "Not due yet", status="planned", target_date=timezone.localdate())
    assert lines(cast, "decisions-hold") == ["Silent, promised for"]


def test_which_signals_wait(cast):
    old = timezone.now() - timedelta(days=8)
    builders.signal(cast.ana, "It waits.", team=cast.storage, audience="team", created_at=old)
    builders.signal(cast.ana, "It was answered.", team=cast.storage, reply="Thanks.", status="replied", created_at=old)
    builders.signal(cast.ana, "It is new.", team=cast.storage, audience="team")
    assert lines(cast, "signals") == ["It waits."]


def test_which_questions_live_on(study, cast):
    told = {"retrospective": study, "raised_by": cast.ana}
    Mystery.objects.create(question="Why?", **told)
    Mystery.objects.create(
        question="How?", state="answered", answer="So.", answered_at=timezone.now() + timedelta(days=1), **told
    )
    Mystery.objects.create(question="Then?", state="answered", answer="So.", answered_at=builders.NOON, **told)
    assert lines(cast, "questions-live-on") == ["Answered after its study was final: How?", "Open: Why?"]


def test_what_was_known_before_stands_with_its_day(study, cast):
    earlier = builders.study(cast.ana, "Earlier", team=cast.storage, work_open_to="team")
    hidden = builders.study(cast.ana, "Hidden")
    long_ago = timezone.now() - timedelta(days=100)
    for of, text in ((earlier, "Hosts look alike."), (hidden, "Nobody may know.")):
        before = Condition.objects.create(retrospective=of, text=text, created_at=long_ago)
        Condition.objects.create(retrospective=study, text=text).seen_before.add(before)
    after = Condition.objects.create(retrospective=earlier, text="Only later.")
    Condition.objects.create(retrospective=study, text="Only later.").seen_before.add(after)
    control = builders.control("Lag pager")
    builders.assessment(study, control=control)
    said = builders.assessment(earlier, control=control)
    it = builders.recommendation(earlier, "Hang a bell", status="proposed", created_at=long_ago)
    it.traces.create(finding=builders.finding(earlier, assessment=said, missing_control=None, kind="control"))
    told = known_before([study], cast.bo)
    assert {(one.what, one.text) for one in told} == {
        ("a condition of an earlier study", "Hosts look alike."),
        ("a recommendation", "Hang a bell"),
    }
    assert all(one.at == long_ago for one in told)
    shown = lines(cast, "did-we-know")
    assert any("Hosts look alike." in one for one in shown)
    assert not any("Nobody may know" in one for one in shown)


def test_a_signal_that_came_first_was_known(study, cast):
    told = {"team": cast.storage, "audience": "team", "incident": study.incident}
    builders.signal(cast.ana, "The drill was green.", created_at=timezone.now() - timedelta(days=50), **told)
    builders.signal(cast.ana, "Afterwards.", **told)
    assert [one.text for one in known_before([study], cast.bo)] == ["The drill was green."]


def test_what_was_done_two_months_ago_asks_whether_it_helps(study, cast):
    for title, days in (("Long done", 70), ("Just done", 5)):
        it = builders.recommendation(study, title, status="done")
        at = timezone.now() - timedelta(days=days)
        StatusChange.objects.create(recommendation=it, source="in_progress", target="done", created_at=at)
    assert lines(cast, "does-it-help") == ["Long done, done"]


def test_where_recommendations_come_from_and_which_only_add_a_rule(study, cast):
    builders.recommendation(study, "From afar", status="planned", proposed_by_role="far", kind="process")
    builders.recommendation(study, "From close", status="planned", proposed_by_role="close")
    assert lines(cast, "close-to-the-work") == ["From afar: from someone far from the work"]
    assert lines(cast, "more-than-rules") == ["From afar"]


def test_which_controls_were_not_exercised(cast):
    today = timezone.localdate()
    for name, days in (("Bell", 5), ("Pager", 300), ("Drill", None)):
        control = builders.control(name, team=cast.storage)
        if days:
            ControlExercise.objects.create(control=control, on=today - timedelta(days=days), how="A drill.")
    assert lines(cast, "controls-exercised") == ["Drill, never as far as we know", "Pager, last"]


def test_who_else_read_it_without_naming_a_small_team(study, cast):
    TeamReading.objects.create(
        publication=study.publication, team=cast.billing, week=timezone.localdate() - timedelta(days=21)
    )
    assert lines(cast, "it-travels") == ["The standby: read by a small team"]


def test_a_colleague_sees_what_they_read_and_nothing_else(cast):
    final(cast.ana, "Ana's alone", team=cast.storage)
    assert lines(cast, "beyond-the-technical", by=cast.ana)
    assert lines(cast, "beyond-the-technical", by=cast.bo) == []


def test_the_last_one_is_measured_by_nothing(study, cast):
    assert lines(cast, "bad-news") == []


# its own words


def test_its_words_are_kept_with_their_day_and_the_earlier_ones_beside(study, cast, as_bo):
    say_how_it_is(cast.storage, "signals", SAID, "We answer on Fridays.", by=cast.ana)
    say_how_it_is(cast.storage, "signals", "By now we do.", by=cast.bo)
    (shown,) = [one for one in look_at(cast.storage, cast.bo) if one.statement.key == "signals"]
    assert shown.newest is not None
    assert shown.newest.really == "By now we do."
    assert [one.really for one in shown.earlier] == [SAID]
    page = as_bo.get(PAGE).content.decode()
    for words in (SAID, "We answer on Fridays.", "By now we do.", "What we said before"):
        assert words in page
    events = Event.objects.filter(kind="team_word.said")
    assert [(one.by, one.facts) for one in events.order_by("seq")] == [
        (cast.ana, {"statement": "signals"}),
        (cast.bo, {"statement": "signals"}),
    ]


def test_the_same_again_is_no_new_saying(cast):
    first = say_how_it_is(cast.storage, "signals", SAID, by=cast.ana)
    assert say_how_it_is(cast.storage, "signals", f" {SAID} ", by=cast.bo) == first


def test_whoever_is_not_of_the_team_says_nothing(cast):
    builders.grant(cast.cy, "leader")
    with pytest.raises(NotFound):
        say_how_it_is(cast.storage, "signals", SAID, by=cast.cy)
    with pytest.raises(NotFound):
        say_how_it_is(cast.storage, "no-such-statement", SAID, by=cast.ana)
    with pytest.raises(Refusal) as refused:
        say_how_it_is(cast.storage, "signals", " ", by=cast.ana)
    assert refused.value.field == "really"


def test_it_is_said_on_the_page_and_what_cannot_be_kept_comes_back(cast, as_bo):
    assert as_bo.post(f"{PAGE}signals/", {"really": SAID})["Location"] == f"{PAGE}#signals"
    answer = as_bo.post(f"{PAGE}signals/", {"really": "", "trying": "Something typed"})
    assert answer.status_code == 422
    assert "Something typed" in answer.content.decode()
    assert as_bo.post(f"{PAGE}nothing/", {"really": SAID}).status_code == 404


def test_each_statement_has_a_name_of_its_own():
    assert len({one.key for one in STATEMENTS}) == len(STATEMENTS) >= 12


def test_it_costs_the_same_however_much_there_is(study, cast, as_bo, django_assert_max_num_queries):
    with django_assert_max_num_queries(32) as few:
        as_bo.get(PAGE)
    for number in range(3):
        more = final(cast.ana, f"More {number}", team=cast.storage, work_open_to="team")
        builders.assessment(more, outcome="unknown")
        builders.recommendation(more, f"R {number}", status="planned")
        Mystery.objects.create(question=f"Q {number}", retrospective=more, raised_by=cast.ana)
        say_how_it_is(cast.storage, "signals", f"{number}", by=cast.ana)
    assert Recommendation.objects.count() == 3
    with django_assert_max_num_queries(32) as many:
        as_bo.get(PAGE)
    assert len(many) <= len(few) + 1
