"""'Did we already know?': what earlier studies met of the same, and nothing of those that one does not read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests import builders
from tests.cast import Cast

from secondstory.analysis.models import Condition, MissingControl, SafetyControl, SystemicFactor
from secondstory.analysis.patterns import TieKind, met_before
from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person, Service
from secondstory.recommendations.models import Trace

MONTH = timedelta(days=30)
THEN, NOW = "How did the copy grow old?", "How did the standby fall behind?"


@dataclass
class Two:
    earlier: Retrospective
    now: Retrospective
    control: SafetyControl


def study(by: Person, title: str, months_ago: int = 0, **fields: Any) -> Retrospective:
    happened = builders.NOON - months_ago * MONTH
    made = builders.study(by, title, incident=builders.incident(by, f"Of: {title}", happened_at=happened), **fields)
    builders.role(made, by)
    return made


def ties(of: Retrospective, user: Person) -> list[tuple[str, TieKind, str]]:
    return [(met.study.title, tie.strength, tie.text) for met in met_before(of, user) for tie in met.ties]


@pytest.fixture
def two(cast: Cast) -> Two:
    """Ana leads both: a month apart, and the same control in each."""
    control = builders.control()
    earlier, now = study(cast.ana, THEN, 1), study(cast.ana, NOW)
    builders.assessment(earlier, control=control, outcome="held", how="It rang at 22:00.")
    builders.assessment(now, control=control, outcome="too_late")
    return Two(earlier, now, control)


def page(of: Retrospective) -> str:
    return reverse("patterns", args=[of.pk])


@pytest.mark.requirement("R-001-22", "R-004-124")
def test_a_control_that_both_met_is_listed_with_how_it_fared_then_and_here(two, cast, as_ana):
    (met,) = met_before(two.now, cast.ana)
    (tie,) = met.ties
    assert (tie.strength, tie.text, tie.kind, tie.kind_here) == (TieKind.CONTROL, "Lag pager", "held", "too_late")
    assert met.study.happened_at == two.earlier.incident.happened_at
    text = as_ana.get(page(two.now)).content.decode()
    for words in (THEN, "31 Jan 2026", "Lag pager", "It rang at 22:00.", "too late"):
        assert words in text


def test_only_what_happened_before_is_listed_and_not_the_same_incident(two, cast):
    again = builders.study(cast.ana, "Looked at once more", incident=two.now.incident)
    builders.assessment(again, control=two.control)
    assert [title for title, *_ in ties(two.now, cast.ana)] == [THEN]
    assert ties(two.earlier, cast.ana) == []


@pytest.mark.requirement("R-001-22")
def test_the_strongest_kind_of_tie_comes_first_and_then_the_newest(two, cast):
    older, oldest = study(cast.ana, "Older", 2), study(cast.ana, "Oldest", 3)
    factor = SystemicFactor.objects.create(retrospective=two.now, kind="dynamics", text="Names drifted.")
    said = SystemicFactor.objects.create(retrospective=oldest, kind="culture", text="Silence was praised.")
    factor.seen_before.add(said)
    builders.assessment(older, control=two.control)
    assert [met.study.title for met in met_before(two.now, cast.ana)] == ["Oldest", THEN, "Older"]
    (linked,) = met_before(two.now, cast.ana)[0].ties
    assert (linked.text, linked.here, linked.kind) == ("Silence was praised.", "Names drifted.", "Culture")


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda of, text: SystemicFactor.objects.create(retrospective=of, kind="culture", text=text), "factor"),
        (lambda of, text: Condition.objects.create(retrospective=of, text=text), "condition"),
        (lambda of, text: MissingControl.objects.create(retrospective=of, text=text, met_nothing="night"), "missing"),
    ],
)
def test_the_same_words_tie_whatever_their_case_and_last_stop(two, cast, make, what):
    make(two.earlier, "An alarm on the newest copy.")
    make(two.now, "an alarm on the newest copy")
    make(two.now, "Something else")
    first = met_before(two.now, cast.ana)[0].ties[0]
    assert (first.strength, first.what, first.text) == (TieKind.SAME_WORDS, what, "An alarm on the newest copy.")


def test_what_is_linked_is_not_told_again_for_its_words(two, cast):
    then, now = (Condition.objects.create(retrospective=of, text="It was night.") for of in (two.earlier, two.now))
    now.seen_before.add(then)
    assert [by for _, by, _ in ties(two.now, cast.ana)] == [TieKind.LINKED, TieKind.CONTROL]


@pytest.mark.requirement("R-001-22")
def test_the_services_of_both_incidents_tie(two, cast):
    for name in ("billing", "uploads"):
        service = Service.objects.create(name=name, slug=name)
        two.earlier.incident.services.add(service)
        two.now.incident.services.add(service)
    only_then = Service.objects.create(name="mail", slug="mail")
    two.earlier.incident.services.add(only_then)
    told = [text for _, by, text in ties(two.now, cast.ana) if by == TieKind.SERVICE]
    assert sorted(told) == ["billing", "uploads"]


def recommended(of: Retrospective, title: str, about: Any, **fields: Any) -> Any:
    finding = builders.finding(of, f"About {title}", **about)
    made = builders.recommendation(of, title, **fields)
    Trace.objects.create(recommendation=made, finding=finding)
    return made


@pytest.mark.requirement("R-004-106", "R-004-124")
def test_open_recommendations_about_the_same_are_told_and_those_that_ended_are_not(two, cast):
    control = {
        "kind": "control", "missing_control": None, "assessment": two.earlier.controlassessments.get(),
    }  # fmt: skip
    recommended(two.earlier, "Page sooner", control, status="planned")
    recommended(two.earlier, "Done by now", control, status="done")
    recommended(two.earlier, "Dropped", control, status="dropped")
    recommended(two.earlier, "About another hole", {})
    hole = MissingControl.objects.create(retrospective=two.earlier, text="Drills", met_nothing="night")
    MissingControl.objects.create(retrospective=two.now, text="drills.", met_nothing="morning")
    recommended(two.earlier, "Drill it", {"missing_control": hole})
    told = [text for _, by, text in ties(two.now, cast.ana) if by == TieKind.RECOMMENDATION]
    assert sorted(told) == ["Drill it", "Page sooner"]


def of_the_same(two: Two, of: Retrospective) -> None:
    """Everything that could tie ``of`` to the study of now."""
    service = Service.objects.create(name="uploads", slug="uploads")
    two.now.incident.services.add(service)
    of.incident.services.add(service)
    assessment = builders.assessment(of, control=two.control, how="Hidden how.")
    factor = SystemicFactor.objects.create(retrospective=of, kind="culture", text="Hidden factor.")
    own = SystemicFactor.objects.create(retrospective=two.now, kind="culture", text="Hidden factor")
    own.seen_before.add(factor)
    condition = Condition.objects.create(retrospective=of, text="It was night.")
    Condition.objects.create(retrospective=two.now, text="It was night.").seen_before.add(condition)
    finding = builders.finding(of, "Hidden", kind="control", missing_control=None, assessment=assessment)
    made = builders.recommendation(of, "Hidden recommendation")
    Trace.objects.create(recommendation=made, finding=finding)


def test_of_a_study_that_one_cannot_read_nothing_shines_through(two, cast, as_bo):
    """Bo works on the study of now. Ana's earlier one shares everything with it, is linked, and is hers alone."""
    builders.participant(two.now, cast.bo)
    plain = as_bo.get(page(two.now)).content.decode()
    assert THEN not in plain
    hidden = study(cast.ana, "Hidden study", 5)
    of_the_same(two, hidden)
    assert met_before(two.now, cast.bo) == []
    assert met_before(two.now, cast.ana)[0].study.title == "Hidden study"
    for name in ("patterns", "patterns-note", "study", "analysis"):
        address = reverse(name, args=[two.now.pk])
        text = as_bo.get(address).content.decode()
        for told in ("Hidden study", str(hidden.pk), "Hidden how", "Hidden recommendation", "3 Oct 2025", THEN):
            assert told not in text


