"""What the rail says of the timeline, read in the statement that fetches the study."""

from __future__ import annotations

from typing import Any

from secondstory.incidents.rail import Says, Source, count_of
from secondstory.timeline.models import Dispute, Entry, EntryStatus, KnownGap


def says(study: Any) -> Says:
    entries, proposed, disputes = study.timeline_entries, study.timeline_proposed, study.timeline_disputes
    if disputes:
        return Says("open", "1 dispute open" if disputes == 1 else f"{disputes} disputes open")
    if not entries:
        return Says("next", "not begun")
    told = "1 entry" if entries == 1 else f"{entries} entries"
    return Says("open", told) if proposed else Says("done", f"{told}, agreed")


SOURCE = Source(
    url_name="timeline",
    says=says,
    annotations={
        "timeline_entries": count_of(Entry),
        "timeline_proposed": count_of(Entry.objects.filter(status=EntryStatus.PROPOSED)),
        "timeline_disputes": count_of(Dispute.objects.filter(state=Dispute.State.OPEN)),
        # So that only a page on which something is missing asks what.
        "timeline_missing": count_of(KnownGap.objects.filter(completed_at=None)),
    },
)
