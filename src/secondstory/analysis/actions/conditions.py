"""Conditions belong together as a set: joined, never ranked."""

from __future__ import annotations

from collections.abc import Collection

from secondstory.analysis import policies
from secondstory.analysis.actions.keep import check_is_there, check_of_study
from secondstory.analysis.models import Condition
from secondstory.journal.actions import action, record
from secondstory.people.models import Person


@action
def join_conditions(condition: Condition, others: Collection[Condition], *, by: Person) -> Condition:
    """``condition`` worked together with exactly these others. Joining goes both ways; with itself it says nothing."""
    policies.check_can_change_part(condition, by)
    check_is_there(condition)
    check_of_study(condition.retrospective, others, field="joined_with")
    wanted = set(others) - {condition}
    if wanted == set(condition.joined_with.all()):
        return condition
    condition.joined_with.set(wanted)
    record("condition.joined", about=condition, by=by, study=condition.retrospective_id)
    return condition
