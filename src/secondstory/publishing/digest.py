"""How work is really done, for whoever steers it from farther away: a quarter's stories, by role and in links (R-001-47).

Drawn from what can be handed on: published editions and work notes that were opened to a team or wider, as far as the
reader reads them. What was shared with the people of a study alone is left out, for those people, too. Nothing is
counted, and nobody is named: where a text names somebody, what they were stands instead.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Q
from django.urls import reverse

from secondstory.analysis.models import WorkNote
from secondstory.analysis.querysets import KnownHereQuerySet
from secondstory.incidents.models import Participant
from secondstory.people.audience import Audience, Who, readable, reader
from secondstory.people.models import Person, Service, Team
from secondstory.publishing.models import Publication
from secondstory.publishing.opening import opening_in
from secondstory.publishing.quarters import Quarter, named, quarter_of
from secondstory.publishing.querysets import PublicationQuerySet
from secondstory.publishing.without_names import Names, by_role, given
from secondstory.ui.text import shorten

STORIES, NOTES = 40, 60  # more than that is narrowed by service or team; the page says so
KEPT_WORKING = frozenset({"held", "partly held"})
SOMEBODY, COLLEAGUE = "somebody", "a colleague"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was told, and of which kind it is ('tool', 'held', 'environment')."""

    text: str
    kind: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What one published study says to one part of the digest; ``readers`` where it is for a team alone."""

    title: str
    url: str
    where: str
    readers: str
    said: tuple[Said, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A work note: as imagined, as done, what is worked around, and what people made for it."""

    topic: str
    url: str
    where: str
    readers: str
    done: str
    imagined: str
    around: str
    made: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    heading: str
    lead: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    quarter: Quarter
    stories: tuple[Story, ...] = ()
    notes: tuple[Done, ...] = ()
    parts: tuple[Part, ...] = ()
    service: Service | None = None
    team: Team | None = None
    services: tuple[Service, ...] = ()
    teams: tuple[Team, ...] = ()
    earlier: Quarter | None = None
    later: Quarter | None = None
    is_cut: bool = field(default=False)

    @property
    def is_empty(self) -> bool:
        return not self.stories and not self.notes


# Where a part is drawn from: the block of an edition, its section's key, and what of each item.
Drawn = Callable[[Mapping[str, Any]], Said | None]


def _strength(item: Mapping[str, Any]) -> Said | None:
    return None if item["kind"] == "adaptation" else Said(item["text"], item["kind"])


def _adaptation(item: Mapping[str, Any]) -> Said | None:
    return Said(item["text"]) if item["kind"] == "adaptation" else None


def _keeps(item: Mapping[str, Any]) -> Said | None:
    return (
        Said(f"{item['name']}: {item['sentence']}", item["outcome"], item["how"])
        if item["outcome"] in KEPT_WORKING
        else None
    )


def _condition(item: Mapping[str, Any]) -> Said | None:
    return Said(item["text"], item["level"])


def _open(item: Mapping[str, Any]) -> Said | None:
    return Said(item["text"]) if item["state"] in ("open", "being followed") else None


PARTS: tuple[tuple[str, str, str, str, Drawn], ...] = (
    (
        "adaptations",
        "What people adapted",
        "Nobody had planned for it, and somebody found a way.",
        "strengths",
        _adaptation,
    ),
    (
        "strengths",
        "What helped",
        "Tools, preparation, working together, and luck called by its name.",
        "strengths",
        _strength,
    ),
    (
        "keeps",
        "What normally keeps it working",
        "Protections that met the real thing and held, at least in part.",
        "controls",
        _keeps,
    ),
    (
        "conditions",
        "The conditions people met",
        "What had to be so for it to come about. They belong together; none stands above another.",
        "conditions",
        _condition,
    ),
    ("questions", "What is still open", "Open when the text became final.", "questions", _open),
)


def handed_on(user: Who) -> tuple[PublicationQuerySet, KnownHereQuerySet]:
    """Texts and work notes that were opened to a team or wider, as far as this person reads them."""
    who = reader(user)
    return (
        Publication.objects.visible_to(user).filter(readable(who)),
        WorkNote.objects.visible_to(user).filter(readable(who)),
    )


