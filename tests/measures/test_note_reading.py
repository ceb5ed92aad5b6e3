"""Which teams read it, week by week: no person, no moment, no number, and a small team is not named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import builders
from tests.cast import Cast
from tests.measures.conftest import at, people_of

from secondstory.analysis.actions.raise_mystery import raise_mystery
from secondstory.journal.models import Event
from secondstory.measures.actions.note_reading import note_reading, week_of
from secondstory.measures.models import TeamReading
from secondstory.measures.reach import A_SMALL_TEAM, large_enough, reach_of
from secondstory.people.models import Team, TeamMembership
from secondstory.people.refusals import NotFound
from secondstory.publishing.actions.change_audience import change_audience

pytestmark = pytest.mark.requirement("R-003-34")
MONDAY = date(2026, 3, 2)
LATER = MONDAY + timedelta(days=14)


@pytest.fixture
def text(published):
    published.published_at = builders.NOON
    published.save()
    return published


def rows() -> set[tuple[str, date]]:
    return {(row.team.name if row.team else "", row.week) for row in TeamReading.objects.select_related("team")}


def test_there_is_no_column_for_a_person_a_moment_or_a_number():
    assert {field.name for field in TeamReading._meta.get_fields()} == {"id", "publication", "team", "week"}


def test_of_a_team_of_five_the_team_and_the_week_are_kept(text, cast: Cast):
    people_of(cast.billing, 4)
    for day in (MONDAY, MONDAY + timedelta(days=6), MONDAY + timedelta(days=7)):
        note_reading(text, by=cast.cy, today=day)
    assert rows() == {("Billing", MONDAY), ("Billing", MONDAY + timedelta(days=7))}


def test_of_a_smaller_one_the_team_is_not_even_stored(text, cast):
    people_of(cast.billing, 3)
    for _ in range(2):
        note_reading(text, by=cast.cy, today=MONDAY)
    assert rows() == {("", MONDAY)}
    assert reach_of(text, cast.ana, LATER).at_first == [A_SMALL_TEAM]


def test_a_team_that_became_small_is_not_named_any_more(text, cast):
    many = people_of(cast.billing, 4)
    note_reading(text, by=cast.cy, today=MONDAY)
    TeamMembership.objects.filter(person=many[0]).delete()
    assert reach_of(text, cast.ana, LATER).at_first == [A_SMALL_TEAM]


def test_of_those_inside_nothing_is_kept(text, cast):
    people_of(cast.storage, 9)
    for person in (cast.ana, cast.bo):
        note_reading(text, by=person, today=MONDAY)
    assert rows() == set()


def test_a_team_that_came_to_have_a_part_in_it_is_not_outside(text, cast):
    people_of(cast.billing, 4)
    note_reading(text, by=cast.cy, today=MONDAY)
    builders.participant(text.retrospective, cast.cy)
    assert reach_of(text, cast.ana, LATER).at_first == []


def test_nobody_watches_who_opens_the_page(text, cast):
    """A week is told when it is over, and no event tells of a reading."""
    people_of(cast.billing, 4)
    before = Event.objects.count()
    note_reading(text, by=cast.cy, today=MONDAY)
    assert Event.objects.count() == before
    assert reach_of(text, cast.ana, MONDAY + timedelta(days=6)).at_first == []
    assert reach_of(text, cast.ana, MONDAY + timedelta(days=7)).at_first == ["Billing"]


def test_what_is_read_after_ninety_days_stands_apart(text, cast):
    people_of(cast.billing, 4)
    note_reading(text, by=cast.cy, today=MONDAY + timedelta(days=120))
    reach = reach_of(text, cast.ana, MONDAY + timedelta(days=200))
    assert (reach.at_first, reach.later) == ([], ["Billing"])


def test_whoever_reads_the_text_sees_which_teams_do_and_strangers_do_not(text, cast, as_bo, stranger):
    people_of(cast.billing, 4)
    note_reading(text, by=cast.cy, today=MONDAY)
    assert "people of other teams read it: Billing." in as_bo.get(at(text)).content.decode()
    change_audience(text, to="public", by=cast.ana)
    assert "Billing" not in stranger.get(at(text)).content.decode()


def test_a_question_from_outside_stands_there_for_those_who_may_read_it(text, cast):
    place = at(text)
    raise_mystery("Why did it print nothing?", by=cast.cy, place=place)
    raise_mystery("Who asks this?", by=cast.cy, place=place, anonymous=True)
    raise_mystery("And from inside?", by=cast.bo, place=place)
    assert [one.question for one in reach_of(text, cast.bo).asked] == ["Why did it print nothing?"]
    dee = people_of(cast.billing, 1)[0]
    assert reach_of(text, dee).asked == []


def test_the_page_tells_it_and_a_browser_that_does_not_want_to_is_left_alone(text, as_cy):
    for asks in ("Sec-GPC", "DNT"):
        assert as_cy.post(f"{at(text)}reading/", headers={asks: "1"}).status_code == 204
    assert not TeamReading.objects.exists()
    assert as_cy.post(f"{at(text)}reading/").status_code == 204
    assert TeamReading.objects.count() == 1


def test_whoever_does_not_read_it_tells_nothing(text, cast, as_cy):
    change_audience(text, to="team", by=cast.ana)
    assert as_cy.post(f"{at(text)}reading/").status_code == 404
    with pytest.raises(NotFound):
        note_reading(text, by=cast.cy)


@given(sizes=st.lists(st.integers(0, 8), min_size=1, max_size=4))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_only_teams_of_five_and_more_are_ever_named(sizes, cast):
    with transaction.atomic():
        teams = {}
        for number, size in enumerate(sizes):
            team = Team.objects.create(name=f"T{number}", slug=f"t{number}")
            people_of(team, size)
            teams[team.pk] = size
        assert large_enough(teams) == {pk for pk, size in teams.items() if size >= 5}
        transaction.set_rollback(True)


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_begins_on_its_monday(day):
    week = week_of(day)
    assert week.weekday() == 0
    assert timedelta(0) <= day - week < timedelta(days=7)
