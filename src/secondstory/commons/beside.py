"""Where a thing is talked about, on which lists it stands, and what was read together about it (config/wiring.py)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.http import urlencode

from secondstory.commons.models import Discussion, Influence, OpenedQuestion, ReadingItem, ReadingList, Remark
from secondstory.people.models import Person
from secondstory.publishing.models import Publication
from secondstory.ui.moments import day
from secondstory.ui.onward import Onward

FEW = 5


def of_publication(key: object, user: Person) -> list[Onward]:
    """Of a text whose page this person has open. Three statements where no note led here, else four."""
    assert isinstance(key, Publication)
    page = reverse("publication", args=[key.slug])
    talk = _talk(reverse("talk-of-text", args=[key.slug]), Discussion.objects.filter(publication=key).first())
    return [talk, *_lists(user, publication=key), _put(page), *of_influence("publication", key.pk, user)]


def of_idea(key: object, user: Person) -> list[Onward]:
    begun = Discussion.objects.filter(idea=str(key)).first()
    talk = _talk(reverse("talk-of-idea", args=[key]), begun)
    return [talk, *_lists(user, idea=str(key)), _put(reverse("idea", args=[key]))]


def of_case(key: object, user: Person) -> list[Onward]:
    return [*_lists(user, case=str(key)), _put(reverse("case", args=[key]))]


def of_question(key: object, user: Person) -> list[Onward]:
    """With the conversation it came from, for those who read that one. Two statements where it came from none, else three."""
    assert isinstance(key, UUID)
    talk = _talk(reverse("talk-of-question", args=[key]), Discussion.objects.filter(mystery=key).first())
    opened = list(OpenedQuestion.objects.filter(mystery=key).values_list("remark_id", flat=True))
    asked = Remark.objects.visible_to(user).filter(pk__in=opened).first() if opened else None
    if asked is None:
        return [talk]
    back = Onward("", "Where it was asked", reverse("remark", args=[asked.pk]), "in a conversation")
    return [back, talk]


def of_influence(kind: str, key: UUID, user: Person) -> list[Onward]:
    """Notes that led here, for those who read the notes. One statement where none did, which is nearly everywhere; else
    two."""
    led = list(Influence.objects.filter(kind=kind, target=key).values_list("note_id", flat=True))
    if not led:
        return []
    notes = Remark.objects.visible_to(user).standing().filter(pk__in=led).select_related("discussion__reading__group")
    return [
        Onward("Read together", one.discussion.reading.group.name, reverse("remark", args=[one.pk]), "a note led here")
        for one in notes.order_by("created_at", "id")[:FEW]
        if one.discussion.reading
    ]


def of_recommendation(key: object, user: Person) -> list[Onward]:
    assert isinstance(key, UUID)
    return of_influence("recommendation", key, user)


def of_agreement(key: object, user: Person) -> list[Onward]:
    assert isinstance(key, UUID)
    return of_influence("agreement", key, user)


def _talk(url: str, begun: Discussion | None) -> Onward:
    more = f"last on {day(begun.last_said_at.date())}" if begun else "nobody has begun yet"
    return Onward("", "Talk it over", url, more)


def _put(page: str) -> Onward:
    return Onward("", "Put it on a reading list", f"{reverse('reading-list-adding')}?{urlencode({'address': page})}")


def _lists(user: Person, **thing: object) -> list[Onward]:
    items = ReadingItem.objects.filter(reading_list_id=OuterRef("pk"), **thing)
    rows = ReadingList.objects.visible_to(user).filter(Exists(items)).order_by("title", "pk")[:FEW]
    return [Onward("On the reading list", one.title, reverse("reading-list", args=[one.pk])) for one in rows]


def of_library(key: object, user: Person) -> list[Onward]:
    """The lists this person follows. One statement."""
    rows = ReadingList.objects.visible_to(user).filter(followings__created_by=user).order_by("title", "pk")[:FEW]
    return [Onward("You follow", one.title, reverse("reading-list", args=[one.pk])) for one in rows]