def digest(user: Who, asked: Mapping[str, str]) -> Digest:
    """The digest that ``asked`` (``quarter``, ``service``, ``team``) is about, in a constant number of statements."""
    texts, notes = handed_on(user)
    services, teams = tuple(Service.objects.all()), tuple(Team.objects.all())
    service = next((one for one in services if one.slug == asked.get("service")), None)
    team = next((one for one in teams if one.slug == asked.get("team")), None)
    first, last = _span(
        texts.aggregate(Min("published_at"), Max("published_at")), notes.aggregate(Min("created_at"), Max("created_at"))
    )
    quarter = named(asked.get("quarter", "")) or last
    within = {"gte": quarter.begins, "lt": quarter.next.begins}
    texts = texts.filter(**{f"published_at__{side}": at for side, at in within.items()})
    notes = notes.filter(**{f"created_at__{side}": at for side, at in within.items()})
    if service:
        texts, notes = texts.filter(services=service), notes.filter(services=service)
    if team:
        texts = texts.filter(team=team)
        notes = notes.filter(Q(team=team) | Q(services__team=team)).distinct()
    found = list(
        texts.select_related("edition", "team")
        .prefetch_related("services")
        .order_by("-published_at", "-id")[: STORIES + 1]
    )
    told = list(
        notes.select_related("team")
        .prefetch_related("services", "artefacts")
        .order_by("-created_at", "-id")[: NOTES + 1]
    )
    about = {one.retrospective_id for one in found[:STORIES]} | {note.retrospective_id for note in told[:NOTES]}
    role_in, anybody = _roles(about - {None}), _everybody()
    drawn = [_Drawn(one, _told(role_in.get(one.retrospective_id, {}), anybody)) for one in found[:STORIES]]
    return Digest(
        quarter,
        tuple(one.story() for one in drawn),
        tuple(_done(note, _unnamed(role_in.get(note.retrospective_id, {}), anybody)) for note in told[:NOTES]),
        tuple(_parts(drawn)),
        service,
        team,
        services,
        teams,
        quarter.before if quarter > first else None,
        quarter.next if quarter < last else None,
        len(found) > STORIES or len(told) > NOTES,
    )


def _span(*bounds: Mapping[str, datetime | None]) -> tuple[Quarter, Quarter]:
    """The first and the last quarter in which this reader can read something."""
    known = [at for one in bounds for at in one.values() if at]
    if not known:
        now = quarter_of(datetime.now().astimezone())
        return now, now
    return quarter_of(min(known)), quarter_of(max(known))


def _roles(studies: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    """In each study, what its people were, by their name."""
    found: dict[UUID, dict[str, str]] = {}
    rows = Participant.objects.filter(retrospective_id__in=list(studies), person__isnull=False)
    for study, name, role, display in rows.values_list(
        "retrospective_id", "person__display_name", "role_label", "display"
    ):
        found.setdefault(study, {})[name] = SOMEBODY if display == "anonymous" or not role else role
    return found


def _everybody() -> Names:
    """By name and by address."""
    rows = Person.objects.values_list("display_name", "email")
    return Names(dict.fromkeys((one for row in rows for one in row), COLLEAGUE))


def _told(roles: Mapping[str, str], anybody: Names) -> Callable[[str], str]:
    """In a text of a study, its people are met by their first name alone, too."""
    return by_role(roles, given(roles, several=SOMEBODY), anybody)


def _unnamed(roles: Mapping[str, str], anybody: Names) -> Callable[[str], str]:
    """A work note may be read by people who do not read its study: what anybody was in it stays there."""
    return by_role(given(dict.fromkeys(roles, COLLEAGUE), several=COLLEAGUE), anybody)


class _Drawn:
    """One edition, read once."""

    def __init__(self, publication: Publication, told: Callable[[str], str]) -> None:
        self.publication, self.told = publication, told
        self.url = reverse("publication", args=[publication.slug])
        self.blocks: dict[str, tuple[str, list[dict[str, Any]]]] = {}
        for section in json.loads(bytes(publication.edition.canonical))["document"]["sections"]:
            for block in section["blocks"]:
                if "items" in block:
                    self.blocks.setdefault(block["block"], (section["anchor"], block["items"]))

    def story(self, url: str = "", said: tuple[Said, ...] = ()) -> Story:
        one = self.publication
        where = _where(one.services.all(), one.team)
        opening = opening_in(one.edition_id, bytes(one.edition.canonical))
        summary = "" if said else shorten(self.told(opening or one.summary), 400)
        return Story(self.told(one.title), url or self.url, where, _readers(one.audience, one.team), said, summary)

    def saying(self, block: str, drawn: Drawn) -> Story | None:
        anchor, items = self.blocks.get(block, ("", []))
        said = tuple(
            Said(self.told(one.text), one.kind, self.told(one.more)) for one in map(drawn, items) if one is not None
        )
        return self.story(f"{self.url}#{anchor}", said) if said else None


def _parts(drawn: list[_Drawn]) -> Iterator[Part]:
    for key, heading, lead, block, of_item in PARTS:
        if stories := tuple(story for one in drawn if (story := one.saying(block, of_item))):
            yield Part(key, heading, lead, stories)


def _done(note: WorkNote, told: Callable[[str], str]) -> Done:
    return Done(
        told(note.topic),
        reverse("work-note", args=[note.pk]),
        _where(note.services.all(), note.team),
        _readers(note.audience, note.team),
        shorten(told(note.done), 600),
        shorten(told(note.imagined), 400),
        shorten(told(note.constraints), 400),
        tuple(Said(told(one.text), one.get_kind_display()) for one in note.artefacts.all()),
    )


def _where(services: Iterable[Service], team: Team | None) -> str:
    return " · ".join([*(service.name for service in services), *([team.name] if team else [])])


def _readers(audience: str, team: Team | None) -> str:
    return f"for {team.name} alone" if audience == Audience.TEAM and team else ""
