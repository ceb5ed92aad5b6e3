"""Reading groups: joined and left by oneself; what is read when; notes, and what they led to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from tests import builders

from secondstory.agreements.actions.write import begin_agreement
from secondstory.commons.actions.read_together import (
    begin_group,
    change_group,
    change_reading,
    join_group,
    leave_group,
    plan_reading,
    take_back_influence,
    tell_influence,
)
from secondstory.commons.actions.say import say_about
from secondstory.commons.actions.withdraw import withdraw_remark
from secondstory.commons.models import GroupMembership, Influence, Reading, ReadingGroup, Remark
from secondstory.journal.models import Event
from secondstory.people.models import Organization
from secondstory.people.refusals import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.requirement("R-002-19")


def people(group: ReadingGroup) -> list[str]:
    return [str(one.person) for one in group.memberships.select_related("person")]


def test_whoever_begins_it_is_in_it_and_twice_is_once(cast, group):
    assert begin_group("Thursdays", by=cast.ana, audience="team", team=cast.storage) == group
    assert people(group) == ["Ana"]
    assert ReadingGroup.objects.visible_to(cast.bo).get() == group
    assert not ReadingGroup.objects.visible_to(cast.cy).exists()


def test_one_joins_and_leaves_oneself(cast, group):
    join_group(group, by=cast.bo)
    join_group(group, by=cast.bo)
    assert people(group) == ["Ana", "Bo"]
    with pytest.raises(NotFound):
        join_group(group, by=cast.cy)
    leave_group(group, by=cast.ana)
    leave_group(group, by=cast.ana)
    assert people(group) == ["Bo"]
    kinds = list(
        Event.objects.filter(kind__startswith="reading_group.").order_by("kind").values_list("kind", flat=True)
    )
    assert kinds == ["reading_group.begun", "reading_group.joined", "reading_group.left"]


def test_those_who_are_in_it_plan_what_it_reads(cast, group, text):
    told = {"at": builders.NOON, "address": f"/library/{text.slug}/"}
    with pytest.raises(NotAllowed, match="Join it first"):
        plan_reading(group, by=cast.bo, **told)
    with pytest.raises(NotFound):
        plan_reading(group, by=cast.cy, **told)
    join_group(group, by=cast.bo)
    planned = plan_reading(group, by=cast.bo, **told)
    assert plan_reading(group, by=cast.bo, **told) == planned
    assert planned.publication == text
    for year in (1, 9999):
        with pytest.raises(Refusal, match="between 1990"):
            plan_reading(group, by=cast.bo, title="A work", at=builders.NOON.replace(year=year))
    with pytest.raises(Refusal, match="5 minutes"):
        plan_reading(group, by=cast.bo, minutes=1, **told)


def test_a_day_that_moves_is_a_newer_file(cast, reading):
    change_reading(reading, by=cast.ana, at=builders.NOON, minutes=60)
    assert Reading.objects.get().changed == 0
    change_reading(reading, by=cast.ana, at=builders.NOON, minutes=60, is_off=True)
    assert (Reading.objects.get().changed, Reading.objects.get().is_off) == (1, True)
    with pytest.raises(NotAllowed):
        change_reading(reading, by=cast.bo, at=builders.NOON)


def test_the_group_closed_to_some_closes_its_notes(cast):
    wide = begin_group("All of us", by=cast.ana)
    note = say_about(plan_reading(wide, by=cast.ana, at=builders.NOON, title="A work"), "A note.", by=cast.cy)
    assert Remark.objects.visible_to(cast.cy).filter(pk=note.pk).exists()
    change_group(wide, "All of us", by=cast.ana, audience="team", team=cast.storage)
    assert not Remark.objects.visible_to(cast.cy).filter(pk=note.pk).exists()
    assert Remark.objects.visible_to(cast.bo).filter(pk=note.pk).exists()


def test_the_group_opened_to_more_does_not_open_what_others_wrote_for_the_team(cast, group):
    read = plan_reading(group, by=cast.ana, at=builders.NOON, title="A work")
    own, note = say_about(read, "Mine.", by=cast.ana), say_about(read, "For the team alone.", by=cast.bo)
    with pytest.raises(Refusal, match="for the team alone"):
        change_group(group, "Thursdays", by=cast.ana, audience="organization")
    assert not Remark.objects.visible_to(cast.cy).filter(pk=note.pk).exists()
    withdraw_remark(note, by=cast.bo)
    change_group(group, "Thursdays", by=cast.ana, audience="organization")
    assert Remark.objects.visible_to(cast.cy).filter(pk=own.pk).exists()


def test_what_one_may_not_read_is_not_named(as_cy, as_bo, cast, text):
    wide = begin_group("All of us", by=cast.ana)
    planned = plan_reading(wide, by=cast.ana, at=builders.NOON, address=f"/library/{text.slug}/")
    for page in ("/reading-groups/", f"/reading-groups/{wide.pk}/", f"/readings/{planned.pk}/"):
        assert "A silent copy" not in as_cy.get(page).text
    assert "A silent copy" in as_bo.get(f"/readings/{planned.pk}/").text
    assert "silent" not in as_cy.get(f"/readings/{planned.pk}/calendar.ics").text


def test_the_day_is_in_the_organizations_zone_and_the_file_in_utc(as_ana, cast, group):
    Organization.objects.update_or_create(pk=1, defaults={"zone": "Europe/Amsterdam"})
    told = {"title": "Still Not Safe", "day": "2026-07-02", "at": "16:30", "minutes": "45", "where": "Room 3; upstairs"}
    made = as_ana.post(f"/reading-groups/{group.pk}/readings/", told)
    planned = Reading.objects.get()
    assert planned.at == datetime.combine(date(2026, 7, 2), time(16, 30), tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert planned.at == datetime(2026, 7, 2, 14, 30, tzinfo=UTC)
    assert "2 Jul 2026, 16:30 UTC+2" in as_ana.get(made.url).text
    answer = as_ana.get(f"{made.url}calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    file = answer.text
    assert "DTSTART:20260702T143000Z\r\nDTEND:20260702T151500Z\r\n" in file
    assert "LOCATION:Room 3\\; upstairs\r\n" in file
    assert "SUMMARY:Thursdays\r\n" in file


def test_a_note_tells_what_it_led_to_and_each_is_shown_to_whoever_may_read_it(as_bo, as_cy, cast):
    wide = begin_group("All of us", by=cast.ana)
    note = say_about(plan_reading(wide, by=cast.ana, at=builders.NOON, title="A work"), "A note.", by=cast.ana)
    study = builders.study(cast.ana, "A zebrafish study", team=cast.storage, work_open_to="team")
    builders.role(study, cast.ana)
    open_text = builders.publication(cast.ana, "For all", audience="organization")
    recommended = builders.recommendation(study, "A zebrafish recommendation", owner=cast.bo)
    agreed = begin_agreement(
        "A zebrafish agreement", "One asks.", by=cast.ana, teams=[cast.storage], look_again_on=date(2199, 1, 1)
    ).agreement
    for address in (
        f"/retrospectives/{study.pk}/",
        f"/library/{open_text.slug}/",
        f"/recommendations/{recommended.pk}/",
        f"/agreements/{agreed.pk}/",
    ):
        told = tell_influence(note, address, by=cast.ana, shows="A zebrafish line.")
        assert tell_influence(note, address, by=cast.ana) == told
    page = f"/talking-it-over/remarks/{note.pk}/"
    inside, outside = as_bo.get(page).text, as_cy.get(page).text
    assert "A zebrafish study" in inside
    assert "A zebrafish recommendation" in inside
    assert f"/agreements/{agreed.pk}/" in inside
    assert "For all" in outside
    assert "zebrafish" not in outside.replace("A zebrafish line.", "", 1)
    assert "All of us" in as_bo.get(f"/agreements/{agreed.pk}/").text
    assert "All of us" in as_bo.get(f"/recommendations/{recommended.pk}/").text


def test_one_names_what_one_reads_alone(cast):
    wide = begin_group("All of us", by=cast.ana)
    note = say_about(plan_reading(wide, by=cast.ana, at=builders.NOON, title="A work"), "A note.", by=cast.cy)
    study = builders.study(cast.ana)
    for address in (f"/retrospectives/{study.pk}/", "/nothing/", "https://[", ""):
        with pytest.raises(Refusal, match="leads to nothing"):
            tell_influence(note, address, by=cast.cy)
    assert not Influence.objects.exists()


def test_it_is_told_of_notes_and_taken_back_by_its_teller_or_the_notes_writer(cast, reading, remark):
    with pytest.raises(Refusal, match="notes of a reading"):
        tell_influence(remark, "/library/x/", by=cast.ana)
    note = say_about(reading, "A note.", by=cast.ana)
    text = builders.publication(cast.ana, audience="organization")
    told = tell_influence(note, f"/library/{text.slug}/", by=cast.bo)
    with pytest.raises(NotFound):
        take_back_influence(told, by=cast.cy)
    take_back_influence(told, by=cast.ana)
    take_back_influence(told, by=cast.ana)
    assert Event.objects.filter(kind="influence.taken_back").count() == 1
    tell_influence(note, f"/library/{text.slug}/", by=cast.bo)
    withdraw_remark(note, by=cast.ana)
    assert not Influence.objects.exists()


def test_it_is_begun_joined_and_noted_on_pages(as_ana, as_bo, as_cy, cast):
    made = as_ana.post("/reading-groups/new/", {"name": "Thursdays", "audience": str(cast.storage.pk)})
    assert as_cy.get(made.url).status_code == 404
    assert as_bo.post(f"{made.url}membership/", {"to": "join"}).status_code == 302
    assert "Ana, Bo" in as_bo.get(made.url).text
    kept = as_bo.post(f"{made.url}readings/", {"title": "A work", "day": "soon", "at": "16:30", "minutes": "45"})
    assert kept.status_code == 422
    assert 'value="soon"' in kept.text
    planned = as_bo.post(
        f"{made.url}readings/", {"title": "A work", "day": "2199-01-01", "at": "16:30", "minutes": "45"}
    )
    assert as_ana.post(planned.url, {"text": "It made me *see*."}).status_code == 302
    assert "<em>see</em>" in as_bo.get(planned.url).text
    assert as_bo.post(f"{made.url}membership/", {"to": "leave"}).status_code == 302
    assert (
        as_bo.post(
            f"{made.url}readings/", {"title": "B", "day": "2199-01-01", "at": "16:30", "minutes": "45"}
        ).status_code
        == 403
    )
    assert list(GroupMembership.objects.values_list("person__display_name", flat=True)) == ["Ana"]
