"""What was said, lists and readings as they are found: by whoever may read them, and none of what is hidden or taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Q

from secondstory.commons.models import Discussion, Reading, ReadingGroup, ReadingList, Remark
from secondstory.people.audience import Audience
from secondstory.publishing.findable import mysteries, publications
from secondstory.publishing.findable.findable import Findable, Line
from secondstory.publishing.findable.rows import columns
from secondstory.publishing.findable.touch import every, within
from secondstory.search import keys
from secondstory.search.document import Document
from secondstory.search.sources import Events, Source, itself
from secondstory.ui.menu import address

REMARK, LIST, GROUP = "remark", "reading-list", "reading-group"


def keys_of(one: Discussion) -> set[str]:
    """``DiscussionQuerySet.visible_to`` as keys. A text for everyone is talked about by those here alone."""
    if one.publication:
        if one.publication.is_withdrawn:
            return set()
        wide = one.publication.audience in (Audience.PUBLIC, Audience.ORGANIZATION)
        return keys.of_audience(Audience.ORGANIZATION, None) if wide else publications.keys_of(one.publication)
    if one.mystery:
        return mysteries.keys_of(one.mystery)
    if one.kind == Discussion.Kind.IDEA:
        return keys.of_audience(Audience.ORGANIZATION, None)
    circle = one.reading.group if one.reading else one
    return keys.of_audience(circle.audience, circle.team_id)


def remarks(ids: Sequence[UUID]) -> Iterator[Document]:
    rows = Remark.objects.filter(pk__in=ids).standing()
    of = ("discussion__publication", "discussion__mystery__retrospective", "discussion__reading__group")
    for one in rows.select_related(*of):
        title = one.discussion.title if one.opens else ""
        found = frozenset(keys_of(one.discussion))
        if found:
            yield Document(REMARK, one.pk, title, one.text, found, at=one.created_at)


def _of_studies(events: Events) -> set[UUID]:
    of = itself(events)
    rows = Remark.objects.filter(
        Q(discussion__publication__retrospective__in=of) | Q(discussion__mystery__retrospective__in=of)
    )
    return set(rows.order_by().values_list("pk", flat=True))


def lists(ids: Sequence[UUID]) -> Iterator[Document]:
    """Works from elsewhere with the lines that are for every reader of the list. What is said of a text stays with those
    who may read that text."""
    for one in ReadingList.objects.filter(pk__in=ids).prefetch_related("items__lines"):
        works = [item for item in one.items.all() if item.publication_id is None]
        words = [one.about]
        for item in works:
            words += [f"{item.title} {item.author}", *(line.text for line in item.lines.all() if not line.for_team_id)]
        found = keys.of_audience(one.audience, one.team_id)
        found |= {keys.team(one.kept_by_id)} if one.kept_by_id else keys.people(one.created_by_id)
        yield Document(LIST, one.pk, one.title, "\n".join(filter(None, words)), frozenset(found), at=one.created_at)


def groups(ids: Sequence[UUID]) -> Iterator[Document]:
    for one in ReadingGroup.objects.filter(pk__in=ids).prefetch_related("readings"):
        works = [f"{item.title} {item.author}" for item in one.readings.all() if item.publication_id is None]
        words = "\n".join(filter(str.strip, [one.about, *works]))
        yield Document(
            GROUP, one.pk, one.name, words, frozenset(keys.of_audience(one.audience, one.team_id)), at=one.created_at
        )


def _groups_of_readings(events: Events) -> set[UUID]:
    rows = Reading.objects.filter(pk__in=itself(events))
    return set(rows.order_by().values_list("group_id", flat=True))


FINDABLE_REMARKS = Findable(
    Source(
        REMARK,
        remarks,
        every(Remark),
        {
            "commons.remark": itself,
            "commons.readinggroup": within(Remark, "discussion__reading__group_id"),
            "publishing.publication": within(Remark, "discussion__publication_id"),
            "analysis.mystery": within(Remark, "discussion__mystery_id"),
            "incidents.retrospective": _of_studies,
        },
    ),
    "Talking it over",
    lambda who, ids: columns(
        REMARK, Remark.objects.visible_to(who).standing().filter(pk__in=list(ids)), at="created_at", title="text"
    ),
    lambda row: Line("In a conversation", address("remark", row.id)),
)
FINDABLE_LISTS = Findable(
    Source(LIST, lists, every(ReadingList), {"commons.readinglist": itself}),
    "Reading lists",
    lambda who, ids: columns(
        LIST,
        ReadingList.objects.visible_to(who).filter(pk__in=list(ids)),
        at="created_at",
        title="title",
        text="about",
    ),
    lambda row: Line("Reading list", address("reading-list", row.id)),
)
FINDABLE_GROUPS = Findable(
    Source(
        GROUP,
        groups,
        every(ReadingGroup),
        {"commons.readinggroup": itself, "commons.reading": _groups_of_readings},
    ),
    "Reading groups",
    lambda who, ids: columns(
        GROUP,
        ReadingGroup.objects.visible_to(who).filter(pk__in=list(ids)),
        at="created_at",
        title="name",
        text="about",
    ),
    lambda row: Line("Reading group", address("reading-group", row.id)),
)
