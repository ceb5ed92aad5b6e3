"""What somebody may follow: found by its address, for this reader; else it is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef

from secondstory.analysis.models import Mystery, SystemicKind, WorkNote, WorkTheme
from secondstory.incidents.models import Participant
from secondstory.newsletter.models import SUBJECTS
from secondstory.people.models import Person, Service, Team
from secondstory.people.refusals import NotFound
from secondstory.publishing.models import Publication
from secondstory.ui.menu import address
from secondstory.ui.text import shorten

BY_SLUG, BY_ID, BY_WORD = ("team", "service", "text"), ("question", "author"), ("theme", "factor")


@dataclass(frozen=True, slots=True)
class Subject:
    """``word`` is its kind, ``value`` what stands in the column, ``at`` what stands in the address."""

    word: str
    value: Any
    at: str
    name: str
    url: str

    @property
    def column(self) -> str:
        return SUBJECTS[self.word]

    @property
    def follow_url(self) -> str:
        return address(f"follow-{self.word}", self.at)

    @property
    def tells(self) -> str:
        return TELLS[self.word]

    @property
    def where(self) -> dict[str, Any]:
        return {self.column: self.value}


TELLS = {
    "team": "What this team publishes, the questions it opens to others and the work notes it tells.",
    "service": "What is published about this service, open questions that lead into it and work notes about it.",
    "text": "Later words beside this text, its announcement, and when one of its recommendations is done.",
    "question": "When somebody knows an answer, or it rests or is opened again.",
    "author": "Published texts in which this person chose to be named. Never anything else of theirs.",
    "theme": "Work notes under this theme.",
    "factor": "Published texts that found a factor of this kind.",
}


def find_subject(user: Person, word: str, at: str | UUID) -> Subject:
    found = {
        "team": _team,
        "service": _service,
        "text": _text,
        "question": _question,
        "author": _author,
        "theme": _theme,
        "factor": _factor,
    }[word](user, at)
    if found is None:
        raise NotFound()
    return found


def named_in(publication: Publication) -> list[Subject]:
    """Who chose to stand in it by name, and has not left. Their own choice, as it is now."""
    rows = named().filter(retrospective_id=publication.retrospective_id).select_related("person").order_by("id")
    return [author_subject(one.person) for one in rows if one.person]


def named() -> Any:
    return Participant.objects.filter(display=Participant.Display.NAME, left_at=None, person__is_active=True)


def author_subject(person: Person) -> Subject:
    return Subject("author", person, str(person.pk), person.display_name, "")


def team_subject(team: Team) -> Subject:
    return Subject("team", team, team.slug, team.name, address("team", team.slug))


def service_subject(service: Service) -> Subject:
    return Subject("service", service, service.slug, service.name, address("service", service.slug))


def text_subject(one: Publication) -> Subject:
    return Subject("text", one, one.slug, shorten(one.title), address("publication", one.slug))


def question_subject(one: Mystery) -> Subject:
    return Subject("question", one, str(one.pk), shorten(one.question), address("question", one.pk))


def theme_subject(name: str) -> Subject:
    there = f"{address('work-notes')}?{urlencode({'under': name.casefold()})}"
    return Subject("theme", name.lower(), name.lower(), name.lower(), there)


def factor_subject(kind: str) -> Subject:
    return Subject("factor", kind, kind, SystemicKind(kind).label, address("factor-kind", kind))


def _team(user: Person, at: str | UUID) -> Subject | None:
    found = Team.objects.filter(slug=at).first()
    return team_subject(found) if found else None


def _service(user: Person, at: str | UUID) -> Subject | None:
    found = Service.objects.filter(slug=at).first()
    return service_subject(found) if found else None


def _text(user: Person, at: str | UUID) -> Subject | None:
    found = Publication.objects.visible_to(user).filter(slug=at).first()
    return text_subject(found) if found else None


def _question(user: Person, at: str | UUID) -> Subject | None:
    found = Mystery.objects.visible_to(user).filter(pk=at).first()
    return question_subject(found) if found else None


def _author(user: Person, at: str | UUID) -> Subject | None:
    """Somebody named in a published text that this reader reads; of anybody else nothing is to be followed."""
    texts = Publication.objects.visible_to(user).filter(retrospective_id=OuterRef("retrospective_id"))
    found = named().filter(Exists(texts), person_id=at).select_related("person").order_by("id").first()
    return author_subject(found.person) if found and found.person else None


def _theme(user: Person, at: str | UUID) -> Subject | None:
    name = str(at)
    if "\x00" in name or len(name) > 60:
        return None
    notes = WorkNote.objects.visible_to(user).order_by().values("pk")
    found = WorkTheme.objects.filter(name__iexact=name, note__in=notes).order_by("id").first()
    return theme_subject(found.name) if found else None


def _factor(user: Person, at: str | UUID) -> Subject | None:
    return factor_subject(str(at)) if at in SystemicKind.values else None
