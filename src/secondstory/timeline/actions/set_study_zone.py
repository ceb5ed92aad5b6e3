from __future__ import annotations

from secondstory.incidents.models import MomentPrecision, Retrospective
from secondstory.incidents.moments import check_zone
from secondstory.incidents.policies import check_can_contribute
from secondstory.journal.actions import action, record
from secondstory.people.models import Person
from secondstory.timeline.models import Entry


@action
def set_study_zone(study: Retrospective, zone: str, *, by: Person) -> Retrospective:
    """Tell the study in another zone. No instant and no order changes (invariant 9), only what clocks show.

    An entry known only to the day keeps the day that was meant: it remembers the zone it was told in.
    """
    check_can_contribute(study, by)
    zone = check_zone(zone.strip())
    study.refresh_from_db(fields=["zone"])
    if zone == study.zone:
        return study
    Entry.everything.filter(retrospective=study, precision=MomentPrecision.DAY, told_zone="").update(
        told_zone=study.zone
    )
    study.zone = zone
    study.save(update_fields=["zone"])
    record("timeline.zone_set", about=study, by=by, zone=zone)
    return study
