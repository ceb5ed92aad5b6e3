"""Examples as people name them: one a line, the address of a page, then what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.urls import Resolver404, resolve

from secondstory.agreements.models import AgreementExample, AgreementVersion
from secondstory.agreements.queries import Shown
from secondstory.analysis.models import Finding, WorkNote
from secondstory.incidents.models import Retrospective
from secondstory.incidents.words import line
from secondstory.people.models import Person
from secondstory.people.refusals import Refusal
from secondstory.publishing.models import Publication

MOST = 20
FINDING = re.compile(r"finding-([0-9a-f-]{36})")


@dataclass(frozen=True, slots=True)
class Example:
    """Points to one thing; the others are None."""

    study_id: UUID | None = None
    finding_id: UUID | None = None
    work_note_id: UUID | None = None
    shows: str = ""


def as_lines(examples: Iterable[Shown]) -> str:
    return "\n".join(f"{one.url} {one.shows}".rstrip() for one in examples)


def read_lines(text: str, user: Person) -> list[Example]:
    """The examples that ``text`` names, each once. A refusal quotes the line whose address leads to none."""
    found: dict[tuple[UUID | None, UUID | None, UUID | None], Example] = {}
    for row in filter(None, map(str.strip, text.splitlines())):
        address, _, shows = row.partition(" ")
        one = _read(address, line(shows.strip(" –—:"), most=300, field="examples"), user)
        if one is None:
            raise Refusal(
                f"‘{address[:80]}’ is no page here that can be an example and that you can read. Give the address of a"
                " study, a published text, a finding or a work note.",
                code="no_example",
                field="examples",
            )
        found.setdefault((one.study_id, one.finding_id, one.work_note_id), one)
    if len(found) > MOST:
        raise Refusal(f"At most {MOST} examples; there are {len(found)}. Keep the clearest.", field="examples")
    return list(found.values())


def _read(address: str, shows: str, user: Person) -> Example | None:
    try:
        parts = urlsplit(address)
        page = resolve(parts.path)
    except (Resolver404, ValueError):
        return None
    words = page.kwargs
    if page.url_name == "work-note":
        notes = WorkNote.objects.visible_to(user).filter(pk=words["thing_id"])
        return Example(work_note_id=words["thing_id"], shows=shows) if notes.exists() else None
    if page.url_name == "publication":
        study = Publication.objects.visible_to(user).filter(slug=words["slug"]).values_list("retrospective_id").first()
        return Example(study_id=study[0], shows=shows) if study else None
    if page.url_name not in ("study", "analysis"):
        return None
    if named := FINDING.fullmatch(parts.fragment):
        try:
            finding_id = UUID(named[1])
        except ValueError:
            return None
        findings = Finding.objects.visible_to(user).filter(pk=finding_id, retrospective_id=words["study_id"])
        return Example(finding_id=finding_id, shows=shows) if findings.exists() else None
    studies = Retrospective.objects.visible_to(user).filter(pk=words["study_id"])
    return Example(study_id=words["study_id"], shows=shows) if studies.exists() else None


def unseen_by(user: Person, version: AgreementVersion) -> list[Example]:
    """Examples of that version which this person does not read: whoever writes the next one takes them along unseen."""
    rows = AgreementExample.objects.filter(version=version)
    hidden = rows.exclude(pk__in=rows.visible_to(user).values("pk")).order_by("position", "id")
    return [Example(one.study_id, one.finding_id, one.work_note_id, one.shows) for one in hidden]


def kept(version: AgreementVersion) -> list[Example]:
    rows = AgreementExample.objects.filter(version=version).order_by("position", "id")
    return [Example(one.study_id, one.finding_id, one.work_note_id, one.shows) for one in rows]
