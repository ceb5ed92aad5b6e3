"""What the facilitator decides about a shared entry of somebody's account: agree that it stands in the timeline, link it
to an entry that tells the same, or leave it where it is. The words stay with their author: nothing is copied."""

from __future__ import annotations

from secondstory.firsthand.models import AccountEntry, Rung
from secondstory.incidents.policies import check_can_analyse
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.people.refusals import NotFound, Refusal
from secondstory.timeline.models import Entry, Placement


@action
def place_telling(told: AccountEntry, state: str, *, by: Person, entry: Entry | None = None) -> Placement:
    """``state`` is agreed, linked (to ``entry``) or left; the same again changes nothing. What its author closes
    meanwhile is not there to be placed."""
    if state not in Placement.State.values:
        raise Refusal("Agree with it, link it to an entry, or leave it.", code="unknown_placement")
    open_to_all = AccountEntry.objects.shared_with(by).filter(pk=told.pk, rung=Rung.PARTICIPANTS)
    found = open_to_all.select_related("account__retrospective").first()
    if found is None:
        raise NotFound()
    study = found.account.retrospective
    check_can_analyse(study, by)
    if state == Placement.State.LINKED:
        if entry is None or entry.retrospective_id != study.pk or entry.withdrawn_at:
            raise Refusal("Choose an entry of this timeline to link it to.", code="no_entry", field="entry")
    else:
        entry = None
    placement: Placement | None = Placement.objects.filter(told=found).first()
    if placement and (placement.state, placement.entry_id) == (state, entry.pk if entry else None):
        return placement
    if placement is None:
        placement = Placement(retrospective=study, told=found, created_by=by)
    placement.state, placement.entry = state, entry
    placement.save()
    record(f"telling.{state}", about=placement, by=by, study=study.pk)
    return placement
