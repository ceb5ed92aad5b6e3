"""What needs somebody, for their first page: by each thing that waits for them, a title and the way there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from secondstory.analysis.models import Credit, Following, Mystery
from secondstory.firsthand.models import Account, Conversation, Quote
from secondstory.incidents.models import Participant, Retrospective, StudyRole
from secondstory.incidents.querysets import work_readable
from secondstory.incidents.rail import Step
from secondstory.playbook.transitions import State
from secondstory.publishing.findable.rows import Row, columns, together
from secondstory.publishing.stage import RESTING, WORKING, steps_at_hand
from secondstory.recommendations.models import (
    UNDER_WAY,
    Decision,
    EffectCheck,
    EffectLater,
    Recommendation,
    Status,
    StatusChange,
    Stuck,
    StuckReply,
)
from secondstory.recommendations.querysets import stands_at
from secondstory.review.models import Invited
from secondstory.review.rail import reads_first
from secondstory.timeline.models import Entry
from secondstory.ui.menu import address
from secondstory.ui.moments import day

if TYPE_CHECKING:
    from secondstory.people.models import Person

MANY = 40
SOON = timedelta(days=3)
AHEAD = timedelta(days=14)
A_YEAR = timedelta(days=365)
LATELY = timedelta(days=14)
HEARD = {
    StuckReply.Kind.DECIDED: "Whoever was asked has decided.",
    StuckReply.Kind.HANDED_ON: "It was handed on to somebody else who can decide.",
    StuckReply.Kind.MISSING: "Something is missing to decide. Add it, and ask again.",
    StuckReply.Kind.GOES_ON: "It goes on.",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that waits for this person. ``by`` is a date or None: when they can."""

    what: str
    url: str
    why: str
    by: date | None
    when: str
    note: str = ""
    is_soon: bool = False


# What else asks something of somebody: by a package that lies higher, under a word of its own.
Waiting: TypeAlias = "Callable[[Person, date], QuerySet[Any, Any]]"
_above: dict[str, tuple[Waiting, Callable[[Row, date], Ask]]] = {}


def also_asks(word: str, waiting: Waiting, ask: Callable[[Row, date], Ask]) -> None:
    """Called by config/wiring.py. ``waiting`` gives rows of the type ``word``, ``ask`` their line."""
    _above[word] = waiting, ask


# --- what needs somebody -------------------------------------------------------------------------------


def asks_of(person: Person, mine: list[Retrospective], deadlines: dict[UUID, dict[str, date]]) -> list[Ask]:
    today = timezone.now().date()
    kinds = (
        _told,
        _quotes,
        _notes,
        _wishes,
        _thanks,
        _answered,
        _reviews,
        _decisions,
        _stuck,
        _heard,
        _promises,
        _effects,
    )
    rows = together([kind(person, today) for kind in (*kinds, *(kind for kind, _ in _above.values()))], most=MANY)
    asks = [_ask(row, today) for row in rows]
    for study in mine:
        asks += [*filter(None, [_comments(study)]), *_steps(study, deadlines[study.pk], today)]
    return sorted(asks, key=lambda ask: (ask.by is None, ask.by or today, ask.what))


# Titles and ways there, never a word of an account, a quote or a conversation: a first page is read over shoulders.


def _told(person: Person, today: date) -> QuerySet[Any, Any]:
    """Invited to tell how it looked, and neither begun an account, nor asked for a talk, nor told it in the timeline."""
    # The study is named so that its index is used: nearly all entries of a house may be told by nobody.
    told = Entry.objects.filter(participant_id=OuterRef("pk"), retrospective_id=OuterRef("retrospective_id"))
    invited = Participant.objects.filter(
        ~Exists(told),
        ~Exists(Account.objects.filter(participant_id=OuterRef("pk"))),
        ~Exists(Conversation.objects.filter(participant_id=OuterRef("pk"))),
        person=person,
        left_at=None,
        invited_at__isnull=False,
        retrospective__state__in=[State.OPENED, State.GATHERING, State.ANALYSING],
    )
    return columns(
        "tell", invited, at="invited_at", title="retrospective__title", text="role_label", place="retrospective_id"
    )


def _quotes(person: Person, today: date) -> QuerySet[Any, Any]:
    """Their words were asked for, in a wording that waits for them. Whoever left a study reads its title no more."""
    asked = Quote.objects.filter(
        state=Quote.State.ASKED, entry__account__author=person, retrospective__state__in=[*WORKING, *RESTING]
    )
    here = When(entry__account__participant__left_at=None, then=F("retrospective__title"))
    asked = asked.annotate(of=Case(here, default=Value("a study you are no longer part of")))
    return columns("quote", asked, at="created_at", title="of", place="retrospective_id")


def _notes(person: Person, today: date) -> QuerySet[Any, Any]:
    """Notes of their conversation wait for them to read."""
    noted = Conversation.objects.filter(
        Q(keep_until=None) | Q(keep_until__gte=today),
        participant__person=person,
        participant__left_at=None,
        number__gt=F("approved_number"),
        expired_at=None,
        retrospective__state__in=[*WORKING, *RESTING],
    )
    return columns("notes", noted, at="created_at", title="retrospective__title", place="retrospective_id")


