"""Everything a timeline page shows, in a number of statements that does not grow with the timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from secondstory.incidents.models import Retrospective
from secondstory.people.audience import Who
from secondstory.timeline.models import Awareness, DecisionPoint, Dispute, Entry, EntryStatus, KnownGap, Reference


@dataclass(frozen=True, slots=True)
class Timeline:
    """``entries`` stand in order and hold the markers of those taken out, too. ``sources``, ``sides``, ``disputes_of``
    and ``knew`` lead from an entry or dispute to what belongs to it."""

    study: Retrospective
    entries: list[Entry]
    references: list[Reference]
    disputes: list[Dispute]
    sources: dict[UUID, list[Reference]]
    sides: dict[UUID, list[Entry]]
    disputes_of: dict[UUID, list[Dispute]]
    knew: dict[UUID, list[Awareness]] = field(default_factory=dict)
    missing: list[KnownGap] = field(default_factory=list)

    @property
    def missing_of(self) -> dict[UUID, list[KnownGap]]:
        """What is missing still, by the reference of its source."""
        found: dict[UUID, list[KnownGap]] = defaultdict(list)
        for gap in self.missing:
            if gap.source:
                found[gap.source.reference_id].append(gap)
        return found

    @property
    def standing(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.withdrawn_at]


def timeline_of(study: Retrospective, user: Who) -> Timeline:
    """The timeline as this person reads it; eight statements."""
    entries: list[Entry] = list(
        Entry.everything.visible_to(user)
        .filter(retrospective=study)
        .in_order()
        .select_related("participant__person")
        .defer("was")
    )
    references = list(
        Reference.objects.visible_to(user)
        .filter(retrospective=study)
        .select_related("copy", "series", "gathered")
        .defer("series__points")  # its sketch is enough to draw
        .order_by("created_at", "id")
    )
    disputes = list(
        Dispute.objects.visible_to(user)
        .filter(retrospective=study)
        .prefetch_related("versions")
        .order_by("created_at", "id")
    )
    by_entry = {entry.pk: entry for entry in entries if not entry.withdrawn_at}
    by_reference = {reference.pk: reference for reference in references}
    by_dispute = {dispute.pk: dispute for dispute in disputes}
    for each in (*entries, *references, *disputes):
        each.retrospective = study  # so that "may I?" asks no statement per row
    for reference in references:
        if reference.copy:
            reference.copy.retrospective = study
    source_links = _links(Entry.references.through, study, "reference_id")
    dispute_links = _links(Dispute.entries.through, study, "dispute_id")
    sources: dict[UUID, list[Reference]] = defaultdict(list)
    for entry_id, reference_id in source_links:
        if reference_id in by_reference:
            sources[entry_id].append(by_reference[reference_id])
    sides: dict[UUID, list[Entry]] = defaultdict(list)
    disputes_of: dict[UUID, list[Dispute]] = defaultdict(list)
    for entry_id, dispute_id in dispute_links:
        if entry_id in by_entry and dispute_id in by_dispute:
            sides[dispute_id].append(by_entry[entry_id])
            disputes_of[entry_id].append(by_dispute[dispute_id])
    for line in sides.values():
        line.sort(key=lambda entry: (entry.at, entry.tie, entry.pk))
    knew: dict[UUID, list[Awareness]] = defaultdict(list)
    for one in (
        Awareness.objects.visible_to(user)
        .filter(entry__retrospective=study)
        .select_related("participant__person")
        .order_by("learned_at", "id")
    ):
        knew[one.entry_id].append(one)
    missing = missing_still(study, user) if getattr(study, "timeline_missing", True) else []
    return Timeline(study, entries, references, disputes, sources, sides, disputes_of, knew, missing)


def missing_still(study: Retrospective, user: Who) -> list[KnownGap]:
    """What is known to be missing and was not completed, in order; what has no moment comes last."""
    found = KnownGap.objects.visible_to(user).filter(retrospective=study, completed_at=None).select_related("source")
    return sorted(found, key=lambda gap: (gap.at is None, gap.at or gap.created_at, gap.pk))


def decisions_of(study: Retrospective, user: Who) -> list[DecisionPoint]:
    """Decision points in the order in which somebody stood before them."""
    found = DecisionPoint.objects.visible_to(user).filter(retrospective=study)
    return list(found.select_related("participant__person").order_by("at", "id"))


def _links(through: Any, study: Retrospective, other: str) -> Iterable[tuple[UUID, UUID]]:
    rows = through.objects.filter(entry__retrospective=study).order_by("id").values_list("entry_id", other)
    return list(rows)


def lanes_in_use(study: Retrospective, user: Who) -> list[str]:
    """Lanes somebody can choose again, by name."""
    lanes = Entry.objects.visible_to(user).filter(retrospective=study).exclude(lane="")
    return list(lanes.order_by("lane").values_list("lane", flat=True).distinct())


def unsaid(timeline: Timeline) -> int:
    """Of how many entries nothing is said that foresight could go by: nobody was in it, nobody learned of it, and
    nobody says that it was known only later."""
    named = {one.shown_as for one in timeline.study.participants.select_related("person")}
    return sum(
        not (entry.participant_id or entry.known_later or entry.lane in named or timeline.knew.get(entry.pk))
        for entry in timeline.standing
    )


def counts(entries: Iterable[Entry]) -> dict[str, int]:
    """How many stand in each status, those that there are, in the order a sentence names them."""
    found = dict.fromkeys((EntryStatus.AGREED.label, EntryStatus.DISPUTED.label, EntryStatus.PROPOSED.label), 0)
    for entry in entries:
        found[EntryStatus(entry.status).label] += 1
    return {label: count for label, count in found.items() if count}
