"""A reading list: begun, put in words, filled, ordered. What is taken off is gone from the list, and stays where it is."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from secondstory.commons.models import ReadingItem, ReadingLine, ReadingList
from secondstory.commons.policies import check_can_keep_list, check_is_own_line
from secondstory.commons.to_read import thing
from secondstory.incidents.audiences import settle
from secondstory.incidents.models import NoteAudience
from secondstory.incidents.words import line
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Team
from secondstory.people.practice import practices_of
from secondstory.people.refusals import Refusal

MOST = 200


@action
def begin_list(
    title: str,
    *,
    by: Person,
    about: str = "",
    audience: str = NoteAudience.ME,
    team: Team | None = None,
    kept_by: Team | None = None,
) -> ReadingList:
    """One's own, or kept by a team whose work one does. Sent twice, it is one."""
    made = _worded(ReadingList(created_by=by), title, about, audience, team, kept_by, by)
    same = ReadingList.objects.filter(
        title=made.title, about=made.about, kept_by=kept_by, audience=made.audience, team=made.team, created_by=by
    )
    if again := same.first():
        return again
    made.save(force_insert=True)
    record("reading_list.begun", about=made, by=by, audience=str(made.audience))
    return made


@action
def change_list(
    reading_list: ReadingList,
    title: str,
    *,
    by: Person,
    about: str = "",
    audience: str,
    team: Team | None = None,
    kept_by: Team | None = None,
) -> ReadingList:
    check_can_keep_list(reading_list, by)
    reading_list = ReadingList.objects.get(pk=reading_list.pk)
    before = _state(reading_list)
    if kept_by is None and reading_list.kept_by_id is not None and reading_list.created_by_id != by.pk:
        raise Refusal("Only whoever began it takes it back from the team.", code="keeper_only", field="kept_by")
    _worded(reading_list, title, about, audience, team, kept_by, by)
    if _state(reading_list) != before:
        reading_list.save()
        _keep_lines_where_they_were(before, reading_list, by)
        record("reading_list.changed", about=reading_list, by=by, audience=str(reading_list.audience))
    return reading_list


def _keep_lines_where_they_were(before: tuple[Any, ...], now: ReadingList, by: Person) -> None:
    """Others wrote their lines for a team. A list that others read from now on does not take those along."""
    _, _, audience, team_id, kept_by_id = before
    still = (now.audience, now.team_id) == (audience, team_id) and now.kept_by_id in (None, kept_by_id)
    if audience == NoteAudience.TEAM and not still:
        others = ReadingLine.objects.filter(item__reading_list=now, for_team=None).exclude(created_by=by)
        others.update(for_team_id=team_id)


def _state(one: ReadingList) -> tuple[object, ...]:
    return one.title, one.about, one.audience, one.team_id, one.kept_by_id


def _worded(
    one: ReadingList, title: str, about: str, audience: str, team: Team | None, kept_by: Team | None, by: Person
) -> ReadingList:
    one.title = line(title, most=200, field="title", empty="Say in one line what it is for.")
    one.about = line(about, most=600, field="about")
    if kept_by is not None and kept_by.pk != one.kept_by_id and not practices_of(by, [kept_by.pk]):
        raise Refusal("Choose a team whose work you do.", code="own_team", field="kept_by")
    if kept_by is not None and audience == NoteAudience.ME:
        raise Refusal("A list that a team keeps is read by a team or the organization.", code="kept", field="audience")
    if (audience, team and team.pk) != (one.audience, one.team_id) or one._state.adding:
        audience, team = settle(audience, team, by, alone=NoteAudience.ME)
    one.audience, one.team, one.kept_by = audience, team, kept_by
    return one


@action
def add_to_list(
    reading_list: ReadingList, *, by: Person, address: str = "", title: str = "", author: str = "", why: str = ""
) -> ReadingItem:
    """A thing of this house by its address, or a work from elsewhere. The same thing stands on a list once, with a line
    of each who put one to it."""
    check_can_keep_list(reading_list, by)
    what = thing(address, title=title, author=author, user=by)
    why = line(why, most=300, field="why")
    items = ReadingItem.objects.filter(reading_list=reading_list)
    if again := items.filter(**what).first():
        if _say_why(again, why, by):
            record("reading_list.added", about=reading_list, by=by)
        return again
    last = items.aggregate(last=Max("position"))["last"] or 0
    if items.count() >= MOST:
        raise Refusal(f"A list holds at most {MOST}. Take something off, or begin another one.", code="full")
    made = ReadingItem.objects.create(reading_list=reading_list, position=last + 1, created_by=by, **what)
    _say_why(made, why, by)
    record("reading_list.added", about=reading_list, by=by)
    return made


def _say_why(item: ReadingItem, text: str, by: Person) -> bool:
    """Whether there is something new. One's own line is worded anew; nobody else's is."""
    line = item.lines.filter(created_by=by).first()
    if not text or (line is not None and line.text == text):
        return False
    ReadingLine.objects.update_or_create(item=item, created_by=by, defaults={"text": text})
    return True


@action
def open_line(line: ReadingLine, *, by: Person) -> ReadingLine:
    """Whoever reads the list reads the line, too. Only its author says so. Twice is once."""
    check_is_own_line(line, by)
    if ReadingLine.objects.filter(pk=line.pk, for_team__isnull=False).update(for_team=None):
        record("reading_list.line_opened", about=line.item.reading_list, by=by)
    line.for_team = None
    return line


@action
def take_line_back(line: ReadingLine, *, by: Person) -> None:
    check_is_own_line(line, by)
    if ReadingLine.objects.filter(pk=line.pk).delete()[0]:
        record("reading_list.line_taken_back", about=line.item.reading_list, by=by)


@action
def take_off_list(item: ReadingItem, *, by: Person) -> None:
    check_can_keep_list(item.reading_list, by)
    if ReadingItem.objects.filter(pk=item.pk).delete()[0]:
        record("reading_list.taken_off", about=item.reading_list, by=by)


@action
def move_on_list(item: ReadingItem, *, up: bool, by: Person, among: list[ReadingItem] | None = None) -> None:
    """Past the next one that this person sees (``among``, in order; all of them otherwise)."""
    check_can_keep_list(item.reading_list, by)
    rows = list(ReadingItem.objects.filter(reading_list_id=item.reading_list_id))
    seen = [one.pk for one in (rows if among is None else among)]
    order = [one.pk for one in rows]
    if item.pk not in order or item.pk not in seen:
        return
    place = seen.index(item.pk) + (-1 if up else 1)
    if not 0 <= place < len(seen) or seen[place] not in order:
        return
    order.remove(item.pk)
    at = order.index(seen[place])
    order.insert(at if up else at + 1, item.pk)
    by_id = {one.pk: one for one in rows}
    for number, pk in enumerate(order, 1):
        by_id[pk].position = number
    ReadingItem.objects.bulk_update(rows, ["position"])
    record("reading_list.ordered", about=item.reading_list, by=by)
