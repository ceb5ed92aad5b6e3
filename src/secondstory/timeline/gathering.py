"""Material from several sources in one timeline: each source by its name and span, the same message kept once.

Two sources tell the same message when its words are the same (spacing, capitals and a speaker's name before them play no
part) and their moments agree as far as the less sharp of them goes. Of one source, two messages never become one entry,
so nothing is lost whichever source comes first.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from secondstory.incidents.models import Retrospective
from secondstory.people.models import Person
from secondstory.timeline.models import Entry, Gathered, KnownGap, Lack, Reference, Telling
from secondstory.ui.text import shorten

_SHARP = ("second", "minute")


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a source tells it. ``whose`` tells sources apart; ``words`` is a digest."""

    source_id: str
    at: datetime
    precision: str
    words: str
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """Something an import knows to be missing; ``name`` makes it the same when it is imported again."""

    kind: str
    name: str
    says: str
    at: datetime | None = None


@dataclass(slots=True)
class _Here:
    entry: UUID
    at: datetime
    tie: int
    messages: list[Message] = field(default_factory=list)


def digest_of(text: str, speaker: str = "") -> str:
    words = " ".join(text.split()).casefold()
    named = " ".join(speaker.split()).casefold()
    if named and words.startswith(f"{named}:"):
        words = words[len(named) + 1 :].strip()
    return hashlib.sha256(words.encode()).hexdigest()


def whose_is(source: UUID | None, system: str) -> str:
    return str(source) if source else f"system {system}"


def agree(one: Message, other: Message) -> bool:
    """Whether both can speak of the same moment."""
    if one.precision not in _SHARP or other.precision not in _SHARP:
        return one.precision == other.precision and one.at == other.at
    if "minute" in (one.precision, other.precision):
        return _minute(one.at) == _minute(other.at)
    return one.at.replace(microsecond=0) == other.at.replace(microsecond=0)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def recognised(study: Retrospective, told: Sequence[Message]) -> dict[str, UUID]:
    """Entries that another source told already, by the ``source_id`` of the message that tells them again."""
    if not told:
        return {}
    here = _known(study, {one.words for one in told})
    found: dict[str, UUID] = {}
    for one in sorted(told, key=lambda one: one.at):
        fits = [
            known
            for known in here.get(one.words, ())
            if all(other.whose != one.whose and agree(one, other) for other in known.messages)
        ]
        if fits:
            best = min(fits, key=lambda known: (abs(known.at - one.at), known.at, known.tie, known.entry))
            best.messages.append(one)
            found[one.source_id] = best.entry
    return found


def _known(study: Retrospective, words: set[str]) -> dict[str, list[_Here]]:
    rows: dict[UUID, _Here] = {}
    by_words: dict[str, list[_Here]] = defaultdict(list)
    for telling in Telling.objects.filter(retrospective=study).select_related("entry").order_by("created_at", "id"):
        known = rows.get(telling.entry_id)
        if known is None:
            known = rows[telling.entry_id] = _Here(telling.entry_id, telling.entry.at, telling.entry.tie)
            if telling.words in words:
                by_words[telling.words].append(known)
        whose = whose_is(telling.gathered_id, telling.source_system)
        known.messages.append(Message(telling.source_id, telling.at, telling.precision, telling.words, whose))
    # What came in before sources were kept is known by what was first said.
    earlier = Entry.everything.filter(retrospective=study).exclude(source_id="").exclude(told_by_sources__isnull=False)
    for entry in earlier.only("id", "at", "tie", "precision", "was", "source_system", "source_id").order_by("id"):
        said = entry.was.get("text")
        if isinstance(said, str) and (key := digest_of(said)) in words:
            first = Message(entry.source_id, entry.at, entry.precision, key, whose_is(None, entry.source_system))
            by_words[key].append(_Here(entry.pk, entry.at, entry.tie, [first]))
    return by_words


def source_named(
    study: Retrospective, title: str, kind: str, *, by: Person, moments: Iterable[datetime] = (), zone: str = ""
) -> Gathered:
    """The source of this name, its span widened to ``moments``. The caller has checked that ``by`` may write."""
    title = shorten(title, 300)
    named = Reference.objects.filter(retrospective=study, url="", title=title).order_by("created_at", "id")
    reference = named.first() or Reference.objects.create(retrospective=study, title=title, kind=kind, created_by=by)
    source, _ = Gathered.objects.get_or_create(
        reference=reference, defaults={"retrospective": study, "zone": zone, "created_by": by}
    )
    times = [at for at in (*moments, source.since, source.until) if at is not None]
    since, until = (min(times), max(times)) if times else (None, None)
    if (since, until) != (source.since, source.until):
        source.since, source.until = since, until
        source.save(update_fields=["since", "until"])
    return source


def keep_gaps(study: Retrospective, source: Gathered | None, lacking: Iterable[Lacking], *, by: Person) -> int:
    """Rows for what an import knows to be missing; those that are here stay as they are, completed or not."""
    wanted = {hashlib.sha256(f"{one.kind}\n{one.name}".encode()).hexdigest(): one for one in lacking}
    here = set(KnownGap.objects.filter(retrospective=study, key__in=list(wanted)).values_list("key", flat=True))
    new = [
        KnownGap(
            retrospective=study,
            source=source,
            kind=one.kind,
            says=shorten(one.says, 500),
            at=one.at,
            precision="second",
            key=key,
            created_by=by,
        )
        for key, one in wanted.items()
        if key not in here
    ]
    KnownGap.objects.bulk_create(new)
    return len(new)


def close_ranges(source: Gathered, start: datetime | None, end: datetime | None, *, by: Person) -> None:
    """A wider span was read by now, so what lay outside the former one is here."""
    within = KnownGap.objects.filter(source=source, kind=Lack.RANGE, completed_at=None, at__isnull=False)
    if start:
        within = within.filter(at__gt=start)
    if end:
        within = within.filter(at__lt=end)
    within.update(completed_at=timezone.now(), completed_with="A wider span was read.", completed_by=by)


def keep_tellings(
    study: Retrospective, system: str, told: Iterable[tuple[UUID, Gathered | None, Message]], *, by: Person
) -> None:
    """Which entry holds which message of a source, and the source's reference on the entry."""
    rows = list(told)
    Telling.objects.bulk_create(
        Telling(
            retrospective=study,
            entry_id=entry,
            gathered=source,
            source_system=system,
            source_id=one.source_id,
            at=one.at,
            precision=one.precision,
            words=one.words,
            created_by=by,
        )
        for entry, source, one in rows
    )
    through = Entry.references.through
    standing = set(
        Entry.objects.filter(pk__in={entry for entry, source, _ in rows if source}).values_list("pk", flat=True)
    )
    pairs = {(entry, source.reference_id) for entry, source, _ in rows if source and entry in standing}
    here = set(through.objects.filter(entry__in=standing).values_list("entry_id", "reference_id"))
    through.objects.bulk_create(
        [through(entry_id=entry, reference_id=reference) for entry, reference in sorted(pairs - here)]
    )