def test_whoever_owns_a_promise_of_a_study_they_do_not_read_learns_nothing_of_the_study_here(two, cast):
    builders.participant(two.now, cast.bo)
    hidden = study(cast.ana, "Hidden study", 5)
    assessment = builders.assessment(hidden, control=two.control)
    finding = builders.finding(hidden, "Hidden", kind="control", missing_control=None, assessment=assessment)
    made = builders.recommendation(hidden, "Hers to do", owner=cast.bo)
    Trace.objects.create(recommendation=made, finding=finding)
    assert ties(two.now, cast.bo) == []


def test_a_stranger_reads_none_of_it(two, as_cy, stranger):
    assert as_cy.get(page(two.now)).status_code == 404
    assert as_cy.get(reverse("patterns-note", args=[two.now.pk])).status_code == 404
    assert stranger.get(page(two.now)).status_code == 302


def test_factors_of_one_kind_are_told_beside_what_ties_and_tie_nothing_by_themselves(two, cast, as_ana):
    alone = study(cast.ana, "Shares a kind alone", 4)
    for of, text in ((alone, "Then, there."), (two.earlier, "Then, here."), (two.now, "Now.")):
        SystemicFactor.objects.create(retrospective=of, kind="economics", text=text)
    text = as_ana.get(page(two.now)).content.decode()
    assert "Then, here." in text
    assert "Then, there." not in text
    assert reverse("factor-kind", args=["economics"]) in text


