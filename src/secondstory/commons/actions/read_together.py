"""Reading groups: begun, joined and left by oneself, and what they read when."""

from __future__ import annotations

from datetime import datetime

from secondstory.commons.influenced import named
from secondstory.commons.models import GroupMembership, Influence, Reading, ReadingGroup, Remark
from secondstory.commons.policies import (
    check_can_keep_group,
    check_can_take_back_influence,
    check_can_tell_influence,
    check_reads_group,
)
from secondstory.commons.to_read import thing
from secondstory.incidents.audiences import settle
from secondstory.incidents.models import NoteAudience
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.audience import Audience
from secondstory.people.models import Person, Team
from secondstory.people.refusals import Refusal


@action
def begin_group(
    name: str, *, by: Person, about: str = "", audience: str = NoteAudience.ORGANIZATION, team: Team | None = None
) -> ReadingGroup:
    """Whoever begins it is in it. Sent twice, it is one."""
    name, about = _called(name, about)
    audience, team = _circle(audience, team, by)
    same = ReadingGroup.objects.filter(name=name, about=about, audience=audience, team=team, created_by=by)
    if again := same.first():
        return again
    group = ReadingGroup.objects.create(name=name, about=about, audience=audience, team=team, created_by=by)
    GroupMembership.objects.create(group=group, person=by, created_by=by)
    record("reading_group.begun", about=group, by=by, audience=str(audience))
    return group


@action
def change_group(
    group: ReadingGroup, name: str, *, by: Person, about: str = "", audience: str, team: Team | None = None
) -> ReadingGroup:
    check_can_keep_group(group, by)
    group = ReadingGroup.objects.get(pk=group.pk)
    before = group.name, group.about, group.audience, group.team_id
    group.name, group.about = _called(name, about)
    if (audience, team and team.pk) != (group.audience, group.team_id):
        audience, team = _circle(audience, team, by)
        _check_opens_no_notes(group, audience, team, by)
        group.audience, group.team = audience, team
    if (group.name, group.about, group.audience, group.team_id) != before:
        group.save()
        record("reading_group.changed", about=group, by=by, audience=str(group.audience))
    return group


def _called(name: str, about: str) -> tuple[str, str]:
    name = line(name, most=200, field="name", empty="Give the group a name.")
    return name, line(about, most=1000, field="about")


def _circle(audience: str, team: Team | None, by: Person) -> tuple[str, Team | None]:
    if audience == NoteAudience.ME:
        raise Refusal("Reading together needs others. Choose a team or the organization.", field="audience")
    return settle(audience, team, by, alone=NoteAudience.ORGANIZATION)


def _check_opens_no_notes(group: ReadingGroup, audience: str, team: Team | None, by: Person) -> None:
    """Others wrote their notes for those who could read them then. Closed to some, the group takes nothing from that."""
    if group.audience != Audience.TEAM or (audience == group.audience and team and team.pk == group.team_id):
        return
    others = Remark.objects.filter(discussion__reading__group=group, withdrawn_at=None).exclude(created_by=by)
    if others.exists():
        raise Refusal(
            "Others wrote notes here for the team alone, and more people would read them. Begin another group for those.",
            code="opens_notes",
            field="audience",
        )


@action
def join_group(group: ReadingGroup, *, by: Person) -> GroupMembership:
    check_reads_group(group, by)
    membership, is_new = GroupMembership.objects.get_or_create(group=group, person=by, defaults={"created_by": by})
    if is_new:
        record("reading_group.joined", about=group, by=by)
    return membership


@action
def leave_group(group: ReadingGroup, *, by: Person) -> None:
    """Also one whose pages one does not read any more."""
    if GroupMembership.objects.filter(group=group, person=by).delete()[0]:
        record("reading_group.left", about=group, by=by)


@action
def plan_reading(
    group: ReadingGroup,
    *,
    by: Person,
    at: datetime,
    address: str = "",
    title: str = "",
    author: str = "",
    minutes: int = 60,
    where: str = "",
    why: str = "",
) -> Reading:
    """What is read for one day. Sent twice, it is one."""
    check_can_keep_group(group, by)
    what = thing(address, title=title, author=author, user=by)
    where, why = line(where, most=300, field="where"), line(why, most=600, field="why")
    _check_when(at, minutes)
    told = {"at": at, "minutes": minutes, "where": where, "why": why, **what}
    if again := Reading.objects.filter(group=group, created_by=by, **told).first():
        return again
    reading = Reading.objects.create(group=group, created_by=by, **told)
    record("reading.planned", about=reading, by=by, group=group.pk)
    return reading


@action
def change_reading(
    reading: Reading,
    *,
    by: Person,
    at: datetime,
    minutes: int = 60,
    where: str = "",
    why: str = "",
    is_off: bool = False,
) -> Reading:
    """The day and the place; what is read stays, since its notes are about it. Plan another one for another text."""
    reading = Reading.objects.select_related("group").get(pk=reading.pk)
    check_can_keep_group(reading.group, by)
    where, why = line(where, most=300, field="where"), line(why, most=600, field="why")
    _check_when(at, minutes)
    told = {"at": at, "minutes": minutes, "where": where, "why": why, "is_off": is_off}
    if any(getattr(reading, name) != value for name, value in told.items()):
        for name, value in told.items():
            setattr(reading, name, value)
        reading.changed += 1
        reading.save()
        record("reading.changed", about=reading, by=by, group=reading.group_id)
    return reading


def _check_when(at: datetime, minutes: int) -> None:
    if not 1990 <= at.year <= 2200:
        raise Refusal("Choose a day between 1990 and 2200.", code="far_day", field="day")
    if not 5 <= minutes <= 600:
        raise Refusal("Between 5 minutes and 10 hours.", code="length", field="minutes")


@action
def tell_influence(note: Remark, address: str, *, by: Person, shows: str = "") -> Influence:
    """That a note led to a study, a text, a recommendation or an agreement which this person reads."""
    note = Remark.objects.select_related("discussion").get(pk=note.pk)
    check_can_tell_influence(note, by)
    kind, target = named(address, by)
    shows = line(shows, most=300, field="shows")
    influence, is_new = Influence.objects.get_or_create(
        note=note, kind=kind, target=target, defaults={"shows": shows, "created_by": by}
    )
    if is_new:
        record("influence.told", about=note, by=by, influenced_kind=kind)
    return influence


@action
def take_back_influence(influence: Influence, *, by: Person) -> None:
    check_can_take_back_influence(influence, by)
    if Influence.objects.filter(pk=influence.pk).delete()[0]:
        record("influence.taken_back", about=influence.note, by=by)
