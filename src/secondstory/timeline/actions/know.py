"""Who knew it when: saying so for one person or several, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from secondstory.incidents.models import MomentPrecision, Participant
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.timeline.actions.told import instant
from secondstory.timeline.models import Awareness, Entry, How
from secondstory.timeline.policies import check_can_change_awareness, check_can_say_who_knew
from secondstory.timeline.reach import reach


@dataclass(frozen=True, slots=True)
class _Span:
    at: datetime
    precision: str
    approximate: bool
    until: None = None


@action
def set_awareness(
    entry: Entry,
    participant: Participant,
    *,
    by: Person,
    learned_at: datetime | None = None,
    precision: str = MomentPrecision.MINUTE.value,
    approximate: bool = False,
    how: str = How.SAW.value,
) -> Awareness:
    """Say when this person learned of it; without ``learned_at``, at once. The same again changes nothing; another
    moment replaces the one that stood there, unless the person said that one themself."""
    check_can_say_who_knew(participant, by)
    entry.refresh_from_db(fields=["withdrawn_at", "at", "until", "precision", "approximate"])
    _check_belong(entry, participant)
    if how not in How.values:
        raise Refusal(f"Ways to learn of it are {', '.join(How.values)}. Choose one of these.", code="how", field="how")
    if learned_at is None:
        told = Awareness(learned_at=entry.at, precision=entry.precision, approximate=entry.approximate)
    else:
        told = Awareness(learned_at=instant(learned_at, "learned"), precision=precision, approximate=approximate)
        _check_after(entry, told)
    found = Awareness.objects.filter(entry=entry, participant=participant).first()
    if found:
        same = ("learned_at", "precision", "approximate")
        if found.how == how and all(getattr(found, name) == getattr(told, name) for name in same):
            return found
        found.participant = participant
        check_can_change_awareness(found, by)
    known = found or Awareness(entry=entry, participant=participant)
    known.learned_at, known.precision, known.approximate = told.learned_at, told.precision, told.approximate
    known.how, known.created_by = how, by
    known.save()
    record("awareness.said", about=entry, by=by, study=entry.retrospective_id, how=how, precision=known.precision)
    return known


@action
def know_at_once(
    entry: Entry, participants: Iterable[Participant], *, by: Person, how: str = How.SAW.value
) -> list[Awareness]:
    """All of these knew it as it happened."""
    return [set_awareness(entry, participant, by=by, how=how) for participant in participants]


@action
def forget_awareness(entry: Entry, participant: Participant, *, by: Person) -> bool:
    """Nobody says any more when this person learned of it. Whether something was there to take back."""
    check_can_say_who_knew(participant, by)
    found = Awareness.objects.filter(entry=entry, participant=participant).first()
    if found is None:
        return False
    found.participant = participant
    check_can_change_awareness(found, by)
    found.delete()
    record("awareness.forgotten", about=entry, by=by, study=entry.retrospective_id)
    return True


def _check_belong(entry: Entry, participant: Participant) -> None:
    if entry.withdrawn_at:
        raise Refusal("This entry was taken out. Say it of another one.", code="entry_taken_out")
    if participant.retrospective_id != entry.retrospective_id:
        raise Refusal(
            "They take no part in this study. Choose somebody who does.", code="not_a_participant", field="participant"
        )


def _check_after(entry: Entry, told: Awareness) -> None:
    if told.precision not in MomentPrecision.values:
        raise Refusal(
            f"A moment is known by {', '.join(MomentPrecision.values)}. Choose one of these.",
            code="unknown_precision",
            field="learned",
        )
    if reach(_Span(told.learned_at, told.precision, told.approximate))[1] < reach(entry)[0]:
        raise Refusal(
            "That is before it happened. Write when they learned of it, or choose ‘at once’.",
            code="learned_first",
            field="learned",
        )