def test_it_costs_the_same_however_many_studies_there_are(two, cast, as_ana, django_assert_max_num_queries):
    def fill(times: int, begin: int) -> None:
        for n in range(begin, begin + times):
            of = study(cast.ana, f"Study {n}", 2 + n)
            builders.assessment(of, control=two.control)
            factor = SystemicFactor.objects.create(retrospective=of, kind="culture", text=f"Factor {n}")
            own = SystemicFactor.objects.create(retrospective=two.now, kind="culture", text=f"Own {n}")
            own.seen_before.add(factor)

    fill(1, 0)
    with django_assert_max_num_queries(20) as few:
        as_ana.get(page(two.now))
    fill(8, 1)
    with django_assert_max_num_queries(20) as many:
        as_ana.get(page(two.now))
    assert len(few) == len(many)


@pytest.mark.requirement("R-001-22")
def test_opening_a_study_tells_of_three_and_where_all_are(two, cast, as_ana):
    for n in range(4):
        builders.assessment(study(cast.ana, f"Study {n}", 2 + n), control=two.control)
    note = reverse("patterns-note", args=[two.now.pk])
    beside = as_ana.get(reverse("analysis", args=[two.now.pk])).content.decode()
    assert page(two.now) in beside
    assert f'hx-get="{note}"' in beside
    for address in (reverse("study", args=[two.now.pk]), note):
        text = as_ana.get(address).content.decode()
        assert page(two.now) in text
        assert [title in text for title in (THEN, "Study 0", "Study 1", "Study 2")] == [True, True, True, False]


def test_a_study_that_nothing_ties_says_nothing_on_its_first_page_and_teaches_on_this_one(cast, as_ana):
    alone = study(cast.ana, "Alone")
    assert "Did we already know" not in as_ana.get(reverse("study", args=[alone.pk])).content.decode()
    assert "None that you can read met any of this yet" in as_ana.get(page(alone)).content.decode()


@pytest.mark.requirement("R-001-22")
def test_an_incident_tells_of_earlier_studies_at_its_services_to_whoever_reads_them(two, cast, as_ana, as_bo):
    service = Service.objects.create(name="uploads", slug="uploads")
    two.earlier.incident.services.add(service)
    incident = builders.incident(cast.ana, "Uploads wait", audience="organization")
    at = reverse("incident", args=[incident.pk])
    assert THEN not in as_ana.get(at).content.decode()
    incident.services.add(service)
    assert THEN in as_ana.get(at).content.decode()
    text = as_bo.get(at).content.decode()
    assert "Uploads wait" in text
    assert THEN not in text
    assert "Did we already know?" not in text