def _wishes(person: Person, today: date) -> QuerySet[Any, Any]:
    """Somebody would rather talk than write, in a study this person facilitates."""
    wished = Conversation.objects.filter(
        state=Conversation.State.WISHED,
        retrospective__roles__person=person,
        retrospective__roles__role=StudyRole.Role.FACILITATOR,
        retrospective__state__in=[*WORKING, *RESTING],
    )
    return columns("wish", wished, at="created_at", title="retrospective__title", place="retrospective_id")


def _thanks(person: Person, today: date) -> QuerySet[Any, Any]:
    """Somebody would name them beside something that went well, if they agree."""
    asked = Credit.objects.filter(participant__person=person, participant__left_at=None, agreed_at=None)
    return columns(
        "thanks",
        asked,
        at="created_at",
        title="strength__retrospective__title",
        text="strength_id",
        place="strength__retrospective_id",
    )


def _answered(person: Person, today: date) -> QuerySet[Any, Any]:
    """What they wanted to know got an answer these days. Letting the question go takes it away."""
    # By their own few followings, rather than through all that was ever answered.
    followed = Following.objects.filter(created_by=person).order_by().values("mystery_id")
    answered = Mystery.objects.visible_to(person).filter(
        pk__in=followed, state=Mystery.State.ANSWERED, answered_at__gte=timezone.now() - LATELY
    )
    return columns("answered", answered, at="answered_at", title="question", place="id")


def _reviews(person: Person, today: date) -> QuerySet[Any, Any]:
    invited = Invited.objects.filter(person=person, ready_at=None, round__closed_at=None)
    return columns(
        "review",
        invited,
        at="round__closes_not_before",
        title="round__retrospective__title",
        place="round__retrospective_id",
    )


def _decisions(person: Person, today: date) -> QuerySet[Any, Any]:
    waiting = Recommendation.objects.filter(
        Q(decision=Decision.NONE) | Q(decision=Decision.LATER, look_again_on__lte=today),
        stands_at(Status.PROPOSED),
        decider=person,
    )
    # A decider from outside reads the promise, not the study it came from, nor its title.
    may = work_readable(person.as_reader, prefix="retrospective__")
    waiting = waiting.annotate(comes_from=Case(When(may, then=F("retrospective__title")), default=Value("")))
    return columns(
        "decide",
        waiting,
        at="created_at",
        title="title",
        text="comes_from",
        more="look_again_on",
        place="retrospective_id",
    )


def _stuck(person: Person, today: date) -> QuerySet[Any, Any]:
    """A recommendation is stuck, and they were asked because they can decide."""
    asked = Stuck.objects.waiting().filter(_still_read(person, "recommendation_id"), asked=person)
    return columns("stuck", asked, at="created_at", title="recommendation__title", place="recommendation_id")


def _heard(person: Person, today: date) -> QuerySet[Any, Any]:
    """What they asked about, or carry, was stuck, and somebody else answered these days."""
    replies = StuckReply.objects.filter(
        Q(stuck__created_by=person) | Q(stuck__recommendation__owner=person),
        _still_read(person, "stuck__recommendation_id"),
        stands_at(*UNDER_WAY, status="stuck__recommendation__status"),
        created_at__gte=timezone.now() - LATELY,
    ).exclude(created_by=person)
    title, place = "stuck__recommendation__title", "stuck__recommendation_id"
    return columns("heard", replies, at="created_at", title=title, more="kind", place=place)


def _still_read(person: Person, path: str) -> Exists:
    """Asked row by row of their few, rather than of all recommendations that they read."""
    return Exists(Recommendation.objects.visible_to(person).filter(pk=OuterRef(path)))


def _promises(person: Person, today: date) -> QuerySet[Any, Any]:
    promised = Recommendation.objects.filter(
        Q(owner=person) | Q(owner_team_id__in=person.as_reader.team_ids),
        stands_at(Status.PLANNED, Status.IN_PROGRESS),
        target_date__lte=today + AHEAD,
    ).order_by("target_date", "id")
    return columns(
        "promise",
        promised,
        at="created_at",
        title="title",
        text="done_when",
        more="target_date",
        place="retrospective_id",
    )


def _effects(person: Person, today: date) -> QuerySet[Any, Any]:
    """What they carry was done some weeks ago, and nobody has told what came of it. Not for ever: what was done more than
    a year before that is let go."""
    until = timezone.now() - timedelta(days=settings.REPORT_BACK_DAYS)
    done = StatusChange.objects.filter(
        recommendation_id=OuterRef("pk"), target=Status.DONE, created_at__lte=until, created_at__gte=until - A_YEAR
    ).exclude(source=Status.DONE)
    carried = Recommendation.objects.filter(
        Q(owner=person) | Q(owner_team_id__in=person.as_reader.team_ids),
        Exists(done),
        ~Exists(EffectCheck.objects.filter(recommendation_id=OuterRef("pk"))),
        ~Exists(EffectLater.objects.filter(recommendation_id=OuterRef("pk"), on__gt=today)),
        stands_at(Status.DONE),
    )
    return columns("effect", carried, at="created_at", title="title", text="done_when", place="id")


