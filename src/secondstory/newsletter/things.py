"""What an issue may bring: published texts, open questions, work notes and ideas, as an editor reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from secondstory.analysis.models import Mystery
from secondstory.concepts.cards import cards
from secondstory.newsletter.models import IssueItem
from secondstory.people.audience import Who, readable, reader
from secondstory.people.refusals import Refusal
from secondstory.publishing.digest import handed_on
from secondstory.ui.text import shorten

MOST = 40
OPEN = (Mystery.State.OPEN, Mystery.State.FOLLOWED)
WHAT = {"publication": "Published", "question": "An open question", "work_note": "How work is done", "idea": "An idea"}
GONE = "A text that was withdrawn"


@dataclass(frozen=True, slots=True)
class Choice:
    """``value`` is ``column:id``."""

    value: str
    column: str
    title: str


def choices(user: Who, since: datetime | None = None) -> list[Choice]:
    """What was opened to a team or wider, as in the digest, newest first; and the ideas. Four statements."""
    texts, notes = handed_on(user)
    asked = Mystery.objects.visible_to(user).filter(readable(reader(user)), state__in=OPEN)
    if since:
        texts, notes = texts.filter(published_at__gte=since), notes.filter(created_at__gte=since)
        asked = asked.filter(created_at__gte=since)
    rows: list[tuple[str, Any, str]] = [
        ("publication", texts.order_by("-published_at", "-id"), "title"),
        ("question", asked.order_by("-created_at", "-id"), "question"),
        ("work_note", notes.order_by("-created_at", "-id"), "topic"),
    ]
    found = [
        Choice(f"{column}:{id}", column, shorten(title, 140))
        for column, told, name in rows
        for id, title in told.values_list("pk", name)[:MOST]
    ]
    ideas = [] if since else [Choice(f"idea:{key}", "idea", card.name) for key, card in cards().items()]
    return found + ideas


def grouped(found: list[Choice]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (says, [(one.value, one.title) for one in found if one.column == column])
        for column, says in WHAT.items()
        if any(one.column == column for one in found)
    ]


def chosen(value: str, user: Who) -> dict[str, Any]:
    """The column and what to put there, if this editor reads it."""
    column, _, id = value.partition(":")
    texts, notes = handed_on(user)
    asked = Mystery.objects.visible_to(user).filter(readable(reader(user)))
    try:
        if column == "idea" and id in cards():
            return {"idea": id}
        rows: Any = {"publication": texts, "question": asked, "work_note": notes}[column]
        found = rows.filter(pk=UUID(id)).first()
    except (KeyError, ValueError):
        found = None
    if found is None:
        raise Refusal(
            "This is not to be found here any more. Choose something from the list.", code="no_thing", field="thing"
        )
    return {column: found}


@dataclass(frozen=True, slots=True)
class Line:
    """An item as a reader sees it."""

    item: IssueItem
    what: str
    title: str
    url: str
    words: str


def lines(items: Any, user: Who) -> list[Line]:
    """The items of an issue that this person may read. One statement."""
    return [line(one) for one in items.visible_to(user).in_order()]


def line(item: IssueItem) -> Line:
    if item.idea:
        card = cards().get(item.idea)
        title, url, what = card.name if card else item.idea, reverse("idea", args=[item.idea]), "idea"
    elif item.publication:
        if vars(item).get("is_withdrawn"):
            return Line(item, WHAT["publication"], GONE, reverse("publication", args=[item.publication.slug]), "")
        title, url, what = item.publication.title, reverse("publication", args=[item.publication.slug]), "publication"
    elif item.question:
        title, url, what = item.question.question, reverse("question", args=[item.question_id]), "question"
    else:
        assert item.work_note is not None
        title, url, what = item.work_note.topic, reverse("work-note", args=[item.work_note_id]), "work_note"
    return Line(item, WHAT[what], title, url, item.words)
