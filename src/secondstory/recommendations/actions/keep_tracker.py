"""A team's own people keep where it opens tickets."""

from __future__ import annotations

from secondstory.analysis.words import tidied
from secondstory.journal.actions import action, record
from secondstory.organization.policies import check_can_keep_team
from secondstory.people.models import Person, Team
from secondstory.recommendations.models import Tracker
from secondstory.recommendations.trackers import check_address


@action
def keep_tracker(team: Team, kind: str, address: str, *, by: Person) -> Tracker | None:
    """An empty address takes it away. Said twice it is there once."""
    check_can_keep_team(team, by)
    if not address.strip():
        gone, _ = Tracker.objects.filter(team=team).delete()
        if gone:
            record("team.tracker_kept", about=team, by=by)
        return None
    told = tidied(Tracker(team=team, kind=kind, address=address, created_by=by))
    check_address(told.kind, told.address)
    before = Tracker.objects.filter(team=team).first()
    if before is not None and (before.kind, before.address) == (told.kind, told.address):
        return before
    kept, _ = Tracker.objects.update_or_create(
        team=team, defaults={"kind": told.kind, "address": told.address}, create_defaults=_new(told, by)
    )
    record("team.tracker_kept", about=team, by=by)
    return kept


def _new(told: Tracker, by: Person) -> dict[str, object]:
    return {"kind": told.kind, "address": told.address, "created_by": by}
