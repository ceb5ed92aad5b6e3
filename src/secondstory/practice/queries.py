"""What is asked of several rows at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from secondstory.agreements.models import Agreement, AgreementVersion
from secondstory.incidents.models import Retrospective
from secondstory.incidents.own_steps import with_step_words
from secondstory.incidents.rail import rail, with_rail
from secondstory.people.audience import Who
from secondstory.people.refusals import NotFound
from secondstory.playbook.models import ProcessVersion
from secondstory.playbook.process import Process
from secondstory.playbook.transitions import State
from secondstory.practice.elements import in_words
from secondstory.practice.models import Experience, Practice, Proposal
from secondstory.writeup.anatomy import PARTS, heading_of
from secondstory.writeup.models import Section

LATELY = timedelta(days=365)
RECENT = 20
# What the rail says of a step of a final study in which nothing was written.
SAID_NOTHING = ("none", "nothing named")


def process_now() -> Process | None:
    version = ProcessVersion.objects.in_force(timezone.now())
    return version.process if version else None


def stage_keys() -> set[str]:
    process = process_now()
    return {stage.key for stage in process.stages} if process else set()


def keys_ever() -> set[str]:
    """Of the steps of every version there was, drafts too."""
    return {stage["key"] for data in ProcessVersion.objects.values_list("data", flat=True) for stage in data["stages"]}


@dataclass(frozen=True, slots=True)
class Named:
    """What elements are called, fetched once for a page."""

    process: Process | None
    practices: dict[str, str]

    def __call__(self, about: str) -> str:
        return in_words(about, self.process, self.practices)


def names() -> Named:
    return Named(process_now(), dict(Practice.objects.values_list("key", "name")))


def find_proposal(user: Who, proposal_id: UUID) -> Proposal:
    rows = Proposal.objects.visible_to(user).select_related("created_by", "grew_from")
    found = rows.filter(pk=proposal_id).first()
    if found is None:
        raise NotFound()
    return found


def find_practice(user: Who, key: str) -> Practice:
    found = Practice.objects.visible_to(user).filter(key=key).first()
    if found is None:
        raise NotFound()
    return found


def find_experience(user: Who, experience_id: UUID) -> Experience:
    found = Experience.objects.visible_to(user).filter(pk=experience_id).first()
    if found is None:
        raise NotFound()
    return found


def find_version(user: Who, number: int) -> ProcessVersion:
    """The process is everybody's here: its drafts, too."""
    from_here = ProcessVersion.objects.select_related("created_by").prefetch_related("reviews__created_by")
    found = from_here.filter(number=number).order_by("-valid_from").first()
    if found is None or not getattr(user, "is_authenticated", False):
        raise NotFound()
    return found


def version_before(version: ProcessVersion) -> ProcessVersion | None:
    """The one that a version came from: said beside a draft; else the one that began before it."""
    draft = getattr(version, "draft", None)
    if draft is not None:
        return ProcessVersion.objects.get(pk=draft.before_id)
    earlier = ProcessVersion.objects.reviewed().filter(number__lt=version.number, name=version.name)
    return earlier.order_by("-number").first()


@dataclass(frozen=True, slots=True)
class AgreementDue:
    agreement: Agreement
    title: str
    look_again_on: date


def agreements_due(user: Who, today: date) -> list[AgreementDue]:
    """Working agreements that this person reads and whose day has come. Those who do the work look at them."""
    rows: Any = Agreement.objects.visible_to(user).knowing_versions_of(user).filter(retirement=None)
    current = rows.order_by().values("current_id")
    due = AgreementVersion.objects.filter(pk__in=current, look_again_on__lte=today).select_related("agreement")
    return [
        AgreementDue(one.agreement, one.title, one.look_again_on)
        for one in due.defer("text").order_by("look_again_on", "id")
    ]


@dataclass(frozen=True, slots=True)
class Unused:
    """A step that nobody began, or a section that nobody wrote in, in some of the studies that became final."""

    name: str
    kind: str
    studies: int


def least_used(user: Who) -> tuple[int, list[Unused]]:
    """Of the latest studies this person reads that became final within a year: how many there are, and what of the process
    stayed unused in how many of them. About the process alone; nobody is behind a number."""
    since = timezone.now() - LATELY
    ended = Retrospective.objects.visible_to(user).filter(state=State.FINAL, finalized_at__gte=since)
    studies = list(with_rail(ended.order_by("-finalized_at", "-id"))[:RECENT])
    with_step_words(studies)
    empty: dict[tuple[str, str], int] = {}
    for study in studies:
        for step in rail(study, deadlines={}):
            if step.state == "next" or step.says in SAID_NOTHING:
                empty["step", step.name] = empty.get(("step", step.name), 0) + 1
    texts = Section.objects.filter(
        Q(text="") | Q(text__isnull=True), writeup__retrospective__in=[s.pk for s in studies]
    )
    for key, heading in texts.values_list("key", "heading"):
        name = heading_of(key) if key in PARTS else heading
        empty["section of the write-up", name] = empty.get(("section of the write-up", name), 0) + 1
    rows = [Unused(name, kind, many) for (kind, name), many in empty.items()]
    return len(studies), sorted(rows, key=lambda one: (-one.studies, one.kind, one.name))
