"""Saying something beside a thing, in a topic, or in answer to what was said."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from secondstory.analysis.models import Mystery
from secondstory.commons.models import Discussion, Reading, Remark
from secondstory.commons.policies import check_can_reply, check_can_talk
from secondstory.concepts.cards import cards
from secondstory.incidents.audiences import settle
from secondstory.incidents.models import NoteAudience
from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Person, Team
from secondstory.people.refusals import NotFound, Refusal
from secondstory.publishing.models import Publication

MOST = 8000
Thing = Publication | Mystery | Reading | str
_FIELDS: dict[type, tuple[str, Discussion.Kind]] = {
    Publication: ("publication", Discussion.Kind.TEXT),
    Mystery: ("mystery", Discussion.Kind.QUESTION),
    Reading: ("reading", Discussion.Kind.READING),
    str: ("idea", Discussion.Kind.IDEA),
}


@action
def say_about(thing: Thing, text: str, *, by: Person) -> Remark:
    """Beside a text, a question, a reading, or an idea (by its key). The first words begin the conversation."""
    if not isinstance(thing, str) and not type(thing).objects.visible_to(by).filter(pk=thing.pk).exists():
        raise NotFound()
    if isinstance(thing, str) and (thing not in cards() or not by.as_reader.is_member):
        raise NotFound()
    text = _words(text)
    field, kind = _FIELDS[type(thing)]
    about: dict[str, Any] = {field: thing, "kind": kind}
    discussion, is_new = Discussion.objects.get_or_create(
        **about, defaults={"last_said_at": timezone.now(), "created_by": by}
    )
    if is_new:
        record("discussion.opened", about=discussion, by=by, about_kind=str(kind))
    return _said(discussion, text, by=by)


@action
def open_topic(
    title: str, text: str, *, by: Person, audience: str = NoteAudience.ORGANIZATION, team: Team | None = None
) -> Remark:
    """A topic of its own, for the organization or a team one belongs to. Sent twice, it is one."""
    if audience == NoteAudience.ME:
        raise Refusal("A conversation needs others. Choose a team or the organization.", field="audience")
    audience, team = settle(audience, team, by, alone=NoteAudience.ORGANIZATION)
    title = line(title, most=200, field="title", empty="Say in one line what it is about.")
    text = _words(text)
    same = Discussion.objects.filter(kind=Discussion.Kind.TOPIC, title=title, audience=audience, team=team)
    again = Remark.objects.filter(discussion__in=same, opens=True, text=text, created_by=by).standing().first()
    if again:
        return again
    discussion = Discussion.objects.create(
        kind=Discussion.Kind.TOPIC,
        title=title,
        audience=audience,
        team=team,
        last_said_at=timezone.now(),
        created_by=by,
    )
    record("discussion.opened", about=discussion, by=by, about_kind=str(discussion.kind))
    return _said(discussion, text, by=by, opens=True)


@action
def say(discussion: Discussion, text: str, *, by: Person) -> Remark:
    check_can_talk(discussion, by)
    return _said(discussion, _words(text), by=by)


@action
def reply(remark: Remark, text: str, *, by: Person) -> Remark:
    """An answer to an answer stands beside it, under what both are about."""
    remark = Remark.objects.select_related("discussion").get(pk=remark.pk)
    check_can_reply(remark, by)
    return _said(remark.discussion, _words(text), by=by, reply_to_id=remark.reply_to_id or remark.pk)


def _words(text: str) -> str:
    return prose(text, most=MOST, field="text", empty="Write what you want to say.")


def _said(discussion: Discussion, text: str, *, by: Person, **place: Any) -> Remark:
    """The same words of the same person in the same place are said once."""
    same = Remark.objects.filter(
        discussion=discussion, text=text, created_by=by, reply_to_id=place.get("reply_to_id")
    ).standing()
    if again := same.first():
        return again
    made = Remark.objects.create(discussion=discussion, text=text, created_by=by, **place)
    Discussion.objects.filter(pk=discussion.pk).update(last_said_at=made.created_at)
    discussion.last_said_at = made.created_at
    record("remark.said", about=made, by=by, discussion=discussion.pk)
    return made
