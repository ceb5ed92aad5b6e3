"""'We have met this before': said by hand, of a factor or a condition, and never worked out from anything."""

from __future__ import annotations

from typing import TypeVar

from secondstory.analysis import policies
from secondstory.analysis.actions.keep import noun
from secondstory.analysis.models import Condition, SystemicFactor
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal

Seen = TypeVar("Seen", SystemicFactor, Condition)


@action
def link_seen_before(part: Seen, earlier: Seen, *, by: Person) -> Seen:
    """An earlier study met the same thing, under ``earlier``. Whoever links reads both; saying it again changes nothing."""
    policies.check_can_name(type(part), part.retrospective, by)
    check_both_are_there(part, earlier, by)
    if type(earlier) is not type(part):
        raise Refusal("A factor goes with a factor, and a condition with a condition.", code="other_kind")
    if earlier.retrospective_id == part.retrospective_id:
        raise Refusal("This stands in the same study. Choose from an earlier one.", code="same_study")
    if earlier.retrospective.incident.happened_at > part.retrospective.incident.happened_at:
        raise Refusal("That one happened later. Say it there: it is the later study that looks back.", code="later")
    if not part.seen_before.filter(pk=earlier.pk).exists():
        part.seen_before.add(earlier)
        record(f"{noun(type(part))}.seen_before", about=part, by=by, study=part.retrospective_id, earlier=earlier.pk)
    return part


@action
def unlink_seen_before(part: Seen, earlier: Seen, *, by: Person) -> Seen:
    """They turned out to be two things. What both studies say stays."""
    policies.check_can_name(type(part), part.retrospective, by)
    check_both_are_there(part, earlier, by)
    if part.seen_before.filter(pk=earlier.pk).exists():
        part.seen_before.remove(earlier)
        kind = f"{noun(type(part))}.seen_before_taken_back"
        record(kind, about=part, by=by, study=part.retrospective_id, earlier=earlier.pk)
    return part


def check_both_are_there(part: Seen, earlier: Seen, by: Person) -> None:
    """What this person cannot read is, for them, not there."""
    if not type(part)._default_manager.filter(pk=part.pk).exists():
        raise NotFound()
    if not type(earlier).objects.visible_to(by).filter(pk=earlier.pk).exists():
        raise NotFound()
