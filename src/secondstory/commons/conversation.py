"""A conversation as one reader sees it: what was said, its answers, and of each what this person may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.urls import reverse

from secondstory.analysis.models import Mystery
from secondstory.commons.asked import question_in
from secondstory.commons.influenced import Led, led_to
from secondstory.commons.models import Decision, Discussion, EarlierWords, OpenedQuestion, Remark
from secondstory.commons.policies import is_own
from secondstory.concepts.cards import cards
from secondstory.incidents.keyset import EPOCH, SIZE
from secondstory.people.audience import Audience
from secondstory.people.models import Person
from secondstory.publishing.circles import readers_in_words
from secondstory.ui.moments import day


@dataclass(slots=True)
class Said:
    """``state`` is '', 'withdrawn' or 'hidden'. ``text`` is empty where this person may not read the words."""

    remark: Remark
    text: str
    state: str
    is_own: bool
    may_moderate: bool
    earlier: list[EarlierWords] = field(default_factory=list)
    question: Mystery | None = None
    asks: str = ""
    decisions: list[Decision] = field(default_factory=list)
    led: list[Led] = field(default_factory=list)
    replies: list[Said] = field(default_factory=list)

    @property
    def is_named(self) -> bool:
        """Of what is hidden, others do not learn whose words it was; nor of what was taken back."""
        return bool(self.text)


def with_replies(remarks: Sequence[Remark], user: Person, *, moderates: bool) -> list[Said]:
    """At most seven statements, however many were said."""
    answers = Remark.objects.filter(reply_to__in=[one.pk for one in remarks]).visible_to(user)
    replies = list(answers.select_related("created_by").order_by("created_at", "id")) if remarks else []
    said = {it.remark.pk: it for it in as_seen([*remarks, *replies], user, moderates=moderates)}
    for one in replies:
        assert one.reply_to_id is not None
        said[one.reply_to_id].replies.append(said[one.pk])
    return [said[one.pk] for one in remarks]


def as_seen(remarks: Sequence[Remark], user: Person, *, moderates: bool) -> list[Said]:
    found = [_said(one, user, moderates) for one in remarks]
    read = [said.remark.pk for said in found if said.text]
    earlier, decisions = _earlier(found, read), _decisions(found)
    questions, led = _questions(read, user), led_to(read, user)
    for said in found:
        pk = said.remark.pk
        said.earlier, said.decisions = earlier[pk], decisions[pk]
        said.question, said.led = questions.get(pk), led[pk]
        if not said.state and pk not in questions:
            said.asks = question_in(said.text)
    return found


def _said(remark: Remark, user: Person, moderates: bool) -> Said:
    own = is_own(remark, user)
    state = "withdrawn" if remark.withdrawn_at else "hidden" if remark.hidden_at else ""
    reads = not state or (state == "hidden" and (own or moderates))
    return Said(remark, remark.text if reads else "", state, own, moderates and not own and state != "withdrawn")


def _earlier(found: Iterable[Said], read: list[UUID]) -> dict[UUID, list[EarlierWords]]:
    """Words that were hidden when they were put differently are read by their writer and those who moderate alone."""
    may = {one.remark.pk for one in found if one.is_own or one.may_moderate}
    by: dict[UUID, list[EarlierWords]] = defaultdict(list)
    for one in EarlierWords.objects.filter(remark__in=read, remark__reworded_at__isnull=False).order_by(
        "created_at", "id"
    ):
        if not one.was_hidden or one.remark_id in may:
            by[one.remark_id].append(one)
    return by


def _decisions(found: Iterable[Said]) -> dict[UUID, list[Decision]]:
    may = [one.remark.pk for one in found if one.is_own or one.may_moderate]
    by: dict[UUID, list[Decision]] = defaultdict(list)
    if may:
        for one in Decision.objects.filter(remark__in=may).order_by("created_at", "id"):
            by[one.remark_id].append(one)
    return by


def _questions(read: list[UUID], user: Person) -> dict[UUID, Mystery | None]:
    """None where there is one that this person does not read: then they open no second one, and learn nothing of it."""
    opened = dict(OpenedQuestion.objects.filter(remark__in=read).values_list("remark_id", "mystery_id"))
    questions = Mystery.objects.visible_to(user).filter(pk__in=opened.values()).in_bulk() if opened else {}
    return {remark: questions.get(question) for remark, question in opened.items()}


@dataclass(frozen=True, slots=True)
class Named:
    """What a conversation is about: its name and kind, its own page, and the page of the thing."""

    title: str
    kind: str
    url: str
    of_url: str = ""


def spot(remark: Remark, here: Named) -> str:
    """The address at which a remark stands in its conversation, on whichever page of it."""
    top = remark.reply_to_id or remark.pk
    at = (
        remark.created_at
        if remark.reply_to_id is None
        else Remark.objects.values_list("created_at", flat=True).get(pk=top)
    )
    before = Remark.objects.filter(discussion_id=remark.discussion_id, reply_to=None, created_at__lt=at)
    if not before.order_by()[SIZE - 1 : SIZE].exists():
        return f"{here.url}#said-{remark.pk}"
    micros = (at - EPOCH) // timedelta(microseconds=1) - 1
    return f"{here.url}?after={micros}.{'f' * 32}#said-{remark.pk}"


WITH = ("publication__team", "mystery__team", "reading__group__team", "team")


def named(one: Discussion) -> Named:
    """Of a conversation that its reader came to through the door, with what ``WITH`` names."""
    kind = Discussion.Kind(one.kind).label
    if one.publication:
        slug = one.publication.slug
        return Named(
            one.publication.title, kind, reverse("talk-of-text", args=[slug]), reverse("publication", args=[slug])
        )
    if one.mystery:
        page = reverse("question", args=[one.mystery.pk])
        return Named(one.mystery.question, kind, reverse("talk-of-question", args=[one.mystery.pk]), page)
    if one.reading:
        page = reverse("reading", args=[one.reading.pk])
        return Named(f"{one.reading.group.name}, {day(one.reading.at.date())}", kind, page, page)
    if one.idea:
        card = cards().get(one.idea)
        page = reverse("idea", args=[one.idea])
        return Named(card.name if card else one.idea, kind, reverse("talk-of-idea", args=[one.idea]), page)
    title = one.title if one.title_stands else "A topic whose first words are not here any more"
    return Named(title, kind, reverse("discussion", args=[one.pk]))


def readers_of(one: Discussion) -> str:
    """Begins the sentence '… can read this now.'"""
    if one.publication:
        return readers_of_text(one.publication.audience, one.publication.team.name if one.publication.team else "")
    if one.mystery:
        return readers_of_question(one.mystery)
    circle = one.reading.group if one.reading else one
    return f"The team {circle.team.name}" if circle.team and circle.audience == Audience.TEAM else EVERYBODY


EVERYBODY = "Everyone in the organization"


def readers_of_text(audience: str, team: str) -> str:
    """Nobody outside, also where the text is read there."""
    return EVERYBODY if audience in (Audience.PUBLIC, Audience.ORGANIZATION) else readers_in_words(audience, team)


def readers_of_question(question: Mystery) -> str:
    if question.audience == Audience.GROUP:
        return "The people in its study" if question.retrospective_id else "Only whoever asked it"
    return f"The team {question.team.name}" if question.team and question.audience == Audience.TEAM else EVERYBODY