def _ask(row: Row, today: date) -> Ask:
    if row.type in _above:
        return _above[row.type][1](row, today)
    # Of an answer, the question; of what was stuck, the recommendation; of all else, the study.
    study = UUID(row.place)
    if row.type == "stuck":
        return Ask(
            f"Stuck, and you can decide: {row.title}",
            f"{address('recommendation', study)}#stuck",
            "Decide, hand it on to somebody who can, or say what is missing.",
            None,
            "when you can",
            "you were asked",
        )
    if row.type == "heard":
        return Ask(
            f"An answer about what was stuck: {row.title}",
            f"{address('recommendation', study)}#stuck",
            HEARD[StuckReply.Kind(row.more)],
            None,
            "when you like",
            "you asked, or carry it",
        )
    if row.type == "effect":
        return Ask(
            f"What came of it? {row.title}",
            f"{address('recommendation', row.id)}#effect",
            f"It was done some weeks ago. Is it so by now: {row.text}",
            None,
            "when you can",
            "you carry this",
        )
    by = date.fromisoformat(row.more[:10]) if row.more else None
    if row.type == "tell":
        return Ask(
            f"Tell how it looked: {row.title}",
            address("my-account", study),
            f"You were there ({row.text}). Write it in your own words, for yourself first, or say that you would rather talk.",
            None,
            "when you like",
        )
    if row.type == "quote":
        return Ask(
            f"May words of yours be quoted? {row.title}",
            f"{address('my-account', study)}#quotes",
            "You see the exact words, and say yes, no, or how you would put it.",
            None,
            "before the text is final",
            "only you decide",
        )
    if row.type == "notes":
        return Ask(
            f"Read the notes of your conversation: {row.title}",
            address("conversation", study, row.id),
            "Nobody but the two of you reads them until you approve them.",
            None,
            "when you can",
            "only you decide",
        )
    if row.type == "wish":
        return Ask(
            f"Somebody would rather talk: {row.title}",
            address("conversation", study, row.id),
            "Ask when it suits them. Notes are taken only if they agree.",
            None,
            "soon, while it is fresh",
            "you facilitate this",
        )
    if row.type == "thanks":
        return Ask(
            f"May you be named for something that went well? {row.title}",
            address("strength-credits", study, UUID(row.text)),
            "You are shown there as you chose for this study, once you agree, and until you take it back.",
            None,
            "when you like",
            "only you decide",
        )
    if row.type == "answered":
        return Ask(
            f"Somebody knew: {row.title}",
            address("question", study),
            "You wanted to know. Does the answer bring up the next question?",
            None,
            "when you like",
        )
    if row.type == "review":
        least = row.at.date()
        return Ask(
            f"Read and comment: {row.title}",
            address("review", study),
            "What would you change, what is unclear, what did you see in another way?",
            least,
            f"open at least until {day(least)}",
            is_soon=least <= today + SOON,
        )
    if row.type == "decide":
        return Ask(
            f"Decide: {row.title}",
            address("recommendation", row.id),
            f"{f'From ‘{row.text}’. ' if row.text else ''}Do it, not now, or not, with your reason.",
            by,
            f"look again since {day(by)}" if by else "when you can",
            "you are the decider",
        )
    assert by is not None
    return Ask(
        row.title,
        address("recommendation", row.id),
        f"Done when: {row.text}",
        by,
        f"by {day(by)}" if by >= today else f"was due {day(by)}; a new date is a word away",
        "you carry this",
        by <= today + SOON,
    )


def _comments(study: Any) -> Ask | None:
    """Comments that wait for an answer in a round this person facilitates; the rail fetched them."""
    if reads_first(study) or not (study.review_open_rounds and study.review_waiting):
        return None
    return Ask(
        f"Answer what was said: {study.title}",
        address("review", study.pk),
        "A ‘change’ or ‘disagree’ waits for your words. It may also stand as it is.",
        None,
        "before the round closes",
        "you facilitate this",
    )


def _steps(study: Retrospective, deadlines: dict[str, date], today: date) -> Iterator[Ask]:
    """The steps of a study this person facilitates whose date is near or gone by: where it stands, and those that the
    organization added."""
    if study.state == State.PAUSED:
        return
    for step in steps_at_hand(study, deadlines):
        due = deadlines.get(step.key)
        if due is not None and due <= today + SOON:
            yield _step(study, step, due, today)


def _step(study: Retrospective, step: Step, due: date, today: date) -> Ask:
    return Ask(
        f"{step.name}: {study.title}",
        step.url,
        f"{step.says[:1].upper()}{step.says[1:]}. Good enough: {step.good_enough}" if step.good_enough else step.says,
        due,
        f"due {day(due)}" if due >= today else f"was due {day(due)}; it can be moved, with a reason",
        "you facilitate this",
        due <= today + SOON,
    )
