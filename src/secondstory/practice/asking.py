"""What the practice asks of people on their first page: an answer to a proposal, a look at a practice, a review of the
next version; and what was answered, and what it was like."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from secondstory.incidents.models import Participant, Retrospective, StudyRole
from secondstory.people.models import Person, RoleGrant
from secondstory.playbook.models import ProcessReview, ProcessVersion
from secondstory.playbook.transitions import State
from secondstory.practice.models import Experience, NotYet, Practice, Proposal, ProposalAnswer
from secondstory.practice.querysets import KEEPERS
from secondstory.publishing.asks import Ask
from secondstory.publishing.findable.rows import Row, columns
from secondstory.ui.menu import address
from secondstory.ui.moments import day

PROPOSED, ANSWERED, LOOK, DRAFT, TOLD = (
    "practice-proposal",
    "practice-answer",
    "practice-look",
    "practice-draft",
    "practice-told",
)
LATELY = timedelta(days=14)


def _keeps(person: Person) -> Exists:
    """Asked within the one statement of the first page."""
    return Exists(RoleGrant.objects.filter(person=person, role__in=KEEPERS))


def to_answer(person: Person, today: date) -> QuerySet[Any, Any]:
    """For those who keep the process: what nobody has answered, and what was tried until today."""
    tried = Q(state=Proposal.State.TRIED, look_again_on__lte=today)
    asked = Q(state__in=[Proposal.State.OPEN, Proposal.State.DISCUSSED])
    rows = Proposal.objects.filter(_keeps(person), asked | tried)
    return columns(PROPOSED, rows, at="created_at", title="what", text="state", more="due_on", place="look_again_on")


def answered(person: Person, today: date) -> QuerySet[Any, Any]:
    """What they proposed with their name, and somebody else answered these days."""
    rows = ProposalAnswer.objects.filter(proposal__created_by=person, created_at__gte=timezone.now() - LATELY).exclude(
        created_by=person
    )
    return columns(ANSWERED, rows, at="created_at", title="proposal__what", more="state", place="proposal_id")


def to_look_at(person: Person, today: date) -> QuerySet[Any, Any]:
    rows = Practice.objects.due(today).filter(_keeps(person))
    return columns(LOOK, rows, at="created_at", title="name", more="look_again_on", place="key")


def to_review(person: Person, today: date) -> QuerySet[Any, Any]:
    """The newest draft of the process, for those who do the work, did not write it and have not said anything of it."""
    later = ProcessVersion.objects.filter(number__gt=OuterRef("number"))
    said = NotYet.objects.filter(version_id=OuterRef("pk"), created_by=person)
    waits = ProcessVersion.objects.filter(
        ~Exists(later),
        ~Exists(ProcessReview.objects.filter(version_id=OuterRef("pk"))),
        ~Exists(said),
        draft__isnull=False,
        draft__let_go_because="",
    ).exclude(created_by=person)
    if not person.as_reader.team_ids:
        waits = waits.none()
    return columns(DRAFT, waits, at="created_at", title="why", more="number")


def to_tell(person: Person, today: date) -> QuerySet[Any, Any]:
    """The latest study they had a part in, when it became final these days and they have told nothing of it with their
    name. One at a time: a first page is no questionnaire."""
    # By their own few parts, rather than through all studies of a house.
    here = StudyRole.objects.filter(person=person).values("retrospective")
    there = Participant.objects.order_by().filter(person=person, left_at=None).values("retrospective")
    ended = Retrospective.objects.filter(
        pk__in=here.union(there), state=State.FINAL, finalized_at__gte=timezone.now() - LATELY, source_id=""
    )
    latest = ended.order_by("-finalized_at", "-id").values("pk")[:1]
    told = Experience.objects.filter(study_id=OuterRef("pk"), created_by=person)
    waits = Retrospective.objects.filter(~Exists(told), pk=Subquery(latest))
    return columns(TOLD, waits, at="finalized_at", title="title")


def proposal_line(row: Row, today: date) -> Ask:
    due = date.fromisoformat(row.more[:10])
    url = address("proposal", row.id)
    if row.text == Proposal.State.TRIED:
        again = date.fromisoformat(row.place[:10])
        return Ask(
            f"Did it help? {row.title}",
            url,
            "It was tried until now.",
            again,
            f"since {day(again)}",
            "you keep the process",
        )
    return Ask(
        f"Answer a proposal: {row.title}",
        url,
        "Adopt it, try it, or decline it, each with the reason.",
        due,
        f"by {day(due)}" if due >= today else f"was due {day(due)}",
        "you keep the process",
        due <= today + timedelta(days=3),
    )


def answer_line(row: Row, today: date) -> Ask:
    return Ask(
        f"An answer to what you proposed: {row.title}",
        address("proposal", UUID(row.place)),
        f"It is now: {Proposal.State(row.more).label}.",
        None,
        "when you like",
        "you proposed it",
    )


def look_line(row: Row, today: date) -> Ask:
    by = date.fromisoformat(row.more[:10])
    return Ask(
        f"Does it help? {row.title}",
        address("practice-one", row.place),
        "What does it help with, what does it cost, what would we miss without it?",
        by,
        f"since {day(by)}",
        "you keep the process",
    )


def review_line(row: Row, today: date) -> Ask:
    return Ask(
        f"Would you work this way? {row.title}",
        address("process-version", int(row.more)),
        "The next version of our process waits for somebody who does the work and did not write it.",
        None,
        "when you can",
    )


def told_line(row: Row, today: date) -> Ask:
    return Ask(
        f"What was it like to work this way? {row.title}",
        f"{address('experience-new')}?study={row.id}",
        "One sentence of what worked or what got in the way. With your name or without.",
        None,
        "when you like",
    )


LINES = (
    (PROPOSED, to_answer, proposal_line),
    (ANSWERED, answered, answer_line),
    (LOOK, to_look_at, look_line),
    (DRAFT, to_review, review_line),
    (TOLD, to_tell, told_line),
)
