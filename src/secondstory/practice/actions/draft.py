"""The next version of the process, as a draft; what others who do the work say of it; and letting it go.

The version is a row of the playbook, which stays as it was written. Beside it stands what it came from, which proposals it
adopts, and who to ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from secondstory.incidents.words import line, prose
from secondstory.journal.actions import action, record
from secondstory.people.models import Organization, Person, TeamMembership
from secondstory.people.refusals import Conflict, Refusal
from secondstory.playbook.differing import added, differences
from secondstory.playbook.models import ProcessReview, ProcessVersion
from secondstory.playbook.process import read_process
from secondstory.practice.models import HALF_A_YEAR, NotYet, Practice, ProcessDraft, Proposal
from secondstory.practice.policies import (
    check_can_let_go,
    check_can_review,
    check_keeps_process,
    draft_of,
    newest_version,
)
from secondstory.practice.process_words import Words, check, with_words
from secondstory.ui.moments import day


@action
def draft_version(
    words: Words,
    why: str,
    *,
    by: Person,
    from_on: date,
    adopts: Sequence[Proposal] = (),
    goes: str = "",
) -> ProcessVersion:
    """What the version in force says, with ``words`` in place of its own. An earlier draft is overtaken by it. One that
    says the same as the newest draft of the same person is that one."""
    check_keeps_process(by)
    base = ProcessVersion.objects.in_force(timezone.now())
    newest = newest_version()
    if base is None or newest is None:
        raise Refusal("There is no process here to write the next version of. Ask a steward to load it.", code="none")
    why = line(why, most=400, field="why", empty="Say what changes, and why.")
    goes = line(goes, most=400, field="goes")
    check(words, base.process)
    data = with_words(base.data, words) | {"number": newest.number + 1, "why": why}
    if not differences(base.process, read_process(data)):
        raise Refusal("It says the same as the version in force. Change what you would have different.", code="same")
    if added(base.process, read_process(data)) and not goes:
        raise Refusal(
            "This asks more of everybody than before. Say which one goes for it, or why none can.",
            code="which_one_goes",
            field="goes",
        )
    valid_from = _beginning(from_on)
    if _same(newest, data, by):
        return newest
    version = ProcessVersion.objects.create(
        name=base.name, number=newest.number + 1, valid_from=valid_from, why=why, data=data, created_by=by
    )
    draft = ProcessDraft.objects.create(version=version, before=base, goes=goes, ask=by, created_by=by)
    draft.adopts.set([one for one in adopts if not one.is_settled])
    record("process.drafted", about=version, by=by, number=version.number)
    return version


def _same(newest: ProcessVersion, data: dict[str, Any], by: Person) -> bool:
    draft = getattr(newest, "draft", None)
    return (
        draft is not None
        and newest.created_by_id == by.pk
        and not draft.let_go_because
        and not newest.reviews.exists()
        and newest.data | {"number": 0} == data | {"number": 0}
    )


def _beginning(on: date) -> datetime:
    """Of that day where the house is; of today, now. Never before what has been agreed already begins."""
    now = timezone.now()
    zone = ZoneInfo(Organization.objects.values_list("zone", flat=True).get(pk=1))
    if on < now.astimezone(zone).date():
        raise Refusal("Choose today or a day to come: studies keep the version they began with.", field="from_on")
    at = max(now, datetime.combine(on, time(0), tzinfo=zone))
    latest = ProcessVersion.objects.reviewed().order_by("-valid_from").first()
    if latest and latest.valid_from > at:
        raise Refusal(
            f"A version that is agreed begins on {day(latest.valid_from.astimezone(zone).date())}. Choose that day or a later one.",
            code="before_another",
            field="from_on",
        )
    return at


@action
def review_process(version: ProcessVersion, *, by: Person, text: str = "") -> list[ProcessReview]:
    """It may hold: by somebody who does the work and did not write it. It is in force from its day; the proposals it
    adopts have their answer. Twice is once."""
    mine = list(ProcessReview.objects.filter(version=version, created_by=by))
    if mine:
        return mine
    check_can_review(version, by)
    text = prose(text, most=4000, field="text")
    teams = TeamMembership.objects.filter(person=by).order_by("team_id").values_list("team_id", flat=True)
    said = [ProcessReview(version=version, team_id=team, text=text, created_by=by) for team in teams]
    for one in said:
        one.save(force_insert=True)
    if version.valid_from < timezone.now():
        # Its day went by while it waited: it holds from now, and no study began with it before.
        version.valid_from = timezone.now()
        version.save(update_fields=["valid_from"])
    record("process.reviewed", about=version, by=by, number=version.number)
    writer = version.created_by
    assert writer is not None
    for proposal in draft_of(version).adopts.all():
        if not proposal.is_settled:
            _adopt(proposal, version, writer)
    _look_again_at_own_steps(version)
    return said


def _look_again_at_own_steps(version: ProcessVersion) -> None:
    """As every step, one that the organization added has a day on which it is asked whether it helps. It goes with a
    version, as the others do, and not by a word."""
    again = version.valid_from.date() + HALF_A_YEAR
    for stage in version.process.stages:
        if stage.own:
            told = {"name": stage.name, "about": stage.good_enough[0], "look_again_on": again, "is_built_in": True}
            Practice.objects.get_or_create(key=f"stage-{stage.key}", defaults=told)


def _adopt(proposal: Proposal, version: ProcessVersion, writer: Person) -> None:
    """By who wrote the version, who answered when they named it; also where they keep the process no longer."""
    zone = ZoneInfo(Organization.objects.values_list("zone", flat=True).get(pk=1))
    text = f"Version {version.number}, from {day(version.valid_from.astimezone(zone).date())}: {version.why}"
    adopted = Proposal.State.ADOPTED
    proposal.answers.create(state=adopted, text=text, version=version, created_by=writer)
    Proposal.objects.filter(pk=proposal.pk).update(state=adopted)
    record("proposal.answered", about=proposal, by=writer, state=str(adopted))


@action
def say_not_yet(version: ProcessVersion, text: str, *, by: Person) -> NotYet:
    """What is not so yet: it does not forbid, and whoever wrote it reads it. Twice is once."""
    text = prose(text, most=4000, field="text", empty="Say what is not so yet, or how you would put it.")
    if same := NotYet.objects.filter(version=version, text=text, created_by=by).first():
        return same
    check_can_review(version, by)
    said = NotYet.objects.create(version=version, text=text, created_by=by)
    record("process.not_yet", about=version, by=by, number=version.number)
    return said


@action
def let_go(version: ProcessVersion, because: str, *, by: Person) -> ProcessDraft:
    """A draft is let go, with the reason; it stays to be read. Twice is once, and of two reasons neither is lost."""
    check_keeps_process(by)
    because = line(because, most=400, field="because", empty="Say why, so that others can follow.")
    draft = draft_of(version)
    if draft.let_go_because == because:
        return draft
    if draft.let_go_because:
        raise Conflict("It was let go meanwhile; the reason stands on this page.", code="let_go_meanwhile")
    check_can_let_go(version, by)
    draft.let_go_because = because
    draft.save(update_fields=["let_go_because"])
    record("process.let_go", about=version, by=by, number=version.number)
    return draft
