"""Who is to be told, from the journal: at once, and once a week. What the mail says is decided when it leaves."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from secondstory.journal.models import Event
from secondstory.newsletter.actions.publish_issue import publish_due
from secondstory.newsletter.models import SUBJECTS, Digested, Follow, Heard
from secondstory.newsletter.stop_links import stop_path
from secondstory.newsletter.tidings import KINDS, Everybody, Told, tidings, told_to
from secondstory.newsletter.weeks import last_monday
from secondstory.notify.mail import Item, Mail
from secondstory.notify.models import Message
from secondstory.notify.outbox import queue
from secondstory.people.models import Organization
from secondstory.ui.menu import address
from secondstory.ui.moments import zone_of

AT_ONCE, WEEKLY = "follow", "follow-weekly"
STEP = 500
MOST_TOLD = 40
MOST_EVENTS = 5000
A_WEEK = timedelta(days=7)


def gather(now: datetime) -> None:
    """The outbox's gatherer (config/wiring.py)."""
    publish_due(now)
    while _hear(now):
        pass
    _digests(now)


# --- at once ------------------------------------------------------------------------------------------


@transaction.atomic
def _hear(now: datetime) -> bool:
    """The next events after those that were heard; gives whether there may be more. The mark moves with the rows it
    made, and of two processes one moves it."""
    heard, _ = Heard.objects.get_or_create(pk=1, defaults={"seq": 0})
    last = Event.objects.aggregate(last=Max("seq"))["last"] or 0
    if heard.seq >= last:
        return False
    upto = min(heard.seq + STEP, last)
    if not Heard.objects.filter(pk=1, seq=heard.seq).update(seq=upto):
        return False
    # What lies back longer is no news: mail was not set up then.
    events = Event.objects.filter(seq__gt=heard.seq, seq__lte=upto, kind__in=KINDS, at__gte=now - A_WEEK)
    for tiding in tidings(events.order_by("seq"), Everybody()):
        about = reduce(or_, (_by_key(word, value) for word, value in tiding.keys))
        people = Follow.objects.filter(
            about, how=Follow.How.AT_ONCE, created_at__lte=tiding.at, person__is_active=True
        ).order_by()
        told = people.exclude(person_id=tiding.by) if tiding.by else people
        ids = set(told.values_list("person_id", flat=True))
        queue(AT_ONCE, [(id, f"{AT_ONCE}:{tiding.seq}:{id.hex}", {"seq": tiding.seq}) for id in sorted(ids)])
    return upto < last


def _by_key(word: str, value: UUID | str) -> Q:
    column = SUBJECTS[word]
    return Q(**{column if isinstance(value, str) else f"{column}_id": value})


def at_once(message: Message) -> Mail | None:
    """One thing that came about, if its reader may read it now and still wants to hear of it at once."""
    events = list(Event.objects.filter(seq=message.facts.get("seq")))
    told = told_to(message.to, message.to_id, events, _follows(message, Follow.How.AT_ONCE))
    if not told:
        return None
    one = told[0]
    return Mail(
        subject=f"{one.tiding.what}: {one.tiding.title}",
        parts=(Item(one.tiding.title, one.tiding.url, one.tiding.what),),
        foot=f"You asked to hear at once of {_names(one)}.",
        stop=stop_path(message.to_id, [follow.pk for follow in one.because]),
        list_name="following",
        more=address("following"),
        more_says="What you follow",
    )


# --- once a week --------------------------------------------------------------------------------------


def _digests(now: datetime) -> None:
    zone = zone_of(Organization.objects.values_list("zone", flat=True).get(pk=1))
    until = last_monday(now, zone)
    weekly = Follow.objects.filter(how=Follow.How.WEEKLY, person__is_active=True).order_by().values("person_id")
    due = Digested.objects.filter(until__lt=until, person_id__in=weekly)
    for one in list(due.order_by("person_id")):
        with transaction.atomic():
            if Digested.objects.filter(pk=one.pk, until=one.until).update(until=until):
                since = max(one.until, until - 4 * A_WEEK)
                facts = {"since": since.isoformat(), "until": until.isoformat()}
                queue(WEEKLY, [(one.person_id, f"{WEEKLY}:{until.date()}:{one.person_id.hex}", facts)])


def weekly(message: Message) -> Mail | None:
    """The week in what they follow; None when nothing came about that they may read."""
    follows = _follows(message, Follow.How.WEEKLY)
    since, until = (datetime.fromisoformat(message.facts[side]) for side in ("since", "until"))
    found = news(message.to, follows, since, until)
    if not found:
        return None
    return Mail(
        subject="The week in what you follow",
        lead="What came about in what you follow, as far as you can read it.",
        parts=tuple(Item(one.tiding.title, one.tiding.url, one.tiding.what, _why(one)) for one in found[:MOST_TOLD]),
        foot="You asked for one mail a week about what you follow.",
        stop=stop_path(message.to_id, WEEKLY),
        list_name="following",
        more=address("following"),
        more_says="What you follow",
    )


def news(person: Any, follows: list[Follow], since: datetime, until: datetime) -> list[Told]:
    """What came about in what somebody follows, newest first."""
    if not follows:
        return []
    events = Event.objects.filter(at__gte=since, at__lt=until, kind__in=KINDS).order_by("-seq")[:MOST_EVENTS]
    return told_to(person, person.pk, list(reversed(events)), follows)


def _follows(message: Message, how: Follow.How) -> list[Follow]:
    return list(Follow.objects.visible_to(message.to).filter(how=how).select_related("team", "service", "author"))


def _names(told: Told) -> str:
    """What they follow, in words; a text or a question is named by the mail itself."""
    return ", ".join(dict.fromkeys(_name(one) for one in told.because))


def _name(follow: Follow) -> str:
    return {
        "team": f"the team {follow.team}",
        "service": f"the service {follow.service}",
        "author": f"what {follow.author} puts their name to",
        "theme": f"the theme ‘{follow.theme}’",
        "factor": f"the systemic kind ‘{follow.get_factor_display()}’",
        "text": "this text",
        "question": "this question",
    }[follow.subject]


def _why(told: Told) -> str:
    return f"You follow {_names(told)}."
