"""What has come about, from the journal, and which of it somebody may be told. Titles and ways there, nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Q

from secondstory.analysis.models import Mystery, WorkNote, WorkTheme
from secondstory.journal.models import Event
from secondstory.newsletter.models import Follow
from secondstory.newsletter.subjects import named
from secondstory.people.audience import Who
from secondstory.publishing.models import Facet, Publication
from secondstory.review.models import Amendment, Edition
from secondstory.ui.menu import address
from secondstory.ui.text import shorten

Key: TypeAlias = "tuple[str, UUID | str]"
PUBLISHED, LATER, ASKED, SETTLED, TOLD = "text", "later", "question", "settled", "note"
WHAT = {
    "publication.published": (PUBLISHED, "Published"),
    "publication.restored": (PUBLISHED, "Published again"),
    "publication.widened": (PUBLISHED, "Open to more readers"),
    "publication.announced": (LATER, "A word to its readers"),
    "amendment.accepted": (LATER, "Later words beside it"),
    "recommendation.finished": (LATER, "One of its recommendations is done"),
    "mystery.raised": (ASKED, "An open question"),
    "mystery.opened_to": (ASKED, "An open question"),
    "mystery.answered": (SETTLED, "Somebody knew"),
    "mystery.set_aside": (SETTLED, "The question rests"),
    "mystery.unanswerable": (SETTLED, "The question rests"),
    "mystery.reopened": (SETTLED, "The question is open again"),
    "work_note.told": (TOLD, "How work is done"),
}
KINDS = tuple(WHAT)


@dataclass(frozen=True, slots=True)
class Tiding:
    """One thing that came about; ``keys`` are all one may have followed to hear of it."""

    seq: int
    at: datetime
    by: UUID | None
    what: str
    title: str
    url: str
    place: tuple[str, UUID]
    keys: frozenset[Key] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Told:
    """A tiding for somebody, and by which of what they follow."""

    tiding: Tiding
    because: tuple[Follow, ...]


def told_to(person: Who, person_id: UUID, events: Sequence[Event], follows: Sequence[Follow]) -> list[Told]:
    """The newest of each thing, as far as they read it now. What they did themself is no news to them."""
    by_key: dict[Key, list[Follow]] = defaultdict(list)
    for one in follows:
        by_key[one.key].append(one)
    found: dict[tuple[str, UUID], Told] = {}
    for tiding in tidings([one for one in events if one.by_id != person_id], person):
        because = tuple(follow for key in sorted(tiding.keys, key=str) for follow in by_key.get(key, ()))
        if because:
            found[tiding.place] = Told(tiding, because)
    return sorted(found.values(), key=lambda one: one.tiding.seq, reverse=True)


class Everybody:
    """For finding out who is to be asked; nothing is shown by it."""


def tidings(events: Iterable[Event], reader: Who | Everybody) -> list[Tiding]:
    """In the order of the journal; a constant number of statements."""
    known = [one for one in events if one.kind in WHAT]
    ids: dict[str, set[UUID]] = defaultdict(set)
    for one in known:
        ids[one.subject_type].add(one.subject_id)
    texts = _Texts(known, ids, reader)
    questions = {one.pk: one for one in _read(Mystery, ids["analysis.mystery"], reader).prefetch_related("services")}
    notes = {one.pk: one for one in _read(WorkNote, ids["analysis.worknote"], reader).prefetch_related("services")}
    themes: dict[UUID, list[str]] = defaultdict(list)
    for note, name in WorkTheme.objects.filter(note_id__in=notes).order_by().values_list("note_id", "name"):
        themes[note].append(name.lower())
    made = []
    for one in known:
        group, what = WHAT[one.kind]
        if group in (PUBLISHED, LATER):
            made += texts.tiding(one, group, what)
        elif group == TOLD and one.subject_id in notes:
            note = notes[one.subject_id]
            keys = _around(note) | {("theme", name) for name in themes[note.pk]}
            made.append(_tiding(one, what, note.topic, address("work-note", note.pk), ("note", note.pk), keys))
        elif group in (ASKED, SETTLED) and one.subject_id in questions:
            asked = questions[one.subject_id]
            keys = _around(asked) if group == ASKED else {("question", asked.pk)}
            place = (group, asked.pk)
            made.append(_tiding(one, what, asked.question, address("question", asked.pk), place, keys))
    return [one for one in made if one.keys]


def _tiding(one: Event, what: str, title: str, url: str, place: tuple[str, UUID], keys: Iterable[Key]) -> Tiding:
    return Tiding(one.seq, one.at, one.by_id, what, shorten(title, 300), url, place, frozenset(keys))


def _around(thing: Mystery | WorkNote) -> set[Key]:
    """Its own team and services; the team of a study it came from is not told, since not every reader reads that."""
    keys: set[Key] = {("service", service.pk) for service in thing.services.all()}
    return keys | ({("team", thing.team_id)} if thing.team_id else set())


def _read(model: Any, ids: set[UUID], reader: Who | Everybody) -> Any:
    rows = model.objects.filter(pk__in=ids)
    return rows if isinstance(reader, Everybody) else rows.visible_to(reader)


class _Texts:
    """The publications that events are about, by themselves, by an amendment or by a recommendation of their study."""

    def __init__(self, events: Sequence[Event], ids: dict[str, set[UUID]], reader: Who | Everybody) -> None:
        amended = dict(
            Amendment.objects.filter(pk__in=ids["review.amendment"]).values_list("pk", "edition__retrospective_id")
        )
        self.study_of: dict[int, UUID] = {}
        for one in events:
            if one.subject_type == "review.amendment" and one.subject_id in amended:
                self.study_of[one.seq] = amended[one.subject_id]
        self._recommended(events)
        rows = Publication.objects.filter(
            Q(pk__in=ids["publishing.publication"]) | Q(retrospective_id__in=set(self.study_of.values()))
        )
        rows = rows.filter(withdrawn_at=None) if isinstance(reader, Everybody) else rows.visible_to(reader)
        found = list(rows.prefetch_related("services"))
        self.by_id = {one.pk: one for one in found}
        self.by_study = {one.retrospective_id: one for one in found}
        self.factors: dict[UUID, list[str]] = defaultdict(list)
        facets = Facet.objects.filter(publication__in=self.by_id, kind=Facet.Kind.FACTOR).order_by()
        for publication, key in facets.values_list("publication_id", "key"):
            self.factors[publication].append(key)
        self.named: dict[UUID, list[UUID]] = defaultdict(list)
        people = named().filter(retrospective_id__in=self.by_study).order_by()
        for study, person in people.values_list("retrospective_id", "person_id"):
            self.named[study].append(person)

    def _recommended(self, events: Sequence[Event]) -> None:
        """Only a recommendation that the frozen text tells of: of others its readers do not know."""
        done = [one for one in events if one.subject_type == "recommendations.recommendation" and "study" in one.facts]
        studies = {UUID(one.facts["study"]) for one in done}
        frozen = dict(Edition.objects.filter(retrospective_id__in=studies).values_list("retrospective_id", "canonical"))
        for one in done:
            study = UUID(one.facts["study"])
            if str(one.subject_id).encode() in bytes(frozen.get(study, b"")):
                self.study_of[one.seq] = study

    def tiding(self, one: Event, group: str, what: str) -> list[Tiding]:
        found = (
            self.by_study.get(self.study_of[one.seq]) if one.seq in self.study_of else self.by_id.get(one.subject_id)
        )
        if found is None:
            return []
        keys: set[Key] = {("text", found.pk)}
        if group == PUBLISHED:
            keys |= {("service", service.pk) for service in found.services.all()}
            keys |= {("factor", key) for key in self.factors[found.pk]}
            keys |= {("author", person) for person in self.named[found.retrospective_id]}
            keys |= {("team", found.team_id)} if found.team_id else set()
        return [_tiding(one, what, found.title, address("publication", found.slug), (group, found.pk), keys)]
